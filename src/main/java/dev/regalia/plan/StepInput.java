package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.NodeWish.MigEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// All that one step of a node is decided on, with the questions that every step asks of it.
record StepInput(NodeFacts node, NodeOrder order, Instant takenAt, Settings.Times times) {

    static final String SUCCESS = "success";
    static final String FAILED = "failed";
    static final String PENDING = "pending";
    static final String REBOOTING = "rebooting";

    NodeWish wish() {
        return order.wish();
    }

    /// The value of `mig.config`, the last request that stands on the node.
    Optional<String> config() {
        return node.label(WellKnown.MIG_CONFIG_LABEL);
    }

    /// What mig-manager answered.
    Optional<String> state() {
        return node.label(WellKnown.MIG_STATE_LABEL);
    }

    boolean succeeded() {
        return state().equals(Optional.of(SUCCESS));
    }

    /// Whether the node is to be in the given pool, in whatever group.
    boolean wishedIn(String pool) {
        return wish().membership().map(Membership::pool).equals(Optional.of(pool));
    }

    /// Whether the entry wished for is what stands in `mig.config`, under either of its names.
    boolean wishStands() {
        return wish().entry().isPresent()
                && config().filter(wish().entry().get()::names).isPresent();
    }

    /// Whether the wished entry has this name or is its twin.
    boolean wishNames(Optional<String> value) {
        Optional<MigEntry> entry = wish().entry();
        return entry.isPresent() && value.filter(entry.get()::names).isPresent();
    }

    /// Whether the node already shows what is wished, by mig-manager's word and by allocatable.
    boolean satisfied() {
        boolean answered = wish().entry().isEmpty() || (wishStands() && succeeded());
        return answered && Resources.same(node.allocatable(), wish().expected());
    }

    /// Until when allocatable may still differ after the `success` that stands.
    Instant settledAt() {
        return order.successSince().orElse(takenAt).plus(times.mismatchGrace());
    }

    /// Whether the wished layout was reported applied so short a time ago that allocatable may
    /// still come right.
    boolean settling() {
        return wishStands() && succeeded() && takenAt.isBefore(settledAt());
    }

    /// When a node that is NotReady stops counting; empty where it is Ready or has never been.
    Optional<Instant> notReadyAt() {
        Duration grace = times.notReadyGrace();
        return node.ready() ? Optional.empty() : node.readySince().map(since -> since.plus(grace));
    }

    /// Whether the node has been NotReady for too long to count.
    boolean lost() {
        return !node.ready() && notReadyAt().map(at -> !takenAt.isBefore(at)).orElse(true);
    }

    /// The same with nothing new allowed.
    StepInput beginningNothing() {
        return new StepInput(node, order.withoutBeginning(), takenAt, times);
    }
}
