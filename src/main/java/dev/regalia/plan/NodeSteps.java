package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import java.time.Instant;
import java.util.Optional;

/// The state machine of a node: from what stands on it to the next write. All that it remembers is
/// on the node, so it can be stopped after any write and goes on from there.
///
/// One step per state: [Joining] while the node is not ours, [Resting] and [Leaving] while it is
/// unfenced, [Cutting] while it is fenced, [Verifying] while mig-manager is asked. Before any of
/// them, keys of ours that somebody removed or overwrote are put back.
public final class NodeSteps {

    private NodeSteps() {}

    /// The next write on a node, how it stands, and when to look again.
    public static NodeDecision decide(
            NodeFacts node, NodeOrder order, Instant takenAt, Settings.Times times) {
        StepInput in = new StepInput(node, order, takenAt, times);
        Optional<ChangeRecord> record = Rebuilding.record(in);
        return record.isPresent() ? ofOurs(in, record.get()) : Joining.decide(in);
    }

    /// Where a node belongs and how far its change has come; rebuilt where its annotation is gone.
    /// Empty where the node is not ours.
    public static Optional<ChangeRecord> record(
            NodeFacts node, NodeWish wish, Instant takenAt, Settings.Times times) {
        return node.change().isPresent()
                ? node.change()
                : Rebuilding.record(new StepInput(node, NodeOrder.asking(wish), takenAt, times));
    }

    private static NodeDecision ofOurs(StepInput in, ChangeRecord record) {
        NodeOrder order = in.order();
        if (order.frozen()) {
            return NodeDecision.stands(frozen(in, record));
        }
        boolean stays = in.wishedIn(record.pool());
        boolean resting = record.state() == State.PLANNED || record.state() == State.READY;
        boolean damaged = (stays || !resting) && !NodePatches.holds(in.node(), record);
        if (damaged && order.mayMend() && !order.mendStopped()) {
            NodeChange mend =
                    NodePatches.hold(in.node(), Kind.MEND, record, "keys of ours were overwritten");
            return step(in, record).with(Optional.of(mend));
        }
        boolean stopped = stays && order.mendStopped();
        boolean begun = record.state() == State.FENCED;
        NodeDecision decision = step(stopped && !begun ? in.beginningNothing() : in, record);
        if (damaged && resting) {
            decision = decision.with(Optional.empty());
        }
        // Without its keys a node is not what the pool asked for, whatever it shows.
        if (stopped) {
            boolean given = damaged || Resting.drifted(in, record);
            decision = decision.and(NodeFindings.keysOverwritten(in));
            return given ? decision.standing(Standing.FAILED) : decision;
        }
        return damaged && in.suspended() ? damaged(in, record, decision) : decision;
    }

    /// Keys of ours that are put back once the pool is no longer suspended.
    private static NodeDecision damaged(StepInput in, ChangeRecord record, NodeDecision decision) {
        NodeDecision said =
                decision.and(NodeFindings.damaged(in, NodePatches.damaged(in.node(), record)));
        return said.standing() == Standing.VERIFIED ? said.standing(Standing.DEGRADED) : said;
    }

    private static NodeDecision step(StepInput in, ChangeRecord record) {
        return switch (record.state()) {
            case PLANNED, READY ->
                    in.wishedIn(record.pool())
                            ? Resting.decide(in, record)
                            : Leaving.decide(in, record);
            case FENCED -> Cutting.decide(in, record);
            case APPLYING -> Verifying.decide(in, record);
        };
    }

    private static Standing frozen(StepInput in, ChangeRecord record) {
        return switch (record.state()) {
            case PLANNED -> Standing.WAITING;
            case FENCED, APPLYING -> Standing.CUTTING;
            case READY ->
                    Resources.isPrinted(record.layout(), in.node().allocatable()) && !in.lost()
                            ? Standing.VERIFIED
                            : Standing.DEGRADED;
        };
    }
}
