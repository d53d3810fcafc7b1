package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The right to compile into a folder, which one thread of one process holds at a time.
///
/// The operating system frees it when its holder dies, however that happens.
final class BuildLock implements AutoCloseable {
    private static final int POLL_MILLIS = 200;
    private static final int POLLS_PER_REPORT = 50;

    private final FileChannel channel;

    private BuildLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits for the right, saying so about every ten seconds.
    static BuildLock acquire(Path folder, Consumer<String> progress) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            for (long polls = 0; tryLock(channel) == null; polls++) {
                if (polls % POLLS_PER_REPORT == 0) {
                    progress.accept("Waiting for another process that compiles the control plane");
                }
                Thread.sleep(POLL_MILLIS);
            }
            return new BuildLock(channel);
        } catch (IOException e) {
            throw new SandboxException("Cannot lock " + folder + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while waiting to compile", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SandboxException("Cannot unlock: " + e.getMessage(), e);
        }
    }
}
