package dev.regalia.cli.report;

import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.cli.report.PlanReport.Change;
import dev.regalia.cli.report.PlanReport.Counts;
import dev.regalia.cli.report.PlanReport.FindingPart;
import dev.regalia.cli.report.PlanReport.GroupPart;
import dev.regalia.cli.report.PlanReport.NamespacePart;
import dev.regalia.cli.report.PlanReport.NodeAction;
import dev.regalia.cli.report.PlanReport.PoolPart;
import dev.regalia.cli.report.PlanReport.SharePart;
import dev.regalia.cli.report.PlanReport.TenantPart;
import dev.regalia.cli.report.PlanReport.Verb;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.Settings;
import dev.regalia.plan.TenantOutcome;
import dev.regalia.render.MigPartedConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Makes the report of a plan: every write of the plan is in it, and everything that it found.
public final class PlanReports {

    private final GpuCatalog catalog;
    private final Settings settings;
    private final ClusterSnapshot cluster;
    private final FleetPlan plan;
    private final List<Finding> found = new ArrayList<>();

    private PlanReports(
            GpuCatalog catalog, Settings settings, ClusterSnapshot cluster, FleetPlan plan) {
        this.catalog = catalog;
        this.settings = settings;
        this.cluster = cluster;
        this.plan = plan;
    }

    /// The report of a plan that was made from that snapshot with those settings.
    public static PlanReport of(
            GpuCatalog catalog, Settings settings, ClusterSnapshot cluster, FleetPlan plan) {
        return new PlanReports(catalog, settings, cluster, plan).report();
    }

    private PlanReport report() {
        List<PoolPart> pools = pools();
        List<TenantPart> tenants = tenants();
        List<Change> elsewhere = elsewhere();
        found.addAll(plan.findings());
        plan.pools().forEach(pool -> found.addAll(pool.findings()));
        plan.tenants().forEach(tenant -> found.addAll(tenant.findings()));
        List<Finding> sorted = found.stream().sorted(Finding.ORDER).distinct().toList();
        return new PlanReport(
                PlanReport.FORMAT,
                PlanReport.VERSION,
                cluster.takenAt(),
                pools,
                tenants,
                elsewhere,
                sorted.stream().map(FindingPart::of).toList(),
                notes(sorted),
                plan.reconsiderAt(),
                counts(pools, tenants, elsewhere, sorted.size()));
    }

    private List<PoolPart> pools() {
        SortedMap<String, SortedMap<String, List<NodeAction>>> actions =
                NodeActions.of(cluster, plan, settings);
        SortedMap<String, PoolPart> parts = new TreeMap<>();
        for (PoolOutcome pool : plan.pools()) {
            String name = pool.pool().name();
            parts.put(name, part(pool, actions.getOrDefault(name, new TreeMap<>())));
        }
        actions.forEach(
                (name, groups) ->
                        parts.computeIfAbsent(
                                name,
                                _ ->
                                        new PoolPart(
                                                name,
                                                Optional.empty(),
                                                left(groups),
                                                List.of(),
                                                Collections.emptySortedMap())));
        return List.copyOf(parts.values());
    }

    private static PoolPart part(PoolOutcome pool, SortedMap<String, List<NodeAction>> actions) {
        List<GroupPart> groups = new ArrayList<>();
        SortedMap<String, List<NodeAction>> rest = new TreeMap<>(actions);
        for (NodeGroupStatus group : pool.groups()) {
            List<NodeAction> own = rest.remove(group.name());
            groups.add(
                    new GroupPart(
                            group.name(),
                            group.nodes().matching(),
                            group.nodes().assigned(),
                            group.nodes().ready(),
                            group.nodes().waiting(),
                            group.nodes().repartitioning(),
                            group.nodes().failed(),
                            own == null ? List.of() : own));
        }
        groups.addAll(left(rest));
        return new PoolPart(
                pool.pool().name(),
                Optional.of(pool.progress()),
                groups,
                pool.demand().stream().map(CertificatePart::of).toList(),
                pool.free());
    }

    /// Groups that the spec no longer has.
    private static List<GroupPart> left(SortedMap<String, List<NodeAction>> groups) {
        List<GroupPart> parts = new ArrayList<>();
        groups.forEach(
                (name, actions) -> parts.add(new GroupPart(name, 0, 0, 0, 0, 0, 0, actions)));
        return parts;
    }

    private List<TenantPart> tenants() {
        SortedMap<String, List<NamespacePart>> namespaces = NamespaceChanges.of(cluster, plan);
        SortedMap<String, TenantPart> parts = new TreeMap<>();
        for (TenantOutcome tenant : plan.tenants()) {
            String name = tenant.tenant().name();
            parts.put(
                    name,
                    new TenantPart(
                            name,
                            Optional.of(tenant.progress()),
                            shares(tenant),
                            namespaces.getOrDefault(name, List.of())));
        }
        namespaces.forEach(
                (name, changed) ->
                        parts.computeIfAbsent(
                                name,
                                _ -> new TenantPart(name, Optional.empty(), List.of(), changed)));
        return List.copyOf(parts.values());
    }

    private static List<SharePart> shares(TenantOutcome tenant) {
        List<SharePart> parts = new ArrayList<>();
        for (ShareStatus share : tenant.shares()) {
            for (ShareItem item : share.items()) {
                long before = reservedBefore(tenant, share.poolName(), item);
                parts.add(
                        new SharePart(
                                share.poolName(),
                                item.resource(),
                                item.requested(),
                                before,
                                Objects.requireNonNullElse(item.reserved(), before),
                                item.granted(),
                                item.inUse(),
                                item.reason()));
            }
        }
        return parts;
    }

    /// By the status that stands; where there is none, what is granted is what was reserved. While
    /// a pool is missing nothing is reserved anew.
    private static long reservedBefore(TenantOutcome tenant, String pool, ShareItem item) {
        return tenant.tenant().status().stream()
                .flatMap(status -> status.shares().stream())
                .filter(share -> share.poolName().equals(pool))
                .flatMap(share -> share.items().stream())
                .filter(one -> one.resource().equals(item.resource()))
                .flatMap(one -> Stream.ofNullable(one.reserved()))
                .findFirst()
                .orElse(item.granted());
    }

    private List<Change> elsewhere() {
        List<Change> changes = new ArrayList<>();
        if (!plan.migEntries().isEmpty() || cluster.migConfig().exists()) {
            switch (MigPartedConfig.render(
                    new MigPartedConfig.Entries(plan.migEntries(), plan.migKept()),
                    catalog,
                    cluster.migConfig(),
                    settings,
                    plan.takenAt())) {
                case MigPartedConfig.TooLarge(int _, Finding finding) -> found.add(finding);
                case MigPartedConfig.Rendered rendered -> {
                    found.addAll(rendered.findings());
                    if (rendered.changed()) {
                        changes.add(NamespaceChanges.plain(Verb.UPDATE, migConfig(rendered)));
                    }
                }
            }
        }
        for (String key : plan.confirmationsDone()) {
            changes.add(
                    NamespaceChanges.plain(
                            Verb.RELEASE,
                            "confirmation '" + key + "' is done with and taken away"));
        }
        return changes;
    }

    private String migConfig(MigPartedConfig.Rendered rendered) {
        SortedSet<String> added = new TreeSet<>(rendered.since().keySet());
        added.removeAll(cluster.migConfig().since().keySet());
        SortedSet<String> gone = new TreeSet<>(cluster.migConfig().since().keySet());
        gone.removeAll(rendered.since().keySet());
        return "ConfigMap "
                + settings.nvidiaNamespace()
                + "/"
                + settings.migConfigMap()
                + ": "
                + added.size()
                + " entries added, "
                + gone.size()
                + " taken away";
    }

    private static List<String> notes(List<Finding> findings) {
        boolean orphans =
                findings.stream().anyMatch(finding -> finding.reason() == Reason.OWNER_MISSING);
        return orphans
                ? List.of(
                        "Missing owners are taken as just seen: how long the operator has missed"
                                + " them is not in the cluster, so it may release sooner.")
                : List.of();
    }

    private static Counts counts(
            List<PoolPart> pools, List<TenantPart> tenants, List<Change> elsewhere, int findings) {
        Tally tally = new Tally();
        pools.forEach(pool -> pool.groups().forEach(group -> group.actions().forEach(tally::add)));
        tenants.forEach(
                tenant -> {
                    tenant.shares().forEach(tally::add);
                    tenant.namespaces().forEach(part -> part.changes().forEach(tally::add));
                });
        elsewhere.forEach(tally::add);
        return tally.counts(findings);
    }
}
