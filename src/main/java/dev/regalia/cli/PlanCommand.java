package dev.regalia.cli;

import dev.regalia.cli.json.Records;
import dev.regalia.cli.manifest.Manifests;
import dev.regalia.cli.manifest.Overlay;
import dev.regalia.cli.report.MarkdownReport;
import dev.regalia.cli.report.PlanReport;
import dev.regalia.cli.report.PlanReports;
import dev.regalia.cli.report.TextReport;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `regalia plan`: what the operator would do.
@Command(
        name = PlanCommand.NAME,
        description = {
            "Shows what the operator would do: now, or with other objects.",
            "",
            "With -f the SovereignPools and SovereignTenants in those files are laid over what is"
                    + " there, by kind and name; other kinds are skipped. Nothing is written."
        },
        footer = {
            "Exit codes: 0 nothing to do, 1 something to do, 2 error.",
            "",
            "Examples:",
            "  regalia plan",
            "  regalia plan -f pool.yaml -f tenants/",
            "  regalia plan --snapshot fleet.json -f tenants/ -o markdown",
            "  regalia plan --snapshot fleet.json -f pool.yaml --prune -o json"
        })
final class PlanCommand implements Callable<Integer> {

    static final String NAME = "plan";

    private final RegaliaCommand regalia;

    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR",
            description = "A YAML or JSON file, a folder of such files, or '-'. Repeatable.")
    private List<Path> files = List.of();

    @Option(
            names = "--prune",
            description = "The files are the complete set: take what they do not have as deleted.")
    private boolean prune;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, json or markdown; by default ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    /// How a plan is printed.
    enum Format {
        TEXT,
        JSON,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// What is there, with the files laid over it. The files are read first, because a look at a
    /// cluster takes longer.
    private Observed laidOver(Screen screen) {
        if (files.isEmpty()) {
            if (prune) {
                throw new Mistake("--prune says that the files are complete, so it needs -f");
            }
            return cluster.observe(screen);
        }
        if (cluster.readsStandardInput() && files.contains(Path.of("-"))) {
            throw new Mistake("only one of --snapshot and -f can be '-'");
        }
        Manifests manifests = ManifestFiles.read(files, screen);
        Observed seen = cluster.observe(screen);
        return new Observed(
                Overlay.over(seen.cluster(), seen.settings(), manifests, prune), seen.settings());
    }

    PlanCommand(RegaliaCommand regalia) {
        this.regalia = regalia;
    }

    @Override
    public Integer call() {
        Screen screen = regalia.screen();
        CatalogAhead ahead = CatalogAhead.begin();
        Observed seen = laidOver(screen);
        GpuCatalog catalog = ahead.get();
        PlanReport report;
        long nanos;
        try (Patience _ = Patience.with(screen, "planning")) {
            long began = System.nanoTime();
            FleetPlan plan = new FleetPlanner(catalog, seen.settings()).plan(seen.cluster());
            nanos = System.nanoTime() - began;
            report = PlanReports.of(catalog, seen.settings(), seen.cluster(), plan);
        }
        screen.out()
                .print(
                        switch (format) {
                            case TEXT -> TextReport.of(report, screen.colours());
                            case JSON -> new Records().write(report);
                            case MARKDOWN -> MarkdownReport.of(report);
                        });
        screen.say("planned in " + nanos / 1_000_000 + " ms");
        return report.counts().anything() ? ExitCode.CHANGES : ExitCode.NOTHING;
    }
}
