package dev.regalia.plan;

import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeWish.Membership;
import java.util.Optional;

/// A node that is not ours: how it comes to its pool. An idle node comes with one write, the
/// request to mig-manager included; a busy one comes as it is and waits. One that is to be
/// dedicated does not come before the pods of others have ended.
final class Joining {

    private Joining() {}

    static NodeDecision decide(StepInput in) {
        Optional<Membership> place = in.wish().membership();
        if (place.isEmpty() || in.order().frozen()) {
            return NodeDecision.stands(Standing.OUTSIDE);
        }
        return in.order().mayBegin()
                ? begin(in, place.get())
                : NodeDecision.stands(Standing.WAITING);
    }

    private static NodeDecision begin(StepInput in, Membership place) {
        NodeFacts node = in.node();
        if (place.tenant().isPresent() && !in.vacated()) {
            String purpose = "join, dedicated to tenant '%s',".formatted(place.tenant().get());
            return NodeDecision.stands(
                    Standing.WAITING, NodeFindings.waitsForOthersToEnd(in, purpose));
        }
        if (in.satisfied()) {
            ChangeRecord ready = Records.readyAsWished(place, in);
            return writes(NodePatches.join(node, ready, "joins with its layout as it is"));
        }
        Optional<MigRequest> request = MigRequest.ofMember(in, Optional.empty());
        if (request.isEmpty()) {
            ChangeRecord planned = Records.planned(place, Optional.empty());
            return writes(
                    NodePatches.join(node, planned, "joins; allocatable is not yet as expected"));
        }
        if (!node.idle()) {
            ChangeRecord planned = Records.planned(place, Optional.of(request.get().value()));
            return writes(NodePatches.join(node, planned, "joins; is cut once it is idle"));
        }
        return Wait.before(in, Optional.empty(), request.get(), "be cut")
                .map(wait -> wait.as(Standing.WAITING))
                .orElseGet(() -> joinAndCut(in, place, request.get()));
    }

    private static NodeDecision joinAndCut(StepInput in, Membership place, MigRequest request) {
        ChangeRecord applying =
                Records.applying(
                        place,
                        Optional.empty(),
                        request,
                        in.takenAt().plus(in.times().applyDeadline()));
        return writes(
                NodePatches.joinAndCut(
                        in.node(),
                        applying,
                        "joins idle and is cut to '%s'".formatted(request.value())));
    }

    private static NodeDecision writes(NodeChange change) {
        return NodeDecision.writes(change, Standing.WAITING);
    }
}
