package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeFacts.Look;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.NodeWish.MigEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

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
        return SUCCESS.equals(node.labels().get(WellKnown.MIG_STATE_LABEL));
    }

    /// Whether the node is to be in the given pool, in whatever group.
    boolean wishedIn(String pool) {
        return wish().membership().isPresent() && wish().membership().get().pool().equals(pool);
    }

    /// To whom a node of that pool is to be dedicated; empty where it is to be shared or to leave.
    Optional<String> tenantWishedIn(String pool) {
        return wishedIn(pool) ? wish().membership().flatMap(Membership::tenant) : Optional.empty();
    }

    /// Whether a node of ours is to be dedicated to somebody, to somebody else, or to nobody any
    /// more.
    boolean rededicates(ChangeRecord record) {
        return !tenantWishedIn(record.pool()).equals(record.tenant());
    }

    /// The namespaces of the pods that must be gone before the node becomes somebody else's, as the
    /// caches or the look at the fenced node show them: for a tenant those of all others, otherwise
    /// all.
    SortedSet<String> foreignNamespaces() {
        SortedSet<String> foreign = new TreeSet<>(node.pods().keySet());
        node.fencedLook().ifPresent(look -> foreign.addAll(look.namespaces()));
        foreign.removeAll(order.tenantNamespaces());
        return foreign;
    }

    /// Whether nobody stands against the node's becoming somebody else's.
    boolean vacated() {
        return foreignNamespaces().isEmpty();
    }

    /// Whether no GPU pod is on the node, as the caches and the look at the fenced node show it.
    boolean idle() {
        return node.idle() && node.fencedLook().map(Look::idle).orElse(true);
    }

    /// Whether the entry wished for is what stands in `mig.config`, under either of its names.
    boolean wishStands() {
        return wishNames(config());
    }

    /// Whether the wished entry has this name or is its twin.
    boolean wishNames(Optional<String> value) {
        Optional<MigEntry> entry = wish().entry();
        return entry.isPresent() && value.isPresent() && entry.get().names(value.get());
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
        return node.notReadyAt(times);
    }

    /// Whether the node has been NotReady for too long to count.
    boolean lost() {
        return node.lost(takenAt, times);
    }

    /// Whether the pool is suspended, so that nothing begins on the node and nothing is mended.
    boolean suspended() {
        return !order.mayMend();
    }

    /// The same with nothing new allowed.
    StepInput beginningNothing() {
        return new StepInput(node, order.withoutBeginning(), takenAt, times);
    }
}
