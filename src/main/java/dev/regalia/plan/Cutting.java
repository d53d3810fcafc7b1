package dev.regalia.plan;

import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeWish.Membership;
import java.util.Optional;

/// A fenced node that nothing was asked of yet: the request, or the new tenant, follows once a
/// consistent look has shown that nobody is in the way; where anything has come in between, the
/// fence goes off again.
final class Cutting {

    private Cutting() {}

    static NodeDecision decide(StepInput in, ChangeRecord record) {
        Optional<MigRequest> request = MigRequest.of(in, record);
        boolean stays = in.wishedIn(record.pool());
        boolean rededicates = in.rededicates(record);
        boolean mayGoOn =
                in.order().mayBegin()
                        && (in.idle() || (stays && request.isEmpty()))
                        && (in.vacated() || !rededicates)
                        && NodePatches.fenced(in.node(), record);
        if (mayGoOn && request.isEmpty() && !stays) {
            return Leaving.leave(in);
        }
        boolean askable =
                request.isPresent()
                        ? request.get().usable(in.takenAt())
                                && !MigRequest.outstanding(in, Optional.of(record))
                        : rededicates;
        if (!mayGoOn || !askable) {
            return unfence(in, record, "the change cannot begin now after all");
        }
        if (in.node().fencedLook().isEmpty()) {
            return NodeDecision.stands(standing(in, record));
        }
        ChangeRecord theirs = stays ? Records.moved(record, placeOf(in, record)) : record;
        return request.map(asked -> cut(in, theirs, asked))
                .orElseGet(() -> unfence(in, theirs, "fenced and vacated; " + whose(theirs)));
    }

    /// Where the node is now, with the tenant that it is to have.
    private static Membership placeOf(StepInput in, ChangeRecord record) {
        return new Membership(record.pool(), record.group(), in.tenantWishedIn(record.pool()));
    }

    private static String whose(ChangeRecord record) {
        return record.tenant().map("is tenant '%s''s now"::formatted).orElse("is shared again");
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

    private static NodeDecision unfence(StepInput in, ChangeRecord record, String because) {
        ChangeRecord resting =
                in.wishedIn(record.pool()) && in.satisfied()
                        ? Records.readyAsWished(Records.place(record), in)
                        : Records.unfenced(record);
        NodeChange unfence = NodePatches.hold(in.node(), Kind.UNFENCE, resting, because);
        return NodeDecision.writes(unfence, standing(in, record));
    }

    private static Standing standing(StepInput in, ChangeRecord record) {
        return in.wishedIn(record.pool()) ? Standing.CUTTING : Standing.LEAVING;
    }
}
