package dev.regalia.cli;

import dev.regalia.cli.json.Similar;
import dev.regalia.cli.report.Explainer;
import dev.regalia.cli.report.Explainer.Kind;
import dev.regalia.cli.report.Explanation;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `regalia explain`: why an object stands as it does.
@Command(
        name = ExplainCommand.NAME,
        description = {
            "Shows the chain from nodes to quota for one object, everything that was found about"
                    + " it, the first gap first, and what to do next."
        },
        footer = {
            "Exit codes: 0 explained, 2 error.",
            "",
            "Examples:",
            "  regalia explain pool paris-h100",
            "  regalia explain tenant bank",
            "  regalia explain node h100-0007 --snapshot fleet.json"
        })
final class ExplainCommand implements Callable<Integer> {

    static final String NAME = "explain";

    private final RegaliaCommand regalia;

    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(index = "0", paramLabel = "KIND", description = "pool, tenant or node.")
    private Kind kind = Kind.POOL;

    @Parameters(index = "1", paramLabel = "NAME", description = "The object's name.")
    private String name = "";

    ExplainCommand(RegaliaCommand regalia) {
        this.regalia = regalia;
    }

    @Override
    public Integer call() {
        Screen screen = regalia.screen();
        CatalogAhead ahead = CatalogAhead.begin();
        Observed seen = cluster.observe(screen);
        Explainer explainer = explainer(screen, ahead.get(), seen);
        Optional<Explanation> explanation =
                switch (kind) {
                    case POOL -> explainer.pool(name);
                    case TENANT -> explainer.tenant(name);
                    case NODE -> explainer.node(name);
                };
        if (explanation.isEmpty()) {
            throw new Mistake(unknown(explainer.names(kind)));
        }
        screen.out().print(explanation.get().text(screen.colours()));
        return ExitCode.NOTHING;
    }

    private static Explainer explainer(Screen screen, GpuCatalog catalog, Observed seen) {
        try (Patience _ = Patience.with(screen, "planning")) {
            FleetPlan plan = new FleetPlanner(catalog, seen.settings()).plan(seen.cluster());
            return new Explainer(catalog, seen.settings(), seen.cluster(), plan);
        }
    }

    private String unknown(List<String> names) {
        return "there is no "
                + kind
                + " '"
                + name
                + "'"
                + Similar.to(name, names)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(names.isEmpty() ? "; there is none at all" : "");
    }
}
