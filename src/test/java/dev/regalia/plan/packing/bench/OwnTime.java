package dev.regalia.plan.packing.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The processor time of the planning thread, told by the JVM that measures to the one that
/// reports. Unlike the time on the wall it leaves out how long others kept the processor.
final class OwnTime {

    /// The system property with the folder for the files.
    static final String FOLDER = "regalia.bench.folder";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Long> nanos = new ArrayList<>();
    private long begun;

    void begin() {
        begun = threads.getCurrentThreadCpuTime();
    }

    void end() {
        nanos.add(threads.getCurrentThreadCpuTime() - begun);
    }

    /// Forgets what was measured, as after the warm-up.
    void clear() {
        nanos.clear();
    }

    /// Leaves the mean of this JVM, in nanoseconds, for [#meanMillis].
    void write(String key) throws IOException {
        double mean = nanos.stream().mapToLong(Long::longValue).average().orElse(0);
        Files.writeString(
                Files.createTempFile(folder(), key + "-", ".time"), Double.toString(mean));
    }

    static Path folder() {
        return Path.of(System.getProperty(FOLDER, ""));
    }

    /// The mean over all JVMs that wrote under a key.
    static double meanMillis(Path folder, String key) throws IOException {
        double sum = 0;
        int number = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith(key + "-")) {
                    sum += Double.parseDouble(Files.readString(file));
                    number++;
                }
            }
        }
        return sum / number / 1e6;
    }
}
