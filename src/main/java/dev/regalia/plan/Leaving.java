package dev.regalia.plan;

import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import java.util.Optional;

/// An unfenced node that is to leave its pool: when idle it goes at once, or is fenced first where
/// it has to get another layout back.
final class Leaving {

    private Leaving() {}

    static NodeDecision decide(StepInput in, ChangeRecord record) {
        if (!in.order().mayBegin()) {
            return NodeDecision.stands(Standing.LEAVING);
        }
        Optional<MigRequest> request = MigRequest.ofLeaving(in, record);
        String purpose = "leave pool '%s'".formatted(record.pool());
        Optional<Wait> wait =
                request.isPresent()
                        ? Wait.before(in, Optional.of(record), request.get(), purpose)
                        : Wait.unlessIdle(in, purpose)
                                .or(() -> Wait.unlessVacated(in, record, purpose))
                                .or(() -> Wait.unlessItsTurn(in, record, purpose));
        if (wait.isPresent()) {
            return wait.get().as(Standing.LEAVING);
        }
        return request.map(back -> fence(in, record, back)).orElseGet(() -> leave(in));
    }

    private static NodeDecision fence(StepInput in, ChangeRecord record, MigRequest request) {
        NodeChange fence =
                NodePatches.hold(
                        in.node(),
                        Kind.FENCE,
                        Records.fenced(record, request),
                        "leaves; is fenced to get mig.config='%s' back".formatted(request.value()));
        return NodeDecision.writes(fence, Standing.LEAVING);
    }

    /// The last write.
    static NodeDecision leave(StepInput in) {
        return NodeDecision.writes(
                NodePatches.leave(in.node(), "leaves its pool"), Standing.LEAVING);
    }
}
