package dev.regalia.plan;

import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.PoolRequest.Accepted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What may be done on all nodes of a pool.
///
/// @param mayBegin something new may begin
/// @param mayMend our keys may be put back
/// @param generation of the pool's spec; empty where the pool is gone
record PoolLeave(boolean mayBegin, boolean mayMend, OptionalLong generation) {

    /// Per pool that exists.
    static Map<String, PoolLeave> all(List<PoolRequest> requests, Stack stack) {
        Map<String, PoolLeave> leaves = new HashMap<>();
        for (PoolRequest request : requests) {
            PoolFacts pool = request.pool();
            boolean begins =
                    request instanceof Accepted && !pool.suspended() && stack != Stack.WRONG;
            OptionalLong generation = OptionalLong.of(pool.generation());
            leaves.put(pool.name(), new PoolLeave(begins, !pool.suspended(), generation));
        }
        return leaves;
    }

    /// For nodes of no pool, or of one that is gone.
    static PoolLeave ofNone(Stack stack) {
        return new PoolLeave(stack != Stack.WRONG, true, OptionalLong.empty());
    }
}
