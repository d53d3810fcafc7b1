package dev.regalia.plan;

import dev.regalia.plan.packing.Claim;
import dev.regalia.plan.packing.Evictions;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.RepackProblem;
import dev.regalia.plan.packing.Repacker;
import dev.regalia.plan.packing.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What would give a tenant what it asks for and cannot have: pods that end, or more nodes.
final class Cures {

    /// Of so many claims at most a cure is computed; those behind them need at least as much.
    private static final int COMPUTED = 8;

    private static final int MOST_NODES = 5_000;

    private final RepackProblem problem;
    private final ModelLines lines;
    private final long[] reserved;
    private final int gpusOfNode;
    private final Room room;

    /// @param problem as it was planned, without evictions
    /// @param reserved what each claim got
    /// @param gpusOfNode that a further node would have; 0 where no node of the model is known
    Cures(RepackProblem problem, ModelLines lines, long[] reserved, int gpusOfNode, Room room) {
        this.problem = problem;
        this.lines = lines;
        this.reserved = reserved.clone();
        this.gpusOfNode = gpusOfNode;
        this.room = room;
    }

    private List<Claim> claims() {
        return lines.claims();
    }

    private long[] floor() {
        return lines.floor();
    }

    /// What runs out; empty where nothing is known to.
    String because(int claim) {
        if (problem.nodes().stream().allMatch(node -> node.gpus() == 0)) {
            return "there is no node for it";
        }
        if (fits(with(problem.nodes(), Evictions.ALLOWED), claim)) {
            return "the nodes that could be cut for it are busy";
        }
        return problem.packing().scarce(demand(claim)).map("you run out of "::concat).orElse("");
    }

    /// The cheapest cure for a claim, together with all claims before it; it says so where some of
    /// them are short too.
    String of(int claim) {
        long before = 0;
        for (int i = 0; i < claim; i++) {
            before += reserved[i] < claims().get(i).wanted() ? 1 : 0;
        }
        if (before >= COMPUTED) {
            return "add nodes; what is asked for before it is short already";
        }
        OptionalLong evictions = evictions(claim);
        OptionalInt nodes = nodes(claim);
        String ends = evictions.isPresent() ? ends(evictions.getAsLong()) : "";
        String more = nodes.isPresent() ? room.more(nodes.getAsInt(), gpusOfNode) : "";
        if (ends.isEmpty() || more.isEmpty()) {
            return ends.isEmpty() && more.isEmpty() ? noWay() : ends + more + together(before);
        }
        return more + ", or wait: " + ends + together(before);
    }

    private static String together(long before) {
        return before == 0 ? "" : ", counting what is short before it";
    }

    private static String ends(long pods) {
        return pods == 1
                ? "it fits once 1 GPU pod on a busy node ends"
                : "it fits once " + pods + " GPU pods on busy nodes end";
    }

    /// Where no node is known, nobody knows how many it takes.
    private String noWay() {
        return gpusOfNode == 0 ? "add nodes" : "ask for less";
    }

    /// How many pods would have to end so that busy nodes can be cut.
    private OptionalLong evictions(int claim) {
        RepackProblem allowed = with(problem.nodes(), Evictions.ALLOWED);
        long[] demand = demand(claim);
        if (!fits(allowed, claim)) {
            return OptionalLong.empty();
        }
        long pods =
                Repacker.plan(allowed, demand, new long[floor().length]).certificate().evictions();
        return pods > 0 ? OptionalLong.of(pods) : OptionalLong.empty();
    }

    private OptionalInt nodes(int claim) {
        if (gpusOfNode == 0) {
            return OptionalInt.empty();
        }
        int high = 1;
        while (high <= MOST_NODES && !fits(grown(high), claim)) {
            high *= 2;
        }
        if (high > MOST_NODES) {
            return OptionalInt.empty();
        }
        int low = high / 2;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (fits(grown(middle), claim)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalInt.of(high);
    }

    /// Grants in force of those behind are not to be taken for it.
    private boolean fits(RepackProblem other, int claim) {
        long[] got = Reservation.reserve(other, floor(), lines.claims(claim + 1));
        return got[claim] >= claims().get(claim).wanted();
    }

    private long[] demand(int claim) {
        long[] demand = floor();
        for (Claim one : lines.claims(claim + 1)) {
            demand[one.index()] += one.wanted();
        }
        return demand;
    }

    private RepackProblem grown(int nodes) {
        List<NodeSupply> more = new ArrayList<>(problem.nodes());
        for (int i = 0; i < nodes; i++) {
            more.add(
                    new NodeSupply(
                            "more-" + i,
                            gpusOfNode,
                            List.of(),
                            new long[floor().length],
                            0,
                            false,
                            false));
        }
        return with(more, Evictions.NEVER);
    }

    private RepackProblem with(List<NodeSupply> nodes, Evictions evictions) {
        return new RepackProblem(
                problem.packing(), nodes, evictions, problem.slackPercent(), problem.searchLimit());
    }
}
