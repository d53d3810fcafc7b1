package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.aCluster;
import static dev.regalia.fixtures.Fixtures.catalog;

import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.fixtures.NodeBuilder;
import dev.regalia.fixtures.PoolBuilder;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.NodeWish.MigEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A cluster in which an assignment can be carried out at once, so that a test can look again.
final class World {

    static final MigEntries ENTRIES = new MigEntries(MigConfigFacts.none(), Duration.ofSeconds(90));

    private final SortedMap<String, NodeFacts> nodes = new TreeMap<>();
    private final SortedMap<String, PoolFacts> pools = new TreeMap<>();
    private final SortedMap<String, ChangeRecord> changes = new TreeMap<>();
    private final TreeSet<String> released = new TreeSet<>();

    /// Adds nodes, or puts others in their place.
    World nodes(NodeBuilder... builders) {
        for (NodeBuilder builder : builders) {
            NodeFacts node = builder.build();
            nodes.put(node.name(), node);
        }
        return this;
    }

    World without(String node) {
        nodes.remove(node);
        return this;
    }

    /// Adds pools, or puts others in their place.
    World pools(PoolBuilder... builders) {
        for (PoolBuilder builder : builders) {
            PoolFacts pool = builder.build();
            pools.put(pool.name(), pool);
        }
        return this;
    }

    World withoutPool(String name) {
        pools.remove(name);
        return this;
    }

    World released(String pool) {
        released.add(WellKnown.POOL_KIND + "." + pool);
        return this;
    }

    World record(String node, ChangeRecord change) {
        changes.put(node, change);
        return this;
    }

    Optional<ChangeRecord> record(String node) {
        return Optional.ofNullable(changes.get(node));
    }

    List<NodeFacts> allNodes() {
        return List.copyOf(nodes.values());
    }

    Assignment assign() {
        return assign(new ArrayList<>(nodes.values()), new ArrayList<>(pools.values()));
    }

    /// The same in another order of the lists.
    Assignment assign(List<NodeFacts> nodeOrder, List<PoolFacts> poolOrder) {
        ClusterSnapshot sorted = aCluster(nodeOrder, poolOrder);
        ClusterSnapshot snapshot =
                new ClusterSnapshot(
                        sorted.takenAt(),
                        sorted.served(),
                        poolOrder,
                        List.of(),
                        nodeOrder.stream().map(this::recorded).toList(),
                        List.of(),
                        sorted.migConfig(),
                        sorted.stack(),
                        sorted.confirmations(),
                        sorted.memory());
        List<PoolRequest> requests =
                poolOrder.stream().map(pool -> PoolRequests.parse(pool, catalog())).toList();
        OwnerVerdicts verdicts =
                new OwnerVerdicts(
                        released, new TreeSet<>(), List.of(), Optional.empty(), List.of());
        return NodeSelection.assign(input(snapshot, verdicts), requests, ENTRIES, verdicts);
    }

    private NodeFacts recorded(NodeFacts node) {
        return new NodeFacts(
                node.name(),
                node.uid(),
                node.resourceVersion(),
                node.createdAt(),
                node.labels(),
                new NodeNotes(record(node.name()), node.notes().before(), new TreeMap<>()),
                node.taints(),
                node.allocatable(),
                node.ready(),
                node.readySince(),
                node.gpuPods(),
                node.pods(),
                node.controllers(),
                node.dynamicResources(),
                node.fencedLook(),
                node.overwrittenBy());
    }

    static PlanInput input(ClusterSnapshot snapshot, OwnerVerdicts verdicts) {
        Tenants tenants =
                Tenants.of(
                        snapshot,
                        PoolOffer.all(snapshot, catalog()),
                        verdicts,
                        Fixtures.settings());
        return new PlanInput(snapshot, catalog(), tenants, Fixtures.settings().times());
    }

    List<PoolFacts> allPools() {
        return List.copyOf(pools.values());
    }

    /// Carries an assignment out: members are verified, leaving nodes are gone from us.
    World settle() {
        assign().wishes().forEach(this::settle);
        return this;
    }

    private void settle(String node, NodeWish wish) {
        if (wish.membership().isEmpty()) {
            changes.remove(node);
            return;
        }
        Membership home = wish.membership().get();
        Optional<String> entry = wish.entry().map(MigEntry::name);
        String layout = Resources.print(wish.expected());
        changes.put(
                node,
                new ChangeRecord(
                        home.pool(),
                        home.group(),
                        home.tenant(),
                        State.READY,
                        entry,
                        entry,
                        layout,
                        Optional.empty()));
    }

    /// Where everybody is, as `node=pool/group`, and `node=-` for one that leaves.
    List<String> picture() {
        return picture(assign());
    }

    static NodeWish wish(Assignment assignment, String node) {
        return Optional.ofNullable(assignment.wishes().get(node)).orElseThrow();
    }

    static List<String> picture(Assignment assignment) {
        List<String> lines = new ArrayList<>();
        assignment
                .wishes()
                .forEach(
                        (node, wish) ->
                                lines.add(
                                        node
                                                + "="
                                                + wish.membership()
                                                        .map(
                                                                home ->
                                                                        home.pool()
                                                                                + "/"
                                                                                + home.group())
                                                        .orElse("-")));
        return lines;
    }
}
