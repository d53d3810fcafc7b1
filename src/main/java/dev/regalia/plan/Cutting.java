package dev.regalia.plan;

import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeFacts.Look;
import java.util.Optional;

/// A fenced node that nothing was asked of yet: the request follows once a consistent look has
/// shown it idle; where anything has come in between, the fence goes off again.
final class Cutting {

    private Cutting() {}

    static NodeDecision decide(StepInput in, ChangeRecord record) {
        NodeFacts node = in.node();
        boolean mayGoOn =
                in.order().mayBegin()
                        && node.idle()
                        && node.fencedLook() != Look.BUSY
                        && NodePatches.fenced(node, record);
        Optional<MigRequest> request = MigRequest.of(in, record);
        if (mayGoOn && request.isEmpty() && !in.wishedIn(record.pool())) {
            return Leaving.leave(in);
        }
        if (!mayGoOn
                || request.isEmpty()
                || !request.get().usable(in.takenAt())
                || MigRequest.outstanding(in, Optional.of(record))) {
            return unfence(in, record);
        }
        return node.fencedLook() == Look.IDLE
                ? cut(in, record, request.get())
                : NodeDecision.stands(standing(in, record));
    }

    private static NodeDecision cut(StepInput in, ChangeRecord record, MigRequest request) {
        ChangeRecord applying =
                Records.applying(
                        Records.place(record),
                        record.lastGood(),
                        request,
                        in.takenAt().plus(in.times().applyDeadline()));
        NodeChange cut =
                NodePatches.cut(
                        in.node(),
                        applying,
                        "fenced and idle; is cut to '%s'".formatted(request.value()));
        return NodeDecision.writes(cut, standing(in, record));
    }

    private static NodeDecision unfence(StepInput in, ChangeRecord record) {
        ChangeRecord resting =
                in.wishedIn(record.pool()) && in.satisfied()
                        ? Records.readyAsWished(Records.place(record), in)
                        : Records.unfenced(record);
        NodeChange unfence =
                NodePatches.hold(
                        in.node(), Kind.UNFENCE, resting, "the cut cannot begin now after all");
        return NodeDecision.writes(unfence, standing(in, record));
    }

    private static Standing standing(StepInput in, ChangeRecord record) {
        return in.wishedIn(record.pool()) ? Standing.CUTTING : Standing.LEAVING;
    }
}
