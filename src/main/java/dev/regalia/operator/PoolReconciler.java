package dev.regalia.operator;

import dev.regalia.api.PoolStatus;
import dev.regalia.api.SovereignPool;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/// Feeds the loop with changes of pools and writes their status. It decides nothing, has no
/// finalizer, and hears of deletions because it asks for all events.
@ControllerConfiguration(
        name = PoolReconciler.NAME,
        triggerReconcilerOnAllEvents = true,
        fieldManager = "regalia",
        // Comparing versions can swallow a change of the spec that arrives beside our own write.
        informer = @Informer(comparableResourceVersions = false))
@GradualRetry(
        maxAttempts = Integer.MAX_VALUE,
        initialInterval = 500,
        intervalMultiplier = 2,
        maxInterval = 30_000)
public final class PoolReconciler implements Reconciler<SovereignPool> {

    static final String NAME = "pools";

    private final StatusReconciliation<SovereignPool, PoolStatus> reconciliation;

    PoolReconciler(OperatorParts parts) {
        this.reconciliation =
                new StatusReconciliation<>(
                        parts.statuses().pools(), SovereignPool::new, parts::wake);
    }

    @Override
    public List<EventSource<?, SovereignPool>> prepareEventSources(
            EventSourceContext<SovereignPool> context) {
        return List.of(reconciliation.eventSource());
    }

    @Override
    public UpdateControl<SovereignPool> reconcile(
            SovereignPool pool, Context<SovereignPool> context) {
        return reconciliation.reconcile(pool, context);
    }
}
