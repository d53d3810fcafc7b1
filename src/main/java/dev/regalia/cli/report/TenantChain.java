package dev.regalia.cli.report;

import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.TenantOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chain of a tenant: its shares with the pools that serve them, then its namespaces with their
/// quota and what pods use of it.
record TenantChain(ClusterSnapshot cluster, FleetPlan plan, TenantOutcome tenant) {

    Explanation explain() {
        List<Link> chain = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(tenant.findings());
        chain.add(
                Link.of(
                        tenant.accepted(),
                        "spec",
                        tenant.accepted()
                                ? "all names in it resolve"
                                : "names in it do not resolve"));
        for (ShareStatus share : tenant.shares()) {
            chain.addAll(share(share));
            pool(share.poolName())
                    .filter(_ -> !tenant.granted())
                    .ifPresent(pool -> findings.addAll(pool.findings()));
        }
        for (TenantNamespace namespace : tenant.tenant().spec().namespaces()) {
            chain.addAll(namespace(namespace));
        }
        return Explanation.of(
                "SovereignTenant/" + tenant.tenant().name(),
                Explainer.word(tenant.progress()),
                chain,
                findings);
    }

    private Optional<PoolOutcome> pool(String name) {
        return plan.pools().stream().filter(pool -> pool.pool().name().equals(name)).findFirst();
    }

    private List<Link> share(ShareStatus share) {
        List<Link> links = new ArrayList<>();
        Optional<PoolOutcome> pool = pool(share.poolName());
        int assigned = nodes(pool, false);
        int ready = nodes(pool, true);
        links.add(
                Link.of(
                        pool.isPresent(),
                        "share of",
                        share.poolName()
                                + (pool.isPresent()
                                        ? ": " + ready + " of " + assigned + " nodes ready"
                                        : ": there is no such pool")));
        for (ShareItem item : share.items()) {
            links.add(
                    Link.of(
                            item.granted() >= item.requested(),
                            "  " + Phrases.shortName(item.resource()),
                            item.requested()
                                    + " requested, "
                                    + (item.reserved() == null
                                            ? ""
                                            : item.reserved() + " reserved, ")
                                    + item.granted()
                                    + " granted, "
                                    + item.inUse()
                                    + " in use ("
                                    + item.reason()
                                    + ")"));
        }
        return links;
    }

    private static int nodes(Optional<PoolOutcome> pool, boolean ready) {
        return pool.stream()
                .flatMap(it -> it.groups().stream())
                .mapToInt(group -> ready ? group.nodes().ready() : group.nodes().assigned())
                .sum();
    }

    private List<Link> namespace(TenantNamespace wanted) {
        Optional<NamespaceFacts> found =
                cluster.namespaces().stream()
                        .filter(namespace -> namespace.name().equals(wanted.name()))
                        .findFirst();
        if (found.isEmpty()) {
            return List.of(Link.of(false, "namespace", wanted.name() + " does not exist yet"));
        }
        NamespaceFacts namespace = found.get();
        boolean ours = namespace.tenant().equals(Optional.of(tenant.tenant().name()));
        List<Link> links = new ArrayList<>();
        links.add(
                Link.of(
                        ours && namespace.granted(),
                        "namespace",
                        wanted.name()
                                + " on "
                                + wanted.poolName()
                                + (ours ? "" : ", not this tenant's")
                                + (namespace.granted() ? "" : ", no quota in force yet")
                                + ", "
                                + Phrases.count(namespace.gpuPods(), "GPU pod")));
        namespace.quota().ifPresent(quota -> links.addAll(quota(quota)));
        return links;
    }

    private static List<Link> quota(QuotaFacts quota) {
        List<Link> links = new ArrayList<>();
        quota.hard()
                .forEach(
                        (resource, hard) -> {
                            long inForce = quota.hardInForce().getOrDefault(resource, 0L);
                            long used = quota.used().getOrDefault(resource, 0L);
                            if (hard + inForce + used > 0) {
                                links.add(
                                        Link.of(
                                                hard == inForce,
                                                "  " + Phrases.shortName(resource),
                                                "quota "
                                                        + hard
                                                        + ", in force "
                                                        + inForce
                                                        + ", used "
                                                        + used));
                            }
                        });
        return links;
    }
}
