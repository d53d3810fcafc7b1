package dev.regalia.cli.report;

import dev.regalia.api.NodeSelector;
import dev.regalia.api.PoolSpec;
import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.PoolStatus.ResourceCounts;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.TenantOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The chain of a pool: its spec, its groups with their nodes and what these give, NVIDIA's stack,
/// and the tenants that hold a share.
record PoolChain(ClusterSnapshot cluster, FleetPlan plan, PoolOutcome pool) {

    private static final int MOST_NAMED = 5;

    /// How the field of a finding about a group begins.
    private static final String GROUPS = "nodeGroups[";

    Explanation explain() {
        List<Link> chain = new ArrayList<>();
        chain.add(
                Link.of(
                        pool.accepted(),
                        "spec",
                        (pool.accepted() ? "can be carried out" : "cannot be carried out")
                                + (pool.pool().suspended() ? ", suspended" : "")));
        chain.add(
                Link.of(
                                pool.stack() != PoolOutcome.Stack.WRONG,
                                "NVIDIA's stack",
                                switch (pool.stack()) {
                                    case READY -> "is set as we need it";
                                    case WRONG -> "is set otherwise than we need it";
                                    case UNKNOWN -> "cannot be read";
                                })
                        .toldBy(finding -> !finding.field().startsWith(GROUPS)));
        for (NodeGroupStatus group : pool.groups()) {
            chain.addAll(group(group));
        }
        chain.add(Link.plain("free", Phrases.amounts(pool.free())));
        pool.packing()
                .ifPresent(
                        packing ->
                                chain.add(
                                        Link.plain(
                                                "packing",
                                                packing.gpusUsed()
                                                        + " GPUs used, "
                                                        + packing.gpusOptimal()
                                                        + " would do")));
        chain.addAll(tenants());
        boolean lacking = holders().stream().anyMatch(holder -> !holder.whole());
        return Explanation.of(
                "SovereignPool/" + pool.pool().name(),
                Explainer.word(pool.progress()) + (lacking ? ", and a tenant lacks something" : ""),
                chain,
                pool.findings());
    }

    private List<Link> group(NodeGroupStatus group) {
        var nodes = group.nodes();
        Predicate<Finding> toldBy =
                finding ->
                        finding.field().startsWith(GROUPS + group.name() + "]")
                                || finding.field().startsWith(GROUPS + "*]");
        List<Link> links = new ArrayList<>();
        links.add(
                Link.plain(
                        "node group",
                        group.name()
                                + pool.pool().spec().nodeGroups().stream()
                                        .filter(spec -> spec.name().equals(group.name()))
                                        .map(spec -> ": " + selects(spec))
                                        .collect(Collectors.joining())));
        links.add(
                Link.of(
                        nodes.ready() == nodes.assigned()
                                && (nodes.assigned() > 0 || nodes.waiting() == 0)
                                && pool.findings().stream()
                                        .filter(toldBy)
                                        .noneMatch(PoolChain::isShortage),
                        "  nodes",
                        nodes.matching()
                                + " matching, "
                                + nodes.assigned()
                                + " assigned, "
                                + nodes.ready()
                                + " ready, "
                                + nodes.waiting()
                                + " waiting, "
                                + nodes.repartitioning()
                                + " being cut, "
                                + nodes.failed()
                                + " failed"));
        for (ResourceCounts counts : group.partitions()) {
            links.add(
                    Link.of(
                            counts.ready() >= counts.desired(),
                            "  " + Phrases.shortName(counts.resource()),
                            counts.ready() + " ready of " + counts.desired() + " wanted"));
        }
        return links.stream().map(link -> link.toldBy(toldBy)).toList();
    }

    private static boolean isShortage(Finding finding) {
        return finding.reason() == Reason.NO_NODES || finding.field().endsWith(".nodes.min");
    }

    private static String selects(NodeGroup group) {
        NodeSelector selector = group.nodeSelector();
        Stream<String> labels =
                new TreeMap<>(selector.matchLabels())
                        .entrySet().stream().map(one -> one.getKey() + "=" + one.getValue());
        Stream<String> more =
                selector.matchExpressions().isEmpty()
                        ? Stream.empty()
                        : Stream.of("and " + selector.matchExpressions().size() + " expressions");
        PoolSpec.Gpu model = group.gpu();
        Stream<String> gpu = model == null ? Stream.empty() : Stream.of("with " + model.product());
        return Stream.of(labels, more, gpu).flatMap(it -> it).collect(Collectors.joining(" "));
    }

    /// Those that lack something, and the others where they are few.
    private List<Link> tenants() {
        List<Link> all = holders().stream().map(Holder::link).toList();
        List<Link> lacking = all.stream().filter(Link::isGap).toList();
        int whole = all.size() - lacking.size();
        if (whole <= MOST_NAMED) {
            return all;
        }
        List<Link> links = new ArrayList<>(lacking);
        links.add(Link.of(true, "tenants", whole + " have all that they ask for"));
        return links;
    }

    /// A tenant with a share of the pool.
    ///
    /// @param whole it has all that it asks for
    private record Holder(String tenant, boolean whole, SortedMap<String, Long> granted) {

        Link link() {
            return Link.of(whole, "tenant " + tenant, "granted " + Phrases.amounts(granted))
                    .toldElsewhere(
                            "`regalia explain tenant %s` says what it lacks, and why"
                                    .formatted(tenant));
        }
    }

    private List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        for (TenantOutcome tenant : plan.tenants()) {
            SortedMap<String, Long> granted = new TreeMap<>();
            boolean[] whole = {true};
            boolean[] any = {false};
            tenant.shares().stream()
                    .filter(share -> share.poolName().equals(pool.pool().name()))
                    .flatMap(share -> share.items().stream())
                    .forEach(
                            (ShareItem item) -> {
                                any[0] = true;
                                granted.put(item.resource(), item.granted());
                                whole[0] &= item.granted() >= item.requested();
                            });
            if (any[0]) {
                holders.add(new Holder(tenant.tenant().name(), whole[0], granted));
            }
        }
        return holders;
    }
}
