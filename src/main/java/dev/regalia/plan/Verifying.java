package dev.regalia.plan;

import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import java.time.Instant;
import java.util.Optional;

/// A node of which mig-manager was asked something: waits for the answer, checks it against
/// allocatable, and takes the fence off only when both are right.
final class Verifying {

    private Verifying() {}

    static NodeDecision decide(StepInput in, ChangeRecord record) {
        if (!in.config().equals(record.wanted())) {
            return overruled(in, record);
        }
        String asked = record.wanted().orElse("");
        return switch (in.state().orElse("")) {
            case StepInput.FAILED -> failed(in, record, NodeFindings.failed(in, asked));
            case StepInput.SUCCESS -> succeeded(in, record);
            default -> awaited(in, record);
        };
    }

    private static NodeDecision awaited(StepInput in, ChangeRecord record) {
        if (in.takenAt().isBefore(deadline(record))) {
            return NodeDecision.stands(standing(in, record)).until(record.deadline());
        }
        return NodeDecision.stands(
                Standing.FAILED, NodeFindings.timedOut(in, record.wanted().orElse("")));
    }

    private static NodeDecision succeeded(StepInput in, ChangeRecord record) {
        if (record.layout().isEmpty()) {
            return stays(in, record) ? unfence(in, record) : leaveOr(in, record, true);
        }
        if (Resources.isPrinted(record.layout(), in.node().allocatable())) {
            return stays(in, record)
                    ? verified(in, record)
                    : leaveOr(in, record, in.order().mayBegin());
        }
        if (stays(in, record) && in.satisfied()) {
            return unfence(in, record);
        }
        Instant judgedAt = earlier(in.settledAt(), deadline(record));
        if (in.takenAt().isBefore(judgedAt)) {
            return NodeDecision.stands(standing(in, record)).until(Optional.of(judgedAt));
        }
        return failed(in, record, NodeFindings.wrongAllocatable(in, record.layout()));
    }

    /// Goes if it has back what it had and nobody is left on it; otherwise it first becomes an
    /// unfenced node again.
    private static NodeDecision leaveOr(StepInput in, ChangeRecord record, boolean mayLeave) {
        boolean empty = in.node().idle() && (!in.rededicates(record) || in.vacated());
        boolean done = empty && MigRequest.ofLeaving(in, record).isEmpty();
        if (mayLeave && done) {
            return Leaving.leave(in);
        }
        return record.layout().isEmpty() ? unfence(in, record) : verified(in, record);
    }

    /// The cut did not succeed. The fence stays, and only another wish starts another cut.
    private static NodeDecision failed(StepInput in, ChangeRecord record, Finding finding) {
        if (stays(in, record) && in.satisfied()) {
            return unfence(in, record);
        }
        NodeDecision stopped = NodeDecision.stands(Standing.FAILED, finding);
        boolean sameWish = stays(in, record) && in.wishNames(record.wanted());
        Optional<MigRequest> request =
                MigRequest.of(in, record)
                        .filter(r -> !sameWish && in.order().mayBegin() && in.node().idle());
        if (request.isEmpty()) {
            return stopped;
        }
        return request.get().usable(in.takenAt())
                ? again(in, record, request.get(), Kind.FENCE)
                : stopped.until(request.get().usableFrom());
    }

    /// Somebody has set another `mig.config` while ours was being carried out. Once that is
    /// answered, ours is asked for again.
    private static NodeDecision overruled(StepInput in, ChangeRecord record) {
        boolean answered =
                in.config().isPresent()
                        ? !MigRequest.outstanding(in, Optional.of(record))
                        : !in.takenAt().isBefore(deadline(record));
        if (!answered) {
            return awaited(in, record);
        }
        Optional<MigRequest> request = MigRequest.of(in, record);
        if (!stays(in, record) && request.isEmpty()) {
            return leaveOr(in, unknown(record), true);
        }
        if (request.isEmpty() || !in.order().mayBegin() || !in.node().idle()) {
            return unfence(in, record);
        }
        return request.get().usable(in.takenAt())
                ? again(in, record, request.get(), Kind.MEND)
                : NodeDecision.stands(
                                standing(in, record),
                                NodeFindings.waitsForConfigMap(in.node(), request.get()))
                        .until(request.get().usableFrom());
    }

    private static ChangeRecord unknown(ChangeRecord record) {
        return Records.planned(Records.place(record), Optional.empty());
    }

    private static NodeDecision again(
            StepInput in, ChangeRecord record, MigRequest request, Kind kind) {
        NodeChange fence =
                NodePatches.hold(
                        in.node(),
                        kind,
                        Records.fencedAgain(record, request),
                        "stays fenced to be cut to '%s'".formatted(request.value()));
        return NodeDecision.writes(fence, standing(in, record));
    }

    private static NodeDecision verified(StepInput in, ChangeRecord record) {
        NodeChange unfence =
                NodePatches.hold(
                        in.node(),
                        Kind.UNFENCE,
                        Records.verified(record),
                        "success, and allocatable shows the layout");
        return NodeDecision.writes(unfence, standing(in, record));
    }

    /// Unfenced: verified where it shows what is wished, otherwise as one that was never verified.
    private static NodeDecision unfence(StepInput in, ChangeRecord record) {
        boolean satisfied = stays(in, record) && in.satisfied();
        ChangeRecord resting =
                satisfied ? Records.readyAsWished(Records.place(record), in) : unknown(record);
        String because = satisfied ? "shows what is wanted" : "nothing is known of its layout";
        return NodeDecision.writes(
                NodePatches.hold(in.node(), Kind.UNFENCE, resting, because), standing(in, record));
    }

    private static boolean stays(StepInput in, ChangeRecord record) {
        return in.wishedIn(record.pool());
    }

    private static Standing standing(StepInput in, ChangeRecord record) {
        return stays(in, record) ? Standing.CUTTING : Standing.LEAVING;
    }

    private static Instant deadline(ChangeRecord record) {
        return record.deadline().orElse(Instant.MIN);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
