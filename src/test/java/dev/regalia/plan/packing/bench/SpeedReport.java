package dev.regalia.plan.packing.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// How fast plans are: runs JMH, writes the parts `warm`, `first` and `growth` of the reference
/// page, and says where a target is missed. Each part says of what machine and load it is, and what
/// its figures mean for the targets, so that words and figures are of the same run.
final class SpeedReport {

    private static final double WARM_MS = 50;
    private static final double FIRST_MS = 250;
    private static final double GARBAGE_MB = 8;
    private static final double ANY = Double.MAX_VALUE;
    private static final int MOST_SYNTHETIC = 5_000;
    private static final int MOST = 9_000;

    /// What noise does to the exponent of something linear.
    private static final double STEEPEST = 1.1;

    private final Page page;
    private final Effort effort;
    private final Path folder;
    private final List<String> missed = new ArrayList<>();

    private SpeedReport(Page page, Effort effort, Path folder) {
        this.page = page;
        this.effort = effort;
        this.folder = folder;
    }

    /// The parts of the page that can be measured one by one.
    enum Part {
        WARM,
        FIRST,
        GROWTH
    }

    /// Measures some parts and writes them.
    ///
    /// @return the targets that are missed, in words
    static List<String> write(Page page, Effort effort, List<Part> parts)
            throws IOException, RunnerException {
        Path folder = Files.createTempDirectory("regalia-bench");
        SpeedReport report = new SpeedReport(page, effort, folder);
        for (Part part : parts) {
            String machine = machine();
            switch (part) {
                case WARM -> report.warm(machine);
                case FIRST -> report.first(machine);
                case GROWTH -> report.growth(machine);
            }
        }
        delete(folder);
        return List.copyOf(report.missed);
    }

    private static String machine() {
        return "%d processors, load %.1f before, JDK %s."
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.version());
    }

    private void warm(String machine) throws IOException, RunnerException {
        List<SpeedRow> rows = new ArrayList<>();
        for (Class<?> benchmark : List.of(WarmPlan.class, WholePlan.class)) {
            rows.addAll(
                    measure(
                            options(benchmark, "Warm", effort.sizes())
                                    .addProfiler(GCProfiler.class)));
        }
        List<String> misses =
                rows.stream().flatMap(it -> it.misses(WARM_MS, GARBAGE_MB).stream()).toList();
        write("warm", machine, table(rows, true), verdict(warmTarget(), misses));
    }

    private static String warmTarget() {
        return "%.0f ms of own time and %.0f MB of garbage".formatted(WARM_MS, GARBAGE_MB);
    }

    private void first(String machine) throws IOException, RunnerException {
        for (Sample sample : Sample.values()) {
            for (Scenario.Size size : effort.sizes()) {
                Fleets.Case made = sample.of(size.text(), 1);
                new FleetFile(made.problem().nodes(), made.demand())
                        .write(ColdPlan.file(folder, sample, size.text()));
            }
        }
        List<SpeedRow> rows = new ArrayList<>();
        for (Class<?> benchmark : List.of(ColdPlan.class, WholePlan.class)) {
            rows.addAll(measure(options(benchmark, "Cold", effort.sizes())));
        }
        List<String> misses =
                rows.stream().flatMap(it -> it.misses(FIRST_MS, ANY).stream()).toList();
        String target = "%.0f ms of own time".formatted(FIRST_MS);
        write("first", machine, table(rows, false), verdict(target, misses));
    }

    private void growth(String machine) throws IOException, RunnerException {
        List<SpeedRow> layouts = grown(WarmPlan.class, Sample.OVERLOAD.name(), effort.growth(MOST));
        List<SpeedRow> whole =
                grown(WholePlan.class, Cluster.MOVED.name(), effort.growth(MOST_SYNTHETIC));
        List<String> misses = new ArrayList<>();
        List<String> parts = new ArrayList<>(List.of(machine));
        for (List<SpeedRow> rows : List.of(layouts, whole)) {
            double exponent = Growth.exponent(rows);
            parts.add(table(rows, false));
            parts.add("Fit: own time ~ nodes^%.2f.".formatted(exponent));
            if (exponent > STEEPEST) {
                misses.add("%s: nodes^%.2f".formatted(rows.getFirst().what(), exponent));
            }
        }
        parts.add(verdict("no steeper than nodes^%.1f".formatted(STEEPEST), misses));
        write("growth", parts.toArray(String[]::new));
    }

    private List<SpeedRow> grown(Class<?> benchmark, String sample, List<Scenario.Size> sizes)
            throws IOException, RunnerException {
        return measure(
                options(benchmark, "Warm", sizes)
                        .param("sample", sample)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(effort == Effort.FULL ? 3 : 1)));
    }

    private List<SpeedRow> measure(ChainedOptionsBuilder options)
            throws IOException, RunnerException {
        List<SpeedRow> rows = new ArrayList<>();
        for (RunResult run : new Runner(options.build()).run()) {
            rows.add(SpeedRow.of(run, folder));
        }
        return rows;
    }

    /// Makes the clusters for whole plans, too.
    private ChainedOptionsBuilder options(
            Class<?> benchmark, String kind, List<Scenario.Size> sizes) throws IOException {
        if (benchmark.equals(WholePlan.class)) {
            for (Scenario.Size size : sizes) {
                Cluster.write(folder, size);
            }
        }
        return effort.on(
                new OptionsBuilder()
                        .include("\\b" + benchmark.getSimpleName() + "\\.\\w+" + kind + "$")
                        .param(
                                "size",
                                sizes.stream().map(Scenario.Size::text).toArray(String[]::new))
                        .jvmArgs("-Xms1g", "-Xmx1g")
                        .jvmArgsAppend("-D%s=%s".formatted(OwnTime.FOLDER, folder)));
    }

    private static String table(List<SpeedRow> rows, boolean garbage) {
        StringBuilder table = new StringBuilder(SpeedRow.header(garbage));
        rows.forEach(row -> table.append(row.markdown()));
        return table.toString();
    }

    private String verdict(String target, List<String> misses) {
        misses.forEach(miss -> missed.add("%s (target: %s)".formatted(miss, target)));
        return misses.isEmpty()
                ? "Target: %s. Met by all layouts on idle nodes.".formatted(target)
                : "Target: %s. **Missed**: %s.".formatted(target, String.join("; ", misses));
    }

    private void write(String part, String... paragraphs) throws IOException {
        page.write(part, String.join("\n\n", Stream.of(paragraphs).map(String::strip).toList()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
