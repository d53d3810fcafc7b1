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
/// reports, with the calibration loop of the same JVM. Unlike the time on the wall it leaves out
/// how long others kept the processor.
final class OwnTime {

    /// The system property with the folder for the files.
    static final String FOLDER = "regalia.bench.folder";

    private static final String SUFFIX = ".time";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Long> nanos = new ArrayList<>();
    private long begun;

    /// Means, in milliseconds.
    ///
    /// @param own of one plan
    /// @param loop of one calibration loop
    record Told(double own, double loop) {
        /// Loops that fit into a plan.
        double loops() {
            return own / loop;
        }
    }

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

    /// Runs the calibration loop and leaves its time and the mean of this JVM for [#told].
    void write(String key) throws IOException {
        double mean = nanos.stream().mapToLong(Long::longValue).average().orElseThrow();
        Files.writeString(
                Files.createTempFile(folder(), key + "-", SUFFIX),
                mean + " " + Calibration.nanos());
    }

    /// Where JVMs leave what the others read.
    static Path folder() {
        return Path.of(System.getProperty(FOLDER, ""));
    }

    /// The means over all JVMs that wrote under a key; what they wrote is taken away.
    static Told told(Path folder, String key) throws IOException {
        double own = 0;
        double loop = 0;
        int number = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(key + "-") && name.endsWith(SUFFIX)) {
                    String[] times = Files.readString(file).split(" ", 2);
                    own += Double.parseDouble(times[0]);
                    loop += Double.parseDouble(times[1]);
                    number++;
                    Files.delete(file);
                }
            }
        }
        if (number == 0) {
            throw new IllegalStateException("no JVM has told the time of " + key);
        }
        return new Told(own / number / 1e6, loop / number / 1e6);
    }
}
