package dev.regalia.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/// A wish for a node with the leave to pursue it: all that [NodeSteps] needs beside the node.
///
/// @param mayBegin something new may begin: the pool is not suspended, not refused, not frozen, and
///   NVIDIA's stack is not known to be wrong
/// @param mayCut the budget has room and the grants do not need the node; only asked of nodes that
///   already serve, when they are cut or leave; an idle joining node is cut without bound
/// @param mayMend our keys may be put back: the pool is not suspended. A wrong NVIDIA stack or a
///   refused spec does not forbid it
/// @param frozen the pool is missing: nothing at all is written on the node
/// @param mendStopped our keys were overwritten too often: nothing is mended
/// @param successSince since when the node has shown `success` without interruption
/// @param tenantNamespaces the namespaces of the tenant to which the node is to be dedicated, whose
///   pods do not stand against that; empty where it is to be shared or to leave
public record NodeOrder(
        NodeWish wish,
        boolean mayBegin,
        boolean mayCut,
        boolean mayMend,
        boolean frozen,
        boolean mendStopped,
        Optional<Instant> successSince,
        SortedSet<String> tenantNamespaces) {

    public NodeOrder {
        tenantNamespaces = Collections.unmodifiableSortedSet(tenantNamespaces);
    }

    /// An order for a node that is to be shared or to leave.
    public NodeOrder(
            NodeWish wish,
            boolean mayBegin,
            boolean mayCut,
            boolean mayMend,
            boolean frozen,
            boolean mendStopped,
            Optional<Instant> successSince) {
        this(
                wish,
                mayBegin,
                mayCut,
                mayMend,
                frozen,
                mendStopped,
                successSince,
                Collections.emptySortedSet());
    }

    /// The same order, with leave to cut.
    NodeOrder withCut() {
        return with(mayBegin, true);
    }

    /// The same order, without leave to begin anything.
    NodeOrder withoutBeginning() {
        return with(false, false);
    }

    private NodeOrder with(boolean begin, boolean cut) {
        return new NodeOrder(
                wish, begin, cut, mayMend, frozen, mendStopped, successSince, tenantNamespaces);
    }

    /// A wish and nothing else, for questions about what a node is.
    static NodeOrder asking(NodeWish wish) {
        return new NodeOrder(wish, false, false, false, false, false, Optional.empty());
    }
}
