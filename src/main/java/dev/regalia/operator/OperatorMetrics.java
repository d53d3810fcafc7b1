package dev.regalia.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;

/// Counts what the reconcilers do.
///
/// It stands in for the SDK's own metrics, which register one counter with two sets of tags: the
/// Prometheus registry refuses the second, and the event that was being counted is lost with it.
@Singleton
final class OperatorMetrics implements Metrics {

    private final MeterRegistry registry;

    OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
        count("success", resource);
    }

    @Override
    public void reconciliationFailed(
            HasMetadata resource,
            @org.jspecify.annotations.Nullable RetryInfo retry,
            Exception exception,
            Map<String, Object> metadata) {
        count("failure", resource);
    }

    private void count(String result, HasMetadata resource) {
        registry.counter("regalia.reconciliations", "kind", resource.getKind(), "result", result)
                .increment();
    }
}
