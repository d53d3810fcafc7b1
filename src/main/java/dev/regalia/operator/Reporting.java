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
import java.util.function.Function;
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
        List<Shown> shown = new ArrayList<>();
        for (PoolOutcome outcome : plan.pools()) {
            shown.add(publish(outcome, report, now));
        }
        List<Instant> heldBack = new ArrayList<>();
        for (TenantOutcome outcome : plan.tenants()) {
            shown.add(publish(outcome, report, now, heldBack));
        }
        forgetOthers(plan);
        List<Finding> findings = findings(plan, report);
        if (!begun) {
            begun = true;
            Told told = told(shown);
            events.begin(with(findings.stream().filter(told::has), shown, Shown::before));
        }
        List<Owner> owners = shown.stream().map(Shown::owner).toList();
        events.publish(with(findings.stream(), shown, Shown::after), owners, now)
                .ifPresent(heldBack::add);
        return heldBack.stream().min(Instant::compareTo);
    }

    /// The conditions of an object before and after this round.
    private record Shown(Owner owner, List<Condition> before, List<Condition> after) {}

    /// Findings, and which objects are as specified.
    private static List<Finding> with(
            Stream<Finding> findings,
            List<Shown> shown,
            Function<Shown, List<Condition>> conditions) {
        Stream<Finding> good =
                shown.stream()
                        .filter(it -> ready(conditions.apply(it)))
                        .map(it -> Events.asSpecified(it.owner()));
        return Stream.concat(findings, good).toList();
    }

    /// What the statuses said before this round.
    private static Told told(List<Shown> shown) {
        Told told = new Told();
        for (Shown it : shown) {
            told.add(it.owner().kind(), it.owner().name(), it.before());
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

    private Shown publish(PoolOutcome outcome, ApplyReport report, Instant now) {
        PoolFacts pool = outcome.pool();
        PoolStatus status = PoolStatusWriter.write(outcome, concerning(pool, report), now);
        statuses.publish(pool, status, now);
        return new Shown(
                new Owner(WellKnown.POOL_KIND, pool.name(), pool.uid()),
                pool.status().map(PoolStatus::conditions).orElse(List.of()),
                status.conditions());
    }

    private Shown publish(
            TenantOutcome outcome, ApplyReport report, Instant now, List<Instant> heldBack) {
        TenantFacts tenant = outcome.tenant();
        List<Finding> refused =
                report.findings().stream()
                        .filter(finding -> isAbout(finding, WellKnown.TENANT_KIND, tenant.name()))
                        .toList();
        TenantStatus status = TenantStatusWriter.write(outcome, refused, now);
        statuses.publish(tenant, status, now).ifPresent(heldBack::add);
        return new Shown(
                new Owner(WellKnown.TENANT_KIND, tenant.name(), tenant.uid()),
                tenant.status().map(TenantStatus::conditions).orElse(List.of()),
                status.conditions());
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
