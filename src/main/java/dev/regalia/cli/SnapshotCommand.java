package dev.regalia.cli;

import dev.regalia.api.PoolSpec;
import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.cli.synthetic.FleetSize;
import dev.regalia.cli.synthetic.SyntheticFleet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `regalia snapshot`: a cluster, or one that nobody has, as a file.
@Command(
        name = SnapshotCommand.NAME,
        description = {
            "Writes what a decision is made from into a file that `plan` and `explain` read.",
            "",
            "The file is sorted, one object a line, so that two of them can be compared with"
                    + " diff. It holds names, labels, counts and specs of nodes, namespaces, pools"
                    + " and tenants, names of GPU pods, and NVIDIA's MIG configuration; no secrets,"
                    + " no environment, no commands."
        },
        footer = {
            "Exit codes: 0 written, 2 error.",
            "",
            "Examples:",
            "  regalia snapshot -o fleet.json",
            "  regalia snapshot --synthetic nodes=2250,gpus=8,tenants=20 -o large.json"
        })
final class SnapshotCommand implements Callable<Integer> {

    static final String NAME = "snapshot";

    private final RegaliaCommand regalia;

    @Mixin private final LiveOptions live = new LiveOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; '-', which is the default, is standard output.")
    private Path output = Path.of("-");

    @Option(
            names = "--synthetic",
            paramLabel = "KEY=VALUE,...",
            description = {
                "Look at no cluster, but make a settled fleet up:",
                "  nodes     1 to 5000, default 2250",
                "  gpus      GPUs per node, 1 to 16, default 8",
                "  product   NVIDIA-H100-80GB-HBM3 by default",
                "  tenants   0 to 1000, default 20",
                "  idle      pool nodes without pods, per cent, default 30",
                "  seed      of its choices, default 1",
                "  strategy  Fixed or Demand, default Fixed"
            })
    private @Nullable String synthetic;

    SnapshotCommand(RegaliaCommand regalia) {
        this.regalia = regalia;
    }

    @Override
    public Integer call() {
        String made = synthetic;
        if (made != null && live.given()) {
            throw new Mistake(
                    "--synthetic looks at no cluster, so --kubeconfig, --context and"
                            + " --operator-namespace must not be given with it");
        }
        Observed seen = made == null ? live.observe(regalia.screen()) : patient(made);
        if (output.toString().equals("-")) {
            print(seen);
        } else {
            SnapshotFiles.write(output, seen);
        }
        return ExitCode.NOTHING;
    }

    private void print(Observed seen) {
        try (OutputStream text = new java.io.ByteArrayOutputStream()) {
            SnapshotFiles.write(text, seen);
            regalia.screen().out().print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Observed patient(String made) {
        try (Patience _ = Patience.with(regalia.screen(), "making a fleet up")) {
            return synthetic(made);
        }
    }

    private static Observed synthetic(String text) {
        try {
            return new Observed(
                    SyntheticFleet.of(size(text), GpuCatalogReader.readDefault()),
                    SyntheticFleet.settings());
        } catch (IllegalArgumentException e) {
            throw new Mistake("--synthetic: " + e.getMessage());
        }
    }

    private static FleetSize size(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("nodes", "2250");
        values.put("gpus", "8");
        values.put("product", "NVIDIA-H100-80GB-HBM3");
        values.put("tenants", "20");
        values.put("idle", "30");
        values.put("seed", "1");
        values.put("strategy", "Fixed");
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !values.containsKey(pair.substring(0, equals))) {
                throw new IllegalArgumentException(
                        "'"
                                + pair
                                + "' must be KEY=VALUE, with one of the keys "
                                + String.join(", ", values.keySet()));
            }
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new FleetSize(
                number(values, "nodes"),
                number(values, "gpus"),
                values.getOrDefault("product", ""),
                number(values, "tenants"),
                number(values, "idle"),
                number(values, "seed"),
                strategy(values.getOrDefault("strategy", "")));
    }

    private static PoolSpec.Strategy strategy(String value) {
        return switch (value) {
            case "Fixed" -> PoolSpec.Strategy.FIXED;
            case "Demand" -> PoolSpec.Strategy.DEMAND;
            default ->
                    throw new IllegalArgumentException(
                            "strategy must be 'Fixed' or 'Demand', not '" + value + "'");
        };
    }

    private static int number(Map<String, String> values, String key) {
        String value = values.getOrDefault(key, "");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    key + " must be a whole number, not '" + value + "'", e);
        }
    }
}
