package dev.regalia.plan.packing.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/// `make bench`: measures the planner, writes the results into the reference page, and ends with 1
/// where a target is missed.
final class Benchmarks {

    private Benchmarks() {}

    /// Measures, and ends the JVM.
    ///
    /// @param words `quality`, `speed`, or nothing for both
    public static void main(String... words) throws IOException, RunnerException {
        List<String> wanted = words.length == 0 ? List.of("quality", "speed") : List.of(words);
        List<String> misses = new ArrayList<>();
        if (wanted.contains("quality")) {
            misses.addAll(QualityReport.write(Page.REFERENCE));
        }
        if (wanted.contains("speed")) {
            misses.addAll(SpeedReport.write(Page.REFERENCE));
        }
        misses.forEach(miss -> System.err.println("missed: " + miss));
        System.exit(misses.isEmpty() ? 0 : 1);
    }
}
