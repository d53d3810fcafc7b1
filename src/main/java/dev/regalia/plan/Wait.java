package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeDecision.Standing;
import java.time.Instant;
import java.util.Optional;

/// Why a node cannot be cut, cannot become somebody else's, or cannot leave, at this moment.
///
/// @param until when that may have changed by the mere passing of time
record Wait(Finding finding, Optional<Instant> until) {

    /// The decision to do nothing for this reason.
    NodeDecision as(Standing standing) {
        return NodeDecision.stands(standing, finding).until(until);
    }

    /// What stands against a request, the reasons that only others can end first; empty where it
    /// may be made now.
    static Optional<Wait> before(
            StepInput in, Optional<ChangeRecord> record, MigRequest request, String purpose) {
        return unlessIdle(in, purpose)
                .or(() -> record.flatMap(r -> unlessVacated(in, r, purpose)))
                .or(() -> unlessAnswered(in, record))
                .or(() -> unlessSettled(in))
                .or(() -> record.flatMap(r -> unlessDriftIsAnswered(in, r)))
                .or(() -> unlessUsable(in, request))
                .or(() -> record.flatMap(r -> unlessItsTurn(in, r, purpose)));
    }

    static Optional<Wait> unlessIdle(StepInput in, String purpose) {
        return in.node().idle()
                ? Optional.empty()
                : forEvent(NodeFindings.waitsForIdle(in.node(), purpose));
    }

    /// What stands against a node's becoming somebody else's with the layout that it has.
    static Optional<Wait> before(StepInput in, ChangeRecord record, String purpose) {
        return unlessVacated(in, record, purpose).or(() -> unlessItsTurn(in, record, purpose));
    }

    /// A node becomes somebody else's only once nobody is left whom that would make a neighbour.
    static Optional<Wait> unlessVacated(StepInput in, ChangeRecord record, String purpose) {
        return !in.rededicates(record) || in.vacated()
                ? Optional.empty()
                : forEvent(NodeFindings.waitsForOthersToEnd(in, purpose));
    }

    /// A node whose kubelet is away cannot answer, so it is not asked.
    private static Optional<Wait> unlessAnswered(StepInput in, Optional<ChangeRecord> record) {
        if (MigRequest.outstanding(in, record)) {
            return forEvent(NodeFindings.waitsForAnswer(in));
        }
        return in.node().ready() ? Optional.empty() : forEvent(NodeFindings.notReady(in.node()));
    }

    private static Optional<Wait> unlessSettled(StepInput in) {
        return in.settling()
                ? Optional.of(
                        new Wait(NodeFindings.waitsForAllocatable(in), Optional.of(in.settledAt())))
                : Optional.empty();
    }

    /// A `success` may still be that of the request before the one that somebody made by hand.
    private static Optional<Wait> unlessDriftIsAnswered(StepInput in, ChangeRecord record) {
        boolean drifted = record.lastGood().isPresent() && !record.lastGood().equals(in.config());
        return drifted && in.succeeded() && in.takenAt().isBefore(in.settledAt())
                ? Optional.of(
                        new Wait(NodeFindings.waitsForOthers(in), Optional.of(in.settledAt())))
                : Optional.empty();
    }

    private static Optional<Wait> unlessUsable(StepInput in, MigRequest request) {
        return request.usable(in.takenAt())
                ? Optional.empty()
                : Optional.of(
                        new Wait(
                                NodeFindings.waitsForConfigMap(in.node(), request),
                                request.usableFrom()));
    }

    /// A node that serves needs leave to stop serving.
    static Optional<Wait> unlessItsTurn(StepInput in, ChangeRecord record, String purpose) {
        return record.state() != State.READY || in.order().mayCut()
                ? Optional.empty()
                : forEvent(NodeFindings.waitsForTurn(in.node(), purpose));
    }

    private static Optional<Wait> forEvent(Finding finding) {
        return Optional.of(new Wait(finding, Optional.empty()));
    }
}
