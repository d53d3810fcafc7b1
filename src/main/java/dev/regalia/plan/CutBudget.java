package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which nodes that serve may stop serving now: of each group at most a tenth at once is cut,
/// rounded down, at least one node. Cuts under way count, failed ones do not. Busy nodes are no
/// candidates, since they wait unfenced; nodes that leave without a cut are candidates without
/// bound.
public final class CutBudget {

    private static final int SHARE = 10;
    private final Instant takenAt;
    private final Settings.Times times;
    private final Map<Place, Group> groups = new HashMap<>();

    CutBudget(Instant takenAt, Settings.Times times) {
        this.takenAt = takenAt;
        this.times = times;
    }

    /// Names of the nodes that would stop serving if they were given leave: those that
    /// [NodeOrder#mayCut] is asked of and that the budget has room for.
    ///
    /// @param choice which of the nodes that could be cut are taken first
    SortedSet<String> candidates(Choice choice) {
        SortedSet<String> candidates = new TreeSet<>();
        groups.values().forEach(group -> candidates.addAll(group.candidates(choice)));
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

    /// Counts a node.
    ///
    /// @param decision what follows for it while it has no leave to be cut
    void add(NodeFacts node, NodeOrder order, NodeDecision decision) {
        Optional<ChangeRecord> known = NodeSteps.record(node, order.wish(), takenAt, times);
        if (known.isEmpty()) {
            return;
        }
        ChangeRecord record = known.get();
        Group group =
                groups.computeIfAbsent(
                        new Place(record.pool(), record.group()), place -> new Group());
        group.assigned++;
        if (record.state() == State.READY) {
            addServing(group, node, order, decision);
        } else if (served(record) && decision.standing() != Standing.FAILED) {
            group.inFlight++;
        }
    }

    private void addServing(Group group, NodeFacts node, NodeOrder order, NodeDecision decision) {
        if (!waits(decision)) {
            return;
        }
        Optional<NodeChange> granted =
                NodeSteps.decide(node, order.withCut(), takenAt, times).change();
        if (!granted.equals(decision.change())) {
            if (granted.filter(change -> change.kind() == Kind.LEAVE).isPresent()) {
                group.leaving.add(node.name());
            } else {
                group.cuts.add(node);
            }
        }
    }

    /// Whether a node may be waiting for its turn, which it then says; the others need not be
    /// decided about twice.
    private static boolean waits(NodeDecision decision) {
        return !decision.findings().isEmpty()
                && decision.findings().stream()
                        .anyMatch(it -> it.reason() == Reason.REPARTITIONING);
    }

    private static boolean served(ChangeRecord record) {
        return switch (record.state()) {
            case FENCED -> !record.layout().isEmpty();
            case APPLYING -> record.lastGood().isPresent();
            case PLANNED, READY -> false;
        };
    }

    /// The nodes of a group share a budget, dedicated or not.
    private record Place(String pool, String group) {}

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
