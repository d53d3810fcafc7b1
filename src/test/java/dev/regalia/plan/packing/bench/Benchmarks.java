package dev.regalia.plan.packing.bench;

import dev.regalia.plan.packing.bench.SpeedReport.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/// `make bench`: measures the planner, writes the results into the reference page, and ends with 1
/// where a target is missed.
final class Benchmarks {

    private static final String QUALITY = "quality";
    private static final String SPEED = "speed";
    private static final String SMOKE = "smoke";

    private Benchmarks() {}

    /// Measures, and ends the JVM.
    ///
    /// @param words `quality`, `speed`, or a part of the latter: `warm`, `first`, `growth`; nothing
    ///   for all; `smoke` for a moment of `speed` that leaves the page as it is
    public static void main(String... words) throws IOException, RunnerException {
        List<String> wanted = words.length == 0 ? List.of(QUALITY, SPEED) : List.of(words);
        List<String> known =
                Stream.concat(
                                Stream.of(QUALITY, SPEED, SMOKE),
                                Stream.of(Part.values()).map(Benchmarks::name))
                        .toList();
        if (!known.containsAll(wanted)) {
            System.err.println("BENCH is some of: " + String.join(" ", known));
            System.exit(2);
        }
        List<String> misses = new ArrayList<>();
        if (wanted.contains(QUALITY)) {
            misses.addAll(QualityReport.write(Page.REFERENCE));
        }
        List<Part> parts =
                Stream.of(Part.values())
                        .filter(part -> wanted.contains(SPEED) || wanted.contains(name(part)))
                        .toList();
        misses.addAll(SpeedReport.write(Page.REFERENCE, Effort.FULL, parts));
        if (wanted.contains(SMOKE)) {
            Page copy = Page.REFERENCE.copy();
            SpeedReport.write(copy, Effort.SMOKE, List.of(Part.values()));
            System.out.println("Written to " + copy.file());
        }
        misses.forEach(miss -> System.err.println("missed: " + miss));
        System.exit(misses.isEmpty() ? 0 : 1);
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
