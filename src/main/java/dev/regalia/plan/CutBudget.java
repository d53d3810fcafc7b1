package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeWish.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which nodes that serve may stop serving now: of each group at most a tenth at once is cut,
/// rounded down, at least one node. Cuts under way count, failed ones do not. Busy nodes are no
/// candidates, since they wait unfenced; nodes that leave without a cut are candidates without
/// bound.
public final class CutBudget {

    private static final int SHARE = 10;
    private static final Comparator<Membership> ORDER =
            Comparator.comparing(Membership::pool).thenComparing(Membership::group);

    private final Instant takenAt;
    private final Settings.Times times;
    private final SortedMap<Membership, Group> groups = new TreeMap<>(ORDER);

    private CutBudget(Instant takenAt, Settings.Times times) {
        this.takenAt = takenAt;
        this.times = times;
    }

    /// Names of the nodes that would stop serving if they were given leave: those that
    /// [NodeOrder#mayCut] is asked of and that the budget has room for.
    ///
    /// @param nodes all nodes, sorted by name
    /// @param orders per node; what they say of `mayCut` is not looked at, and a node without an
    ///   order is no candidate
    /// @param choice which of the nodes that could be cut are taken first
    static SortedSet<String> candidates(
            List<NodeFacts> nodes,
            SortedMap<String, NodeOrder> orders,
            Instant takenAt,
            Settings.Times times,
            Choice choice) {
        CutBudget budget = new CutBudget(takenAt, times);
        for (NodeFacts node : nodes) {
            NodeOrder order = orders.get(node.name());
            if (order != null) {
                budget.add(node, order);
            }
        }
        SortedSet<String> candidates = new TreeSet<>();
        budget.groups.values().forEach(group -> candidates.addAll(group.candidates(choice)));
        return Collections.unmodifiableSortedSet(candidates);
    }

    /// Which nodes of a group stop serving first.
    interface Choice {

        /// The nodes that are cut first.
        ///
        /// @param nodes that could be cut, by name
        /// @param room how many may be, 1 or more
        SortedSet<String> of(List<NodeFacts> nodes, int room);
    }

    private void add(NodeFacts node, NodeOrder order) {
        NodeSteps.record(node, order.wish(), takenAt, times)
                .ifPresent(
                        record -> {
                            Group group =
                                    groups.computeIfAbsent(
                                            Records.place(record), place -> new Group());
                            group.assigned++;
                            add(group, node, order, record);
                        });
    }

    private void add(Group group, NodeFacts node, NodeOrder order, ChangeRecord record) {
        NodeDecision granted = decide(node, order, true);
        if (record.state() == State.READY) {
            if (!granted.change().equals(decide(node, order, false).change())) {
                boolean leaves = granted.change().filter(c -> c.kind() == Kind.LEAVE).isPresent();
                if (leaves) {
                    group.leaving.add(node.name());
                } else {
                    group.cuts.add(node);
                }
            }
        } else if (served(record) && granted.standing() != Standing.FAILED) {
            group.inFlight++;
        }
    }

    private NodeDecision decide(NodeFacts node, NodeOrder order, boolean mayCut) {
        NodeOrder asked = mayCut ? order.withCut() : order.withoutCut();
        return NodeSteps.decide(node, asked, takenAt, times);
    }

    private static boolean served(ChangeRecord record) {
        return switch (record.state()) {
            case FENCED -> !record.layout().isEmpty();
            case APPLYING -> record.lastGood().isPresent();
            case PLANNED, READY -> false;
        };
    }

    /// What is known of a group; names come in order.
    private static final class Group {
        private int assigned;
        private int inFlight;
        private final List<NodeFacts> cuts = new ArrayList<>();
        private final SortedSet<String> leaving = new TreeSet<>();

        SortedSet<String> candidates(Choice choice) {
            int room = Math.max(1, assigned / SHARE) - inFlight;
            SortedSet<String> chosen = new TreeSet<>(leaving);
            if (room > 0 && !cuts.isEmpty()) {
                List<NodeFacts> byName =
                        cuts.stream().sorted(Comparator.comparing(NodeFacts::name)).toList();
                chosen.addAll(choice.of(byName, room));
            }
            return chosen;
        }
    }
}
