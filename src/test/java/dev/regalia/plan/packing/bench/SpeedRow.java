package dev.regalia.plan.packing.bench;

import dev.regalia.plan.packing.Evictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// How long one plan takes.
///
/// @param what is planned, in words
/// @param size of the fleet
/// @param time of the processor
/// @param wall the median of the milliseconds that passed
/// @param garbage millions of bytes per plan; empty where it is not measured
/// @param judged whether the targets are for it
record SpeedRow(
        String what,
        String size,
        OwnTime.Told time,
        double wall,
        OptionalDouble garbage,
        boolean judged) {

    private static final String GARBAGE = "gc.alloc.rate.norm";

    /// The row of a run whose JVMs have left their times in a folder.
    static SpeedRow of(RunResult run, Path folder) throws IOException {
        String benchmark = run.getParams().getBenchmark();
        String kind = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        String sample = run.getParams().getParam("sample");
        String size = run.getParams().getParam("size");
        Result<?> garbage = run.getSecondaryResults().get(GARBAGE);
        return new SpeedRow(
                words(kind, sample),
                size,
                OwnTime.told(folder, kind + "-" + sample + "-" + size),
                run.getPrimaryResult().getStatistics().getPercentile(50),
                garbage == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(garbage.getScore() / 1e6),
                !isWhole(kind) && !evicts(sample));
    }

    private static String words(String kind, String sample) {
        return isWhole(kind)
                ? "whole plan: " + Cluster.valueOf(sample).words
                : "layouts: "
                        + Sample.valueOf(sample).scenario().words()
                        + (evicts(sample) ? ", evicting" : "");
    }

    private static boolean isWhole(String kind) {
        return kind.startsWith("whole");
    }

    private static boolean evicts(String sample) {
        return Sample.valueOf(sample).scenario().evictions() == Evictions.ALLOWED;
    }

    /// The names of the columns.
    static String header(boolean garbage) {
        return "| plan | nodes x GPUs | own time | loop | own time / loop | on the wall |%s%n|%s%n"
                .formatted(garbage ? " garbage |" : "", " --- |".repeat(garbage ? 7 : 6));
    }

    /// A row of the table.
    String markdown() {
        return "| %s | %s | %.1f ms | %.1f ms | %.2f | %.1f ms |%s%n"
                .formatted(
                        what,
                        size,
                        time.own(),
                        time.loop(),
                        time.loops(),
                        wall,
                        garbage.isPresent() ? " %.1f MB |".formatted(garbage.getAsDouble()) : "");
    }

    /// What of it misses the targets, in words; empty where nothing does.
    Optional<String> misses(double mostMillis, double mostGarbage) {
        List<String> misses = new ArrayList<>();
        if (judged && time.own() > mostMillis) {
            misses.add("%.1f ms".formatted(time.own()));
        }
        if (judged && garbage.orElse(0) > mostGarbage) {
            misses.add("%.1f MB".formatted(garbage.getAsDouble()));
        }
        return misses.isEmpty()
                ? Optional.empty()
                : Optional.of("%s, %s: %s".formatted(what, size, String.join(", ", misses)));
    }
}
