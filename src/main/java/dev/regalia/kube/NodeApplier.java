package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.kube.ApplyTally.Concern;
import dev.regalia.plan.NodeChange;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeOrder;
import dev.regalia.plan.NodeSteps;
import dev.regalia.plan.NodeWish;
import dev.regalia.plan.Settings;
import dev.regalia.render.NodePatch;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes nodes, one merge patch each. A node that has moved on meanwhile is read again and its
/// step is decided again, because somebody else's change may be what the step depends on.
final class NodeApplier {

    private static final Logger LOG = LoggerFactory.getLogger(NodeApplier.class);
    private static final int TRIES = 5;

    private final ApiWriter writer;
    private final ClusterReader reader;
    private final Settings.Times times;

    NodeApplier(ApiWriter writer, ClusterReader reader, Settings.Times times) {
        this.writer = writer;
        this.reader = reader;
        this.times = times;
    }

    /// Carries out a change.
    ///
    /// @param known the node as the decision saw it
    void apply(
            NodeChange first, NodeFacts known, NodeOrder order, Instant takenAt, ApplyTally tally) {
        Optional<NodeChange> next = Optional.of(first);
        for (int tries = 0; tries < TRIES && next.isPresent(); tries++) {
            NodeChange change = next.get();
            Outcome outcome = writer.patchNode(change.node(), NodePatch.render(change));
            if (!(outcome instanceof Outcome.Conflict)) {
                note(change, concern(known, order), outcome, tally);
                return;
            }
            next =
                    reader.readLive(known)
                            .flatMap(
                                    live -> NodeSteps.decide(live, order, takenAt, times).change());
        }
    }

    private static void note(
            NodeChange change, Concern concern, Outcome outcome, ApplyTally tally) {
        boolean done = tally.done(ObjectKind.NODE, "Node " + change.node(), concern, outcome);
        if (done) {
            LOG.info("Node {}: {}: {}", change.node(), change.kind(), change.because());
            if (change.kind() == NodeChange.Kind.MEND) {
                tally.mended(change.node());
            }
        }
    }

    private static Concern concern(NodeFacts node, NodeOrder order) {
        return order.wish()
                .membership()
                .map(NodeWish.Membership::pool)
                .or(() -> node.label(WellKnown.POOL_LABEL))
                .map(pool -> new Concern(WellKnown.POOL_KIND, pool))
                .orElse(new Concern("Node", node.name()));
    }
}
