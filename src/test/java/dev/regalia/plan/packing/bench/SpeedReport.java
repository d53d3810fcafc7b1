package dev.regalia.plan.packing.bench;

import static java.util.Objects.requireNonNull;

import dev.regalia.plan.packing.Evictions;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

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
    private final Path folder;
    private double calibration;

    private SpeedReport(Path folder) {
        this.folder = folder;
    }

    /// Measures everything and writes the part `speed`.
    ///
    /// @return the targets that are missed, in words
    static List<String> write(Page page) throws IOException, RunnerException {
        Path folder = Files.createTempDirectory("regalia-bench");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        SpeedReport report = new SpeedReport(folder);
        run(report.options(Calibration.class));
        report.calibration = OwnTime.meanMillis(folder, "loop");
        String machine =
                "Calibration loop: %.1f ms. %d processors, load %.1f before, JDK %s."
                        .formatted(
                                report.calibration,
                                Runtime.getRuntime().availableProcessors(),
                                load,
                                Runtime.version());
        List<String> tables = List.of(machine, report.growth(), report.warm(), report.cold());
        page.write("speed", String.join("\n\n", tables.stream().map(String::strip).toList()));
        delete(folder);
        return List.copyOf(report.misses);
    }

    private String warm() throws IOException, RunnerException {
        StringBuilder table =
                new StringBuilder(
                        """
                        | warm | nodes x GPUs | calibrations | own time | on the wall | garbage |
                        | --- | --- | --- | --- | --- | --- |
                        """);
        for (RunResult run : run(options(WarmPlan.class).addProfiler(GCProfiler.class))) {
            double own = own("warm", run);
            double garbage = garbage(run);
            limit(run, "warm, ms", own, WARM_MS);
            limit(run, "garbage, MB", garbage, GARBAGE_MB);
            table.append(
                    "| %s | %.2f | %.1f ms | %.1f ms | %.1f MB |%n"
                            .formatted(
                                    words(run),
                                    own / calibration,
                                    own,
                                    run.getPrimaryResult().getStatistics().getPercentile(50),
                                    garbage));
        }
        return table.toString();
    }

    private static double garbage(RunResult run) {
        return requireNonNull(run.getSecondaryResults().get(GARBAGE)).getScore() / 1e6;
    }

    private double own(String kind, RunResult run) throws IOException {
        String size = run.getParams().getParam("size");
        return OwnTime.meanMillis(folder, kind + "-" + sample(run) + "-" + size);
    }

    private String cold() throws IOException, RunnerException {
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
                        | first call | nodes x GPUs | calibrations | own time | on the wall |
                        | --- | --- | --- | --- | --- |
                        """);
        for (RunResult run : run(options(ColdPlan.class))) {
            double own = own("cold", run);
            limit(run, "first call, ms", own, COLD_MS);
            table.append(
                    "| %s | %.2f | %.0f ms | %.0f ms |%n"
                            .formatted(
                                    words(run),
                                    own / calibration,
                                    own,
                                    run.getPrimaryResult().getStatistics().getPercentile(50)));
        }
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

    private String growth() throws IOException, RunnerException {
        StringBuilder table =
                new StringBuilder(
                        """
                        | nodes of 8 GPUs | calibrations | own time |
                        | --- | --- | --- |
                        """);
        ChainedOptionsBuilder options =
                options(WarmPlan.class)
                        .param("sample", Sample.OVERLOAD.name())
                        .param("size", GROWTH.stream().map(n -> n + "x8").toArray(String[]::new))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(3));
        List<Double> times = new ArrayList<>();
        for (RunResult run : run(options)) {
            double own = own("warm", run);
            times.add(own);
            table.append(
                    "| %,d | %.2f | %.1f ms |%n"
                            .formatted(GROWTH.get(times.size() - 1), own / calibration, own));
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

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(name(benchmark))
                .jvmArgs("-Xms1g", "-Xmx1g")
                .jvmArgsAppend("-D%s=%s".formatted(OwnTime.FOLDER, folder));
    }

    private static String name(Class<?> benchmark) {
        return "\\b" + benchmark.getSimpleName() + "\\b";
    }
}
