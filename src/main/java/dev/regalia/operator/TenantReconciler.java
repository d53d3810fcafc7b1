package dev.regalia.operator;

import dev.regalia.api.SovereignTenant;
import dev.regalia.api.TenantStatus;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/// Feeds the loop with changes of tenants and writes their status. It decides nothing, has no
/// finalizer, and hears of deletions because it asks for all events.
@ControllerConfiguration(
        name = TenantReconciler.NAME,
        triggerReconcilerOnAllEvents = true,
        fieldManager = "regalia",
        // Comparing versions can swallow a change of the spec that arrives beside our own write.
        informer = @Informer(comparableResourceVersions = false))
@GradualRetry(
        maxAttempts = Integer.MAX_VALUE,
        initialInterval = 500,
        intervalMultiplier = 2,
        maxInterval = 30_000)
public final class TenantReconciler implements Reconciler<SovereignTenant> {

    static final String NAME = "tenants";

    private final StatusReconciliation<SovereignTenant, TenantStatus> reconciliation;

    TenantReconciler(OperatorParts parts) {
        this.reconciliation =
                new StatusReconciliation<>(
                        parts.statuses().tenants(), SovereignTenant::new, parts::wake);
    }

    @Override
    public List<EventSource<?, SovereignTenant>> prepareEventSources(
            EventSourceContext<SovereignTenant> context) {
        return List.of(reconciliation.eventSource());
    }

    @Override
    public UpdateControl<SovereignTenant> reconcile(
            SovereignTenant tenant, Context<SovereignTenant> context) {
        return reconciliation.reconcile(tenant, context);
    }
}
