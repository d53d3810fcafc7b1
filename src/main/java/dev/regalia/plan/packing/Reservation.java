package dev.regalia.plan.packing;

import dev.regalia.mig.GpuPacking;
import java.util.List;

/// What each claim can be promised, given all that come before it.
///
/// A claim can have what nodes give that must not be touched, and what still fits on all the GPUs
/// of the others together, whatever they are cut into now. So it can have what some plan reaches,
/// and no plan is made.
public final class Reservation {

    private final GpuPacking packing;
    private final long[] given;
    private final long[] taken;
    private long gpus;

    private Reservation(RepackProblem problem, long[] floor) {
        this.packing = problem.packing();
        this.given = new long[floor.length];
        this.taken = floor.clone();
        for (NodeSupply node : problem.nodes()) {
            if (problem.mayTouch(node) && (!node.member() || holds(node))) {
                gpus += node.gpus();
            } else if (node.member()) {
                Counts.add(given, node.supply(), 1);
            }
        }
    }

    /// What is reserved per claim, in the order of the claims: first, claim by claim, what is in
    /// force and still wanted, then the rest.
    ///
    /// @param floor counts that are covered before any claim
    /// @param claims in order of precedence
    public static long[] reserve(RepackProblem problem, long[] floor, List<Claim> claims) {
        Reservation reservation = new Reservation(problem, floor);
        long[] reserved = new long[claims.size()];
        for (int i = 0; i < reserved.length; i++) {
            Claim claim = claims.get(i);
            reserved[i] = reservation.take(claim, Math.min(claim.wanted(), claim.inForce()));
        }
        for (int i = 0; i < reserved.length; i++) {
            Claim claim = claims.get(i);
            reserved[i] += reservation.take(claim, claim.wanted() - reserved[i]);
        }
        return reserved;
    }

    private long take(Claim claim, long wanted) {
        if (wanted <= 0) {
            return 0;
        }
        int k = claim.index();
        long free = Math.max(0, given[k] - taken[k]);
        long room = Math.max(0, packing.room(Counts.lacking(taken, given), k, gpus));
        long more = Math.min(wanted, free + room);
        taken[k] += more;
        return more;
    }

    /// Whether the GPUs of a node could be cut into what it gives; where not, because a model
    /// refuses the layout it has, it is better promised as it is.
    private boolean holds(NodeSupply node) {
        return packing.gpus(node.supply()) <= node.gpus();
    }
}
