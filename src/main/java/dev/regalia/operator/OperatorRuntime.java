package dev.regalia.operator;

import dev.regalia.plan.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;

/// The whole operator in plain Java, for tests and for hosts that bring their own process.
public final class OperatorRuntime implements AutoCloseable {

    private final OperatorParts parts;
    private final Operator operator;

    private OperatorRuntime(OperatorParts parts, Operator operator) {
        this.parts = parts;
        this.operator = operator;
    }

    /// Starts it; returns when the reconcilers run, whether or not their kinds are served.
    ///
    /// @param client is not closed with the operator, and should read objects with fields that it
    ///   does not know, as [LenientClient] makes it
    public static OperatorRuntime start(
            KubernetesClient client, Settings settings, OperatorOptions options) {
        OperatorParts parts = new OperatorParts(client, settings, options);
        Operator operator =
                new Operator(
                        overrider ->
                                overrider
                                        .withKubernetesClient(client)
                                        .withCloseClientOnStop(false)
                                        .checkingCRDAndValidateLocalModel(false)
                                        .withStopOnInformerErrorDuringStartup(false)
                                        .withCacheSyncTimeout(Duration.ofSeconds(1))
                                        .withReconciliationTerminationTimeout(Duration.ofSeconds(1))
                                        .withUseSSAToPatchPrimaryResource(true)
                                        .withConcurrentReconciliationThreads(8));
        operator.register(new PoolReconciler(parts));
        operator.register(new TenantReconciler(parts));
        parts.start();
        operator.start();
        return new OperatorRuntime(parts, operator);
    }

    /// Whether this process leads.
    public boolean leading() {
        return parts.leading();
    }

    @Override
    public void close() {
        operator.stop();
        parts.close();
    }
}
