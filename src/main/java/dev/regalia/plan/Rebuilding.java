package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeFacts.Taint;
import dev.regalia.plan.NodeWish.Membership;
import java.util.Optional;

/// The record of a node of ours: from its annotation, and where that is gone from its labels, as
/// far as they tell.
final class Rebuilding {

    private Rebuilding() {}

    /// The node's record; empty where the node is not ours.
    static Optional<ChangeRecord> record(StepInput in) {
        return in.node()
                .change()
                .or(() -> in.node().label(WellKnown.POOL_LABEL).map(pool -> fromLabels(in, pool)));
    }

    private static ChangeRecord fromLabels(StepInput in, String pool) {
        Optional<String> wishedGroup =
                in.wish().membership().filter(m -> m.pool().equals(pool)).map(Membership::group);
        String group =
                in.node().label(WellKnown.NODE_GROUP_LABEL).or(() -> wishedGroup).orElse("unknown");
        Membership place = new Membership(pool, group, tenant(in.node()));
        if (asked(in.node()) && in.config().isPresent()) {
            return askedFor(in, place, in.config().get());
        }
        return in.wishedIn(pool) ? ofMember(in, place) : ofOther(in, place);
    }

    /// To whom the labels say that a node of ours is dedicated, or its taint where the label is
    /// gone: a node that keeps others out is nobody's by mistake.
    static Optional<String> tenant(NodeFacts node) {
        return node.label(WellKnown.NODE_TENANT_LABEL)
                .or(
                        () ->
                                node.taints().stream()
                                        .filter(t -> t.key().equals(WellKnown.TENANT_TAINT))
                                        .map(Taint::value)
                                        .findFirst());
    }

    private static boolean asked(NodeFacts node) {
        return node.taints().stream()
                .anyMatch(
                        taint ->
                                taint.key().equals(WellKnown.CHANGE_TAINT)
                                        && taint.value().equals(State.APPLYING.text()));
    }

    private static ChangeRecord askedFor(StepInput in, Membership place, String value) {
        String layout = in.wishStands() ? Resources.print(in.wish().expected()) : "";
        return Records.applying(
                place,
                Optional.empty(),
                new MigRequest(value, Optional.empty(), layout),
                in.takenAt().plus(in.times().applyDeadline()));
    }

    private static ChangeRecord ofMember(StepInput in, Membership place) {
        if (in.satisfied()) {
            return Records.readyAsWished(place, in);
        }
        boolean otherLayout = in.wish().entry().isPresent() && !in.wishStands();
        return otherLayout && in.config().isPresent() && in.succeeded()
                ? asItStands(in, place)
                : Records.planned(place, Optional.empty());
    }

    private static ChangeRecord ofOther(StepInput in, Membership place) {
        return in.config().isEmpty() || in.succeeded()
                ? asItStands(in, place)
                : Records.planned(place, Optional.empty());
    }

    /// What the node shows is all that is known of its layout.
    private static ChangeRecord asItStands(StepInput in, Membership place) {
        Optional<String> ours =
                in.config().filter(value -> value.startsWith(WellKnown.MIG_ENTRY_PREFIX));
        return Records.ready(place, ours, Resources.print(in.node().allocatable()));
    }
}
