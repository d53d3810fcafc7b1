package dev.regalia.cli.report;

import dev.regalia.api.WellKnown;
import dev.regalia.cli.report.PlanReport.NodeAction;
import dev.regalia.cli.report.PlanReport.NodeVerb;
import dev.regalia.cli.report.PlanReport.When;
import dev.regalia.plan.ChangeRecord;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.ChangeRecords;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.NodeChange;
import dev.regalia.plan.NodeDecision;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeOrder;
import dev.regalia.plan.NodeSteps;
import dev.regalia.plan.NodeWish;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a plan does to nodes, by pool and group: each node is compared with what it is to be, and
/// nodes to which the same happens stand together.
final class NodeActions {

    private final ClusterSnapshot cluster;
    private final FleetPlan plan;
    private final Settings settings;
    private final SortedMap<String, SortedMap<String, SortedMap<Key, List<String>>>> byGroup =
            new TreeMap<>();

    private record Key(NodeVerb verb, When when, String reason, SortedMap<String, Long> gives)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::verb)
                        .thenComparing(Key::when)
                        .thenComparing(Key::reason)
                        .thenComparing(key -> key.gives().toString());

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private NodeActions(ClusterSnapshot cluster, FleetPlan plan, Settings settings) {
        this.cluster = cluster;
        this.plan = plan;
        this.settings = settings;
    }

    /// Actions by group by pool; only what has any.
    static SortedMap<String, SortedMap<String, List<NodeAction>>> of(
            ClusterSnapshot cluster, FleetPlan plan, Settings settings) {
        return new NodeActions(cluster, plan, settings).collect();
    }

    private SortedMap<String, SortedMap<String, List<NodeAction>>> collect() {
        SortedMap<String, NodeChange> changes = new TreeMap<>();
        plan.nodeChanges().forEach(change -> changes.put(change.node(), change));
        for (NodeFacts node : cluster.nodes()) {
            NodeOrder order = plan.orders().get(node.name());
            if (order != null) {
                add(node, order, Optional.ofNullable(changes.get(node.name())));
            }
        }
        SortedMap<String, SortedMap<String, List<NodeAction>>> actions = new TreeMap<>();
        byGroup.forEach(
                (pool, groups) -> {
                    SortedMap<String, List<NodeAction>> ofPool = new TreeMap<>();
                    groups.forEach((group, keys) -> ofPool.put(group, actions(keys)));
                    actions.put(pool, ofPool);
                });
        return actions;
    }

    private static List<NodeAction> actions(SortedMap<Key, List<String>> keys) {
        List<NodeAction> actions = new ArrayList<>();
        keys.forEach(
                (key, nodes) ->
                        actions.add(
                                new NodeAction(
                                        key.verb(),
                                        key.when(),
                                        Optional.of(key.reason()).filter(it -> !it.isEmpty()),
                                        key.gives(),
                                        nodes)));
        return actions;
    }

    private void add(NodeFacts node, NodeOrder order, Optional<NodeChange> change) {
        Optional<ChangeRecord> record = node.change();
        Set<NodeVerb> verbs = verbs(node, order, record, change);
        if (verbs.isEmpty()) {
            return;
        }
        Membership place =
                order.wish().membership().or(() -> home(node)).orElse(new Membership("", ""));
        When when = when(record, change);
        String reason = when == When.WAITING ? reason(node, order) : "";
        for (NodeVerb verb : verbs) {
            SortedMap<String, Long> gives =
                    verb == NodeVerb.REPARTITION
                            ? order.wish().expected()
                            : Collections.emptySortedMap();
            byGroup.computeIfAbsent(place.pool(), _ -> new TreeMap<>())
                    .computeIfAbsent(place.group(), _ -> new TreeMap<>())
                    .computeIfAbsent(new Key(verb, when, reason, gives), _ -> new ArrayList<>())
                    .add(node.name());
        }
    }

    private static Set<NodeVerb> verbs(
            NodeFacts node,
            NodeOrder order,
            Optional<ChangeRecord> record,
            Optional<NodeChange> change) {
        Set<NodeVerb> verbs = EnumSet.noneOf(NodeVerb.class);
        if (order.frozen() && change.isEmpty()) {
            return verbs;
        }
        Optional<Membership> home = home(node);
        Optional<Membership> wanted = order.wish().membership();
        if (wanted.isEmpty()) {
            verbs.add(NodeVerb.RELEASE);
            return verbs;
        }
        if (home.isEmpty()) {
            verbs.add(NodeVerb.ADD);
        } else if (!home.equals(wanted)) {
            verbs.add(NodeVerb.RELABEL);
        }
        if (cuts(node, order.wish(), record, change)) {
            verbs.add(NodeVerb.REPARTITION);
        }
        if (verbs.isEmpty() && change.isPresent()) {
            verbs.add(NodeVerb.RELABEL);
        }
        return verbs;
    }

    /// Whether the node's GPUs are to be cut, or are being cut.
    private static boolean cuts(
            NodeFacts node,
            NodeWish wish,
            Optional<ChangeRecord> record,
            Optional<NodeChange> change) {
        boolean differs =
                wish.entry().isPresent()
                        && node.label(WellKnown.MIG_CONFIG_LABEL)
                                .filter(wish.entry().get()::names)
                                .isEmpty();
        Optional<ChangeRecord> next =
                change.flatMap(
                                it ->
                                        it.annotations()
                                                .getOrDefault(
                                                        WellKnown.CHANGE_ANNOTATION,
                                                        Optional.empty()))
                        .flatMap(ChangeRecords::parse);
        return differs
                || Stream.concat(record.stream(), next.stream()).anyMatch(it -> cuts(node, it));
    }

    /// Whether a change is to set another `mig.config`; under a fence only the tenant may change.
    private static boolean cuts(NodeFacts node, ChangeRecord record) {
        return switch (record.state()) {
            case APPLYING -> true;
            case FENCED ->
                    record.wanted().isPresent()
                            && !record.wanted().equals(node.label(WellKnown.MIG_CONFIG_LABEL));
            case PLANNED, READY -> false;
        };
    }

    private static boolean underWay(ChangeRecord record) {
        return record.state() == State.FENCED || record.state() == State.APPLYING;
    }

    private static When when(Optional<ChangeRecord> record, Optional<NodeChange> change) {
        if (change.isPresent()) {
            return When.NOW;
        }
        return record.filter(NodeActions::underWay).isPresent() ? When.RUNNING : When.WAITING;
    }

    private String reason(NodeFacts node, NodeOrder order) {
        NodeDecision decision = NodeSteps.decide(node, order, cluster.takenAt(), settings.times());
        return decision.findings().stream()
                .min(Finding.ORDER)
                .map(finding -> finding.reason().text())
                .orElse("");
    }

    /// Where a node is now; empty where it is not ours.
    static Optional<Membership> home(NodeFacts node) {
        return node.change()
                .map(record -> new Membership(record.pool(), record.group(), record.tenant()))
                .or(
                        () ->
                                node.label(WellKnown.POOL_LABEL)
                                        .map(
                                                pool ->
                                                        new Membership(
                                                                pool,
                                                                node.label(
                                                                                WellKnown
                                                                                        .NODE_GROUP_LABEL)
                                                                        .orElse(""),
                                                                node.label(
                                                                        WellKnown
                                                                                .NODE_TENANT_LABEL))));
    }
}
