package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeWish.Membership;
import java.util.Optional;

/// An unfenced node that stays in its pool: whether it is as wished, and whether a cut can begin or
/// it can become somebody else's.
final class Resting {

    private Resting() {}

    static NodeDecision decide(StepInput in, ChangeRecord record) {
        String group = in.wish().membership().map(Membership::group).orElseThrow();
        NodeDecision asItIs = standing(in, record);
        if (group.equals(record.group())) {
            return asItIs;
        }
        if (!in.order().mayBegin()) {
            return held(in, asItIs, "move to node group '%s'".formatted(group));
        }
        Membership place = new Membership(record.pool(), group, record.tenant());
        ChangeRecord moved = Records.moved(record, place);
        String because = "moves to node group '%s'".formatted(group);
        return asItIs.with(Optional.of(NodePatches.hold(in.node(), Kind.RELABEL, moved, because)));
    }

    /// What may not begin, said where suspension is why: other causes are said of the whole pool.
    private static NodeDecision held(StepInput in, NodeDecision asItIs, String purpose) {
        return in.suspended() ? asItIs.and(NodeFindings.heldBack(in, purpose)) : asItIs;
    }

    private static NodeDecision standing(StepInput in, ChangeRecord record) {
        boolean satisfied = in.satisfied();
        if (!satisfied) {
            Optional<MigRequest> request = MigRequest.ofMember(in, Optional.of(record));
            if (request.isPresent()) {
                return cut(in, record, request.get());
            }
        }
        NodeDecision asItIs = satisfied ? satisfied(in, record) : lacking(in, record);
        if (!in.rededicates(record) || asItIs.change().isPresent()) {
            return asItIs;
        }
        return rededicate(
                in,
                record,
                asItIs.standing() == Standing.VERIFIED
                        ? asItIs.standing(Standing.WAITING)
                        : asItIs);
    }

    private static NodeDecision lacking(StepInput in, ChangeRecord record) {
        String expected = Resources.print(in.wish().expected());
        return switch (record.state()) {
            case READY -> timely(in, NodeDecision.stands(Standing.DEGRADED, lacking(in, expected)));
            case PLANNED, FENCED, APPLYING ->
                    NodeDecision.stands(
                            Standing.WAITING, NodeFindings.wrongAllocatable(in, expected));
        };
    }

    private static Finding lacking(StepInput in, String expected) {
        return Resources.same(in.node().allocatable(), in.wish().expected())
                ? NodeFindings.unanswered(in)
                : NodeFindings.degraded(in, expected);
    }

    private static NodeDecision satisfied(StepInput in, ChangeRecord record) {
        if (record.state() != State.READY) {
            return NodeDecision.writes(
                    verify(in, record, "already shows what is wanted"), Standing.WAITING);
        }
        NodeDecision verified = timely(in, NodeDecision.stands(Standing.VERIFIED));
        boolean recorded =
                Resources.isPrinted(record.layout(), in.wish().expected())
                        && (in.wish().entry().isEmpty() || in.wishNames(record.lastGood()));
        return recorded || !in.order().mayBegin()
                ? verified
                : verified.with(
                        Optional.of(
                                verify(
                                        in,
                                        record,
                                        "shows a layout that the record does not have")));
    }

    private static NodeChange verify(StepInput in, ChangeRecord record, String because) {
        ChangeRecord ready = Records.readyAsWished(Records.place(record), in);
        return NodePatches.hold(in.node(), Kind.VERIFY, ready, because);
    }

    /// The verdict, unless the node has been NotReady for too long.
    private static NodeDecision timely(StepInput in, NodeDecision verdict) {
        if (!in.lost()) {
            return verdict.until(in.notReadyAt());
        }
        return new NodeDecision(
                        verdict.change(),
                        Standing.DEGRADED,
                        verdict.findings(),
                        verdict.reconsiderAt())
                .and(NodeFindings.notReady(in.node()));
    }

    private static NodeDecision cut(StepInput in, ChangeRecord record, MigRequest request) {
        boolean drifted = drifted(in, record);
        String purpose = in.rededicates(record) ? "be cut and " + becoming(in, record) : "be cut";
        if (!in.order().mayBegin()) {
            NodeDecision waits = NodeDecision.stands(Standing.WAITING);
            return drifted && in.suspended()
                    ? waits.and(NodeFindings.drifted(in))
                    : held(in, waits, purpose);
        }
        if (drifted) {
            purpose =
                    "have mig.config put back, which somebody changed to '%s'"
                            .formatted(in.config().orElse(""));
        }
        Optional<Wait> wait = Wait.before(in, Optional.of(record), request, purpose);
        if (wait.isPresent()) {
            return wait.get().as(Standing.WAITING);
        }
        NodeChange fence =
                NodePatches.hold(
                        in.node(),
                        drifted ? Kind.MEND : Kind.FENCE,
                        Records.fenced(record, request),
                        "idle; is fenced to " + purpose);
        return NodeDecision.writes(fence, Standing.WAITING);
    }

    /// Only the tenant is to change: the fence comes first all the same, so that nobody comes
    /// between the last look and the new taint.
    private static NodeDecision rededicate(StepInput in, ChangeRecord record, NodeDecision asItIs) {
        String purpose = "be " + becoming(in, record);
        if (!in.order().mayBegin()) {
            return held(in, asItIs, purpose);
        }
        Optional<Wait> wait = Wait.before(in, record, purpose);
        if (wait.isPresent()) {
            return asItIs.and(wait.get().finding()).until(wait.get().until());
        }
        NodeChange fence =
                NodePatches.hold(
                        in.node(),
                        Kind.FENCE,
                        Records.fenced(record),
                        "without pods of others; is fenced to " + purpose);
        return asItIs.with(Optional.of(fence));
    }

    private static String becoming(StepInput in, ChangeRecord record) {
        return in.tenantWishedIn(record.pool())
                .map("dedicated to tenant '%s'"::formatted)
                .orElse("shared again");
    }

    /// Whether somebody else has set another `mig.config` than the one that was verified and still
    /// is wished.
    static boolean drifted(StepInput in, ChangeRecord record) {
        return record.state() == State.READY && in.wishNames(record.lastGood()) && !in.wishStands();
    }
}
