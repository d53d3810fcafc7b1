package dev.regalia.plan.packing.bench;

import static java.util.Objects.requireNonNull;

import dev.regalia.plan.packing.Evictions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// How fast plans are: runs JMH, writes the part `speed` of the reference page, and fails where a
/// target is missed.
final class SpeedReport {

    private static final double WARM_MS = 50;
    private static final double COLD_MS = 250;
    private static final double GARBAGE_MB = 8;
    private static final double STEEPEST = 1.1;
    private static final List<Integer> GROWTH = List.of(562, 1_125, 2_250, 4_500, 9_000);
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private final List<String> misses = new ArrayList<>();
    private final double calibration;

    private SpeedReport(double calibration) {
        this.calibration = calibration;
    }

    /// Measures everything and writes the part `speed`.
    ///
    /// @return the targets that are missed, in words
    static List<String> write(Page page) throws IOException, RunnerException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double calibration = run(Calibration.class).iterator().next().getPrimaryResult().getScore();
        SpeedReport report = new SpeedReport(calibration);
        page.write(
                "speed",
                "Calibration loop: %.1f ms. %d processors, load %.1f before, JDK %s.%n%n"
                                .formatted(
                                        calibration,
                                        Runtime.getRuntime().availableProcessors(),
                                        load,
                                        Runtime.version())
                        + report.warm()
                        + "\n"
                        + report.cold()
                        + "\n"
                        + report.growth());
        return List.copyOf(report.misses);
    }

    private String warm() throws RunnerException {
        StringBuilder table =
                new StringBuilder(
                        """
                        | warm | nodes x GPUs | calibrations | mean | 99th percentile | garbage |
                        | --- | --- | --- | --- | --- | --- |
                        """);
        for (RunResult run : run(WarmPlan.class)) {
            double mean = run.getPrimaryResult().getScore();
            double garbage =
                    requireNonNull(run.getSecondaryResults().get(GARBAGE)).getScore() / 1e6;
            String row = words(run);
            limit(run, "warm, ms", mean, WARM_MS);
            limit(run, "garbage, MB", garbage, GARBAGE_MB);
            table.append(
                    "| %s | %.2f | %.1f ms | %.1f ms | %.1f MB |%n"
                            .formatted(
                                    row,
                                    mean / calibration,
                                    mean,
                                    run.getPrimaryResult().getStatistics().getPercentile(99),
                                    garbage));
        }
        return table.toString();
    }

    private String cold() throws IOException, RunnerException {
        Path folder = Files.createTempDirectory("regalia-bench");
        for (Sample sample : Sample.values()) {
            for (String size : List.of("2250x8", "4500x4")) {
                Fleets.Case made = sample.of(size, 1);
                new FleetFile(made.problem().nodes(), made.demand())
                        .write(ColdPlan.file(folder, sample, size));
            }
        }
        StringBuilder table =
                new StringBuilder(
                        """
                        | first call | nodes x GPUs | calibrations | mean | worst of 8 |
                        | --- | --- | --- | --- | --- |
                        """);
        Options options =
                options(ColdPlan.class)
                        .jvmArgsAppend("-D%s=%s".formatted(ColdPlan.FOLDER, folder))
                        .build();
        for (RunResult run : new Runner(options).run()) {
            Result<?> result = run.getPrimaryResult();
            limit(run, "first call, ms", result.getScore(), COLD_MS);
            table.append(
                    "| %s | %.2f | %.0f ms | %.0f ms |%n"
                            .formatted(
                                    words(run),
                                    result.getScore() / calibration,
                                    result.getScore(),
                                    result.getStatistics().getMax()));
        }
        delete(folder);
        return table.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private String growth() throws RunnerException {
        StringBuilder table =
                new StringBuilder(
                        "| nodes of 8 GPUs | calibrations | mean |\n| --- | --- | --- |\n");
        ChainedOptionsBuilder options =
                options(WarmPlan.class)
                        .param("sample", Sample.OVERLOAD.name())
                        .param("size", GROWTH.stream().map(n -> n + "x8").toArray(String[]::new))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.seconds(2));
        List<Double> times = new ArrayList<>();
        for (RunResult run : new Runner(options.build()).run()) {
            double mean = run.getPrimaryResult().getScore();
            times.add(mean);
            table.append(
                    "| %,d | %.2f | %.1f ms |%n"
                            .formatted(GROWTH.get(times.size() - 1), mean / calibration, mean));
        }
        double exponent = exponent(times);
        if (exponent > STEEPEST) {
            misses.add("time grows with nodes^%.2f, target %.1f".formatted(exponent, STEEPEST));
        }
        return "%s%nFit: time ~ nodes^%.2f.%n".formatted(table, exponent);
    }

    /// The slope of the straight line through the logarithms.
    private static double exponent(List<Double> times) {
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < times.size(); i++) {
            double nodes = Math.log(GROWTH.get(i));
            double time = Math.log(times.get(i));
            x += nodes;
            y += time;
            xx += nodes * nodes;
            xy += nodes * time;
        }
        int n = times.size();
        return (n * xy - x * y) / (n * xx - x * x);
    }

    private static String words(RunResult run) {
        return "%s%s | %s"
                .formatted(
                        sample(run).scenario().words(),
                        isOperators(run) ? "" : ", evicting",
                        run.getParams().getParam("size"));
    }

    private static Sample sample(RunResult run) {
        return Sample.valueOf(run.getParams().getParam("sample"));
    }

    private static boolean isOperators(RunResult run) {
        return sample(run).scenario().evictions() == Evictions.NEVER;
    }

    private void limit(RunResult run, String what, double value, double most) {
        if (value > most && isOperators(run)) {
            misses.add("%s, %s: %.1f, target %.1f".formatted(sample(run), what, value, most));
        }
    }

    private static Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        return new Runner(options(benchmark).addProfiler(GCProfiler.class).build()).run();
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include("\\b" + benchmark.getSimpleName() + "\\b")
                .jvmArgs("-Xms1g", "-Xmx1g");
    }
}
