package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.ArrayList;
import java.util.List;

/// Says of a node that no pool has why no node group takes it.
public final class Candidates {

    private static final String NODE = "Node";

    private Candidates() {}

    /// One finding per group whose selector matches the node; none where no selector does. One of a
    /// group that does not need the node says that all is as specified.
    ///
    /// @param requests every pool of the snapshot
    public static List<Finding> whyNot(NodeFacts node, List<PoolRequest> requests) {
        List<Finding> findings = new ArrayList<>();
        for (PoolRequest request : requests) {
            if (request instanceof PoolRequest.Accepted accepted) {
                for (GroupRequest group : accepted.groups()) {
                    if (NodeSelectors.matches(group.selector(), node.labels())) {
                        findings.addAll(whyNot(node, accepted.pool(), group));
                    }
                }
            }
        }
        return List.copyOf(findings);
    }

    private static List<Finding> whyNot(NodeFacts node, PoolFacts pool, GroupRequest group) {
        SelectedNode selected = SelectedNode.of(node);
        List<Obstacle> obstacles =
                Suitability.all(
                        group, selected, Suitability.ofNewcomer(group, selected.hardware()));
        String place = "SovereignPool/" + pool.name() + " nodeGroups[" + group.name() + "]";
        if (obstacles.isEmpty()) {
            return List.of(left(node, pool, group, place));
        }
        return obstacles.stream()
                .map(
                        obstacle ->
                                new Finding(
                                        NODE,
                                        node.name(),
                                        place,
                                        Reason.NODE_NOT_USABLE,
                                        "nodes like this "
                                                + obstacle.kind().what()
                                                + (obstacle.detail().isEmpty()
                                                        ? ""
                                                        : " (" + obstacle.detail() + ")"),
                                        obstacle.kind().cure()))
                .toList();
    }

    /// Why a node that could be taken is not.
    private static Finding left(NodeFacts node, PoolFacts pool, GroupRequest group, String place) {
        if (pool.suspended()) {
            return new Finding(
                    NODE,
                    node.name(),
                    place,
                    Reason.SUSPENDED,
                    "the group could take the node, but its pool is suspended",
                    "set `spec.suspend: false`");
        }
        String why = "the group could take the node and has all the nodes that it takes";
        String cure = "leave it free, or raise `nodes.max`";
        if (group.demand().isPresent()) {
            why = "the group could take the node and has all the nodes that are asked for";
            cure = "leave it free, or ask for more in a share";
            if (group.max().isPresent()) {
                why += ", or as many as `nodes.max` says";
                cure += ", or raise `nodes.max`";
            }
        }
        return new Finding(NODE, node.name(), place, Reason.AS_SPECIFIED, why, cure);
    }
}
