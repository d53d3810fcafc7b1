package dev.regalia.operator;

import dev.regalia.api.Condition;
import dev.regalia.api.ConditionType;
import dev.regalia.api.PoolSpec;
import dev.regalia.api.PoolStatus;
import dev.regalia.api.TenantStatus;
import dev.regalia.api.WellKnown;
import dev.regalia.kube.ApplyReport;
import dev.regalia.kube.Events;
import dev.regalia.kube.Events.Owner;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.TenantFacts;
import dev.regalia.plan.TenantOutcome;
import dev.regalia.render.PoolStatusWriter;
import dev.regalia.render.TenantStatusWriter;
import dev.regalia.render.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says how all stands after a plan was carried out: statuses for the reconcilers to write, and
/// Events.
final class Reporting {

    private final Statuses statuses;
    private final Events events;
    private boolean begun;

    Reporting(Statuses statuses, Events events) {
        this.statuses = statuses;
        this.events = events;
    }

    /// The snapshot with the statuses that were published last.
    ClusterSnapshot over(ClusterSnapshot seen) {
        return statuses.over(seen);
    }

    /// Publishes statuses and Events.
    ///
    /// @return when to publish and to say what was held back
    Optional<Instant> publish(FleetPlan plan, ApplyReport report, Instant now) {
        List<Owner> owners = new ArrayList<>();
        for (PoolOutcome outcome : plan.pools()) {
            owners.add(publish(outcome, report, now));
        }
        List<Instant> heldBack = new ArrayList<>();
        for (TenantOutcome outcome : plan.tenants()) {
            owners.add(publish(outcome, report, now, heldBack));
        }
        forgetOthers(plan);
        List<Finding> findings = findings(plan, report);
        if (!begun) {
            begun = true;
            events.begin(findings.stream().filter(told(plan)::has).toList());
        }
        events.publish(findings, owners, now).ifPresent(heldBack::add);
        return heldBack.stream().min(Instant::compareTo);
    }

    /// What the statuses said before this round.
    private static Told told(FleetPlan plan) {
        Told told = new Told();
        for (PoolOutcome outcome : plan.pools()) {
            PoolFacts pool = outcome.pool();
            pool.status()
                    .ifPresent(it -> told.add(WellKnown.POOL_KIND, pool.name(), it.conditions()));
        }
        for (TenantOutcome outcome : plan.tenants()) {
            TenantFacts tenant = outcome.tenant();
            tenant.status()
                    .ifPresent(
                            it -> told.add(WellKnown.TENANT_KIND, tenant.name(), it.conditions()));
        }
        return told;
    }

    /// Everything that was found and refused, the most severe first.
    static List<Finding> findings(FleetPlan plan, ApplyReport report) {
        return Stream.of(
                        plan.findings().stream(),
                        plan.pools().stream().flatMap(outcome -> outcome.findings().stream()),
                        plan.tenants().stream().flatMap(outcome -> outcome.findings().stream()),
                        report.findings().stream())
                .flatMap(found -> found)
                .sorted(Finding.ORDER)
                .distinct()
                .toList();
    }

    private Owner publish(PoolOutcome outcome, ApplyReport report, Instant now) {
        PoolFacts pool = outcome.pool();
        Owner owner = new Owner(WellKnown.POOL_KIND, pool.name(), pool.uid());
        PoolStatus status = PoolStatusWriter.write(outcome, concerning(pool, report), now);
        boolean wasReady = pool.status().filter(before -> ready(before.conditions())).isPresent();
        if (ready(status.conditions()) && !wasReady) {
            events.asSpecified(owner, now);
        }
        statuses.publish(pool, status, now);
        return owner;
    }

    private Owner publish(
            TenantOutcome outcome, ApplyReport report, Instant now, List<Instant> heldBack) {
        TenantFacts tenant = outcome.tenant();
        Owner owner = new Owner(WellKnown.TENANT_KIND, tenant.name(), tenant.uid());
        List<Finding> refused =
                report.findings().stream()
                        .filter(finding -> isAbout(finding, WellKnown.TENANT_KIND, tenant.name()))
                        .toList();
        TenantStatus status = TenantStatusWriter.write(outcome, refused, now);
        boolean wasReady = tenant.status().filter(before -> ready(before.conditions())).isPresent();
        if (ready(status.conditions()) && !wasReady) {
            events.asSpecified(owner, now);
        }
        statuses.publish(tenant, status, now).ifPresent(heldBack::add);
        return owner;
    }

    private void forgetOthers(FleetPlan plan) {
        statuses.pools()
                .retain(
                        plan.pools().stream()
                                .map(outcome -> outcome.pool().name())
                                .collect(Collectors.toSet()));
        statuses.tenants()
                .retain(
                        plan.tenants().stream()
                                .map(outcome -> outcome.tenant().name())
                                .collect(Collectors.toSet()));
    }

    /// What was refused for a pool, and what is wrong with the one mig-parted map where the pool
    /// cuts GPUs.
    static List<Finding> concerning(PoolFacts pool, ApplyReport report) {
        boolean cuts =
                pool.spec().nodeGroups().stream()
                        .map(PoolSpec.NodeGroup::partitioning)
                        .anyMatch(
                                partitioning ->
                                        partitioning != null
                                                && (partitioning.fixed() != null
                                                        || partitioning.strategy()
                                                                == PoolSpec.Strategy.DEMAND));
        return report.findings().stream()
                .filter(
                        finding ->
                                isAbout(finding, WellKnown.POOL_KIND, pool.name())
                                        || (cuts && finding.kind().equals("ConfigMap")))
                .toList();
    }

    private static boolean isAbout(Finding finding, String kind, String name) {
        return finding.kind().equals(kind) && finding.object().equals(name);
    }

    private static boolean ready(List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(
                        condition ->
                                condition.type().equals(ConditionType.READY.text())
                                        && condition.status().equals("True"));
    }
}
