package dev.regalia.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts and ends the operator with the Quarkus application; the reconcilers are registered by the
/// operator SDK's extension.
final class OperatorBeans {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorBeans.class);
    private static final long LONGEST_FAREWELL_MILLIS = 3_000;
    private static final int EXIT_LEASE_LOST = 1;

    @Produces
    @Singleton
    OperatorParts parts(KubernetesClient client, RegaliaConfig config) {
        return new OperatorParts(
                client,
                SettingsOf.config(config),
                OperatorOptions.of(OperatorBeans::end)
                        .withExtraMigConfig(config.nvidia().extraMigConfig())
                        .withIdentity(config.identity()));
    }

    void start(@Observes @Priority(1) StartupEvent event, OperatorParts parts) {
        parts.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event, OperatorParts parts) {
        LOG.info("The operator stops");
        parts.close();
    }

    /// The ordinary way out waits for other threads, one of which may be waiting for this one.
    private static void end() {
        Thread.ofPlatform().daemon().start(() -> System.exit(EXIT_LEASE_LOST));
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                Thread.sleep(LONGEST_FAREWELL_MILLIS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(EXIT_LEASE_LOST);
                        });
    }
}
