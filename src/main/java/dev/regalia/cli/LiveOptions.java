package dev.regalia.cli;

import dev.regalia.kube.LiveCluster;
import dev.regalia.kube.LiveLook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster, and with whose rights.
final class LiveOptions {

    private static final String OPERATOR_NAMESPACE = "regalia-system";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig; by default that of kubectl.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context in it; by default the current one.")
    private @Nullable String context;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAME",
            description = "Where the operator runs; by default 'regalia-system'.")
    private @Nullable String operatorNamespace;

    /// Whether anything was given.
    boolean given() {
        return kubeconfig != null || context != null || operatorNamespace != null;
    }

    /// Looks at the cluster.
    ///
    /// @throws Mistake where it cannot be seen
    Observed observe(Screen screen) {
        // Clients say in a log what is said here in one sentence.
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        return switch (look(screen)) {
            case LiveLook.Failed(var sentences) -> throw new Mistake(sentences);
            case LiveLook.Seen seen -> {
                seen.note().ifPresent(screen::say);
                yield new Observed(seen.cluster(), seen.settings());
            }
        };
    }

    private LiveLook look(Screen screen) {
        try (LiveCluster cluster =
                        Connection.open(
                                Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
                Patience patience = Patience.with(screen, "connecting")) {
            return cluster.look(
                    Optional.ofNullable(operatorNamespace).orElse(OPERATOR_NAMESPACE),
                    Instant.now(),
                    kinds -> patience.now("reading " + String.join(", ", kinds)));
        }
    }

    /// Apart, because whoever describes the options loads all types that their methods name, and
    /// this one is a client that only some commands need.
    private static final class Connection {

        static LiveCluster open(Optional<Path> kubeconfig, Optional<String> context) {
            try {
                return LiveCluster.of(kubeconfig, context);
            } catch (IllegalArgumentException e) {
                throw new Mistake(String.valueOf(e.getMessage()));
            }
        }
    }
}
