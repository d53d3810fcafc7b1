package dev.regalia.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command looks: at a cluster, or at a snapshot of one.
final class ClusterOptions {

    @Option(
            names = "--snapshot",
            paramLabel = "FILE",
            description = "Look at this snapshot instead of a cluster; '-' is standard input.")
    private @Nullable Path snapshot;

    @picocli.CommandLine.Mixin private final LiveOptions live = new LiveOptions();

    /// Looks.
    ///
    /// @throws Mistake where there is nothing to be seen
    Observed observe(Screen screen) {
        Path file = snapshot;
        if (file == null) {
            return live.observe(screen);
        }
        if (live.given()) {
            throw new Mistake(
                    "--snapshot looks at a file, so --kubeconfig, --context and"
                            + " --operator-namespace must not be given with it");
        }
        try (Patience _ = Patience.with(screen, "reading " + file)) {
            return SnapshotFiles.read(file);
        }
    }

    /// Whether the snapshot is to come from standard input.
    boolean readsStandardInput() {
        return snapshot != null && snapshot.toString().equals("-");
    }
}
