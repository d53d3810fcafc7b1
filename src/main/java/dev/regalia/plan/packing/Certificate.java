package dev.regalia.plan.packing;

import java.util.Optional;

/// How far a plan can be from the best one, and why.
///
/// The lower bounds hold for every plan that serves as much; that of the nodes for every plan that
/// besides evicts no more and takes no more GPUs beyond the slack; that of the GPUs for every plan
/// that touches the same nodes.
///
/// @param gpusUsed GPUs that are cut, and whole GPUs that are asked for, once the plan is carried
///   out
/// @param gpusOptimal the fewest GPUs that hold demand and the headroom that is kept, on an empty
///   fleet
/// @param gpusBound how many GPUs the slack allows: the fewest for demand and the headroom that is
///   kept, and the percentage, rounded up
/// @param nodesBound no such plan touches fewer nodes
/// @param gpusTouchedBound no such plan touches fewer GPUs
/// @param evictionsBound no such plan evicts fewer pods
/// @param binding what the demand runs out of first, in words: `left halves: 4g`; empty for an
///   empty demand and where no facets are known
/// @param pivots steps of the linear programs
/// @param visited partial plans that the searches looked at
/// @param proven whether no plan is better in unserved demand, evictions, headroom, GPUs beyond the
///   slack, and nodes touched, one after the other
public record Certificate(
        long gpusUsed,
        long gpusOptimal,
        long gpusBound,
        int nodesTouched,
        int nodesBound,
        int gpusTouched,
        int gpusTouchedBound,
        long evictions,
        long evictionsBound,
        Optional<String> binding,
        Method method,
        long pivots,
        long visited,
        boolean proven) {

    /// That of a plan that was made once more, for the headroom that this one could keep.
    Certificate again(Certificate kept) {
        return new Certificate(
                kept.gpusUsed,
                kept.gpusOptimal,
                kept.gpusBound,
                kept.nodesTouched,
                kept.nodesBound,
                kept.gpusTouched,
                kept.gpusTouchedBound,
                kept.evictions,
                kept.evictionsBound,
                binding,
                kept.method,
                pivots + kept.pivots,
                visited + kept.visited,
                proven && kept.proven);
    }
}
