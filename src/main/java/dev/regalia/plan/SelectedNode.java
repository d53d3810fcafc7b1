package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeWish.Membership;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A node as selection sees it: what it shows, and where it says it belongs.
///
/// @param home the pool and group that the node belongs to, without its tenant; empty where it is
///   not ours
/// @param untouchable what keeps it out of any group, be it a member or not
record SelectedNode(
        NodeFacts facts, Hardware hardware, Optional<Membership> home, List<Obstacle> untouchable) {

    /// Whoever stands longest comes first.
    static final Comparator<SelectedNode> OLDEST_FIRST =
            Comparator.comparing((SelectedNode node) -> node.facts().createdAt())
                    .thenComparing(SelectedNode::name);

    /// The order in which surplus nodes leave.
    static final Comparator<SelectedNode> NEWEST_FIRST =
            Comparator.comparing((SelectedNode node) -> node.facts().createdAt())
                    .reversed()
                    .thenComparing(SelectedNode::name);

    static SelectedNode of(NodeFacts facts) {
        return new SelectedNode(
                facts, Hardware.of(facts), home(facts), Suitability.untouchable(facts));
    }

    /// The record that it carries; empty where that cannot be read.
    Optional<ChangeRecord> change() {
        return facts.change();
    }

    String name() {
        return facts.name();
    }

    /// To whom it is dedicated now; empty where it is shared or not ours.
    Optional<String> tenant() {
        return change().isPresent()
                ? change().flatMap(ChangeRecord::tenant)
                : Rebuilding.tenant(facts);
    }

    /// What the annotation says goes before what the labels say: a label can be removed by anybody
    /// who may edit nodes, and is then put back.
    private static Optional<Membership> home(NodeFacts facts) {
        if (facts.change().isPresent()) {
            return facts.change().map(record -> new Membership(record.pool(), record.group()));
        }
        return facts.label(WellKnown.POOL_LABEL)
                .map(
                        pool ->
                                new Membership(
                                        pool, facts.label(WellKnown.NODE_GROUP_LABEL).orElse("")));
    }
}
