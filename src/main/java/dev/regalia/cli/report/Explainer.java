package dev.regalia.cli.report;

import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.Progress;
import dev.regalia.plan.Settings;
import dev.regalia.plan.TenantFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Explains pools, tenants and nodes of one look at a cluster.
public final class Explainer {

    private final GpuCatalog catalog;
    private final Settings settings;
    private final ClusterSnapshot cluster;
    private final FleetPlan plan;

    /// @param plan made from that snapshot with those settings
    public Explainer(
            GpuCatalog catalog, Settings settings, ClusterSnapshot cluster, FleetPlan plan) {
        this.catalog = catalog;
        this.settings = settings;
        this.cluster = cluster;
        this.plan = plan;
    }

    /// Explains a pool, one that is missing but named included; empty where nothing knows the name.
    public Optional<Explanation> pool(String name) {
        return outcomeOfPool(name)
                .map(pool -> new PoolChain(cluster, plan, pool).explain())
                .or(() -> missing("SovereignPool", name));
    }

    /// Explains a tenant, one that is missing but named included; empty where nothing knows the
    /// name.
    public Optional<Explanation> tenant(String name) {
        return plan.tenants().stream()
                .filter(tenant -> tenant.tenant().name().equals(name))
                .findFirst()
                .map(tenant -> new TenantChain(cluster, plan, tenant).explain())
                .or(() -> missing("SovereignTenant", name));
    }

    /// Explains a node; empty where there is none of that name.
    public Optional<Explanation> node(String name) {
        return cluster.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .map(node -> new NodeChain(catalog, settings, cluster, plan, node).explain());
    }

    /// The names that there are of a kind, sorted.
    public List<String> names(Kind kind) {
        return switch (kind) {
            case POOL -> cluster.pools().stream().map(PoolFacts::name).sorted().toList();
            case TENANT -> cluster.tenants().stream().map(TenantFacts::name).sorted().toList();
            case NODE -> cluster.nodes().stream().map(NodeFacts::name).sorted().toList();
        };
    }

    /// What can be explained.
    public enum Kind {
        POOL,
        TENANT,
        NODE;

        /// As it is typed and printed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Optional<PoolOutcome> outcomeOfPool(String name) {
        return plan.pools().stream().filter(pool -> pool.pool().name().equals(name)).findFirst();
    }

    private Optional<Explanation> missing(String kind, String name) {
        List<Finding> findings =
                plan.findings().stream()
                        .filter(one -> one.kind().equals(kind) && one.object().equals(name))
                        .toList();
        return findings.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Explanation.of(
                                kind + "/" + name,
                                "missing",
                                List.of(
                                        Link.of(
                                                false,
                                                "the object",
                                                "does not exist, and others still name it")),
                                findings));
    }

    static String word(Progress progress) {
        return switch (progress) {
            case DONE -> "as specified";
            case RECONCILING -> "on the way";
            case STALLED -> "stalled";
        };
    }
}
