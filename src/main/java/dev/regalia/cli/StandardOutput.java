package dev.regalia.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Standard output, which remembers why it could not be written: the `PrintWriter` before it keeps
/// to itself what went wrong.
final class StandardOutput extends OutputStream {

    private final OutputStream to;
    private @Nullable IOException failure;

    StandardOutput(OutputStream to) {
        this.to = to;
    }

    /// Why not all could be written. Empty where it was, and where the reader has gone: `head` has
    /// seen enough.
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(it -> String.valueOf(it.getMessage()))
                .filter(why -> !why.toLowerCase(Locale.ROOT).contains("broken pipe"));
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            to.write(bytes, from, count);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            to.flush();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }
}
