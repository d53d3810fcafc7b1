package dev.regalia.plan.packing;

import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.List;

/// Finds the smallest change of a fleet that serves a demand.
///
/// One after the other: the fewest memory slices unserved, pods evicted, memory slices of headroom
/// missing, GPUs newly taken beyond the slack, nodes touched; then, on those nodes, GPUs touched
/// and GPUs used. A fleet that serves the demand as it is stays as it is.
public final class Repacker {

    private static final List<Goal> OF_NODES =
            List.of(Goal.UNSERVED, Goal.EVICTIONS, Goal.HEADROOM, Goal.EXCESS, Goal.TOUCHED);
    private static final List<Goal> OF_GPUS =
            List.of(Goal.UNSERVED, Goal.HEADROOM, Goal.EXCESS, Goal.TOUCHED, Goal.USED);

    private final RepackProblem problem;
    private final GpuPacking packing;
    private final long[] demand;
    private final long[] wanted;
    private final Fleet fleet;
    private final long allowed;

    private Repacker(RepackProblem problem, long[] demand, long[] headroom) {
        this.problem = problem;
        this.packing = problem.packing();
        this.demand = demand;
        this.wanted = Counts.sum(demand, headroom);
        this.fleet = Fleet.of(problem, wanted);
        this.allowed = Math.ceilDiv(packing.gpus(wanted) * (100 + problem.slackPercent()), 100L);
    }

    /// The plan for a demand; the same problem has the same plan.
    ///
    /// @param demand counts that must be served
    /// @param headroom counts beyond them, served as far as they fit without evicting more
    public static Repack plan(RepackProblem problem, long[] demand, long[] headroom) {
        Repack repack = new Repacker(problem, demand, headroom).plan();
        long[] missing = repack.headroomUnserved();
        if (Counts.isZero(missing)) {
            return repack;
        }
        // Slack is not measured by headroom that nobody can keep.
        Repack kept = new Repacker(problem, demand, Counts.lacking(headroom, missing)).plan();
        return new Repack(
                kept.cuts(),
                kept.unserved(),
                Counts.sum(missing, kept.headroomUnserved()),
                repack.certificate().again(kept.certificate()));
    }

    private Repack plan() {
        NodeChoice nodes = chooseNodes();
        List<Site> sites = new ArrayList<>();
        int[] touched = nodes.result().touched();
        for (int i = 0; i < touched.length; i++) {
            sites.addAll(fleet.lots().get(i).subList(0, touched[i]));
        }
        Trial trial = new Trial(nodes.cover());
        trial.set(touched);
        Rewriting rewriting = new Rewriting(packing, fleet.types(), sites);
        long cutAllowed =
                nodes.cover().cutAllowed() + nodes.result().value(Goal.EXCESS) - trial.cutKept();
        Cover ofGpus = rewriting.cover(trial.needed(), trial.extra(), cutAllowed);
        CoverResult gpus = CoverSearch.solve(ofGpus, OF_GPUS, problem.searchLimit());
        Trial chosen = new Trial(ofGpus);
        chosen.set(gpus.touched());
        List<NodeCut> cuts = rewriting.cuts(gpus.touched(), chosen.rewritten());
        return report(cuts, nodes.result(), gpus, rewriting.freeGpus());
    }

    /// Idle nodes alone if they do; the others only where something would stay unserved.
    private NodeChoice chooseNodes() {
        int idle = 0;
        for (List<Site> lot : fleet.lots()) {
            idle += lot.getFirst().node().evictions() == 0 ? 1 : 0;
        }
        NodeChoice choice = search(cover(idle));
        return choice.result().value(Goal.UNSERVED) > 0 && idle < fleet.lots().size()
                ? search(cover(fleet.lots().size()))
                : choice;
    }

    /// Where demand stays unserved, nothing is touched for headroom.
    private NodeChoice search(Cover cover) {
        CoverResult result = CoverSearch.solve(cover, OF_NODES, problem.searchLimit());
        if (result.value(Goal.UNSERVED) == 0 || Counts.isZero(cover.extra())) {
            return new NodeChoice(cover, result);
        }
        Cover without = cover.withoutExtra();
        return new NodeChoice(without, CoverSearch.solve(without, OF_NODES, problem.searchLimit()));
    }

    /// The question about the first lots of the fleet; the others stay as they are.
    private Cover cover(int lots) {
        long[] given = fleet.given().clone();
        long cutThere = fleet.cutThere();
        List<Lot> open = new ArrayList<>();
        for (int i = 0; i < fleet.lots().size(); i++) {
            Lot lot = Site.lot(fleet.lots().get(i));
            if (i < lots) {
                open.add(lot);
            } else {
                Counts.add(given, lot.supply(), lot.size());
                cutThere += lot.cut() * lot.size();
            }
        }
        long whole = wanted[wanted.length - 1];
        long cutAllowed = Math.max(fleet.cutNow(), allowed - whole) - cutThere;
        long[] need = Counts.lacking(demand, given);
        long[] extra = Counts.lacking(Counts.lacking(wanted, given), need);
        return new Cover(packing, need, extra, open, 0, cutAllowed);
    }

    private Repack report(
            List<NodeCut> cuts, CoverResult nodes, CoverResult gpus, long gpusRewritten) {
        Outcome outcome = Outcome.of(problem.nodes(), cuts, wanted.length);
        long[] unserved = Counts.lacking(demand, outcome.supply());
        long[] missing = Counts.lacking(wanted, outcome.supply());
        long[] headroomUnserved = Counts.lacking(missing, unserved);
        int whole = wanted.length - 1;
        Certificate certificate =
                new Certificate(
                        outcome.cut() + wanted[whole] - missing[whole],
                        packing.gpus(Counts.lacking(wanted, headroomUnserved)),
                        allowed,
                        outcome.cuts().size(),
                        Math.toIntExact(nodes.bound(Goal.TOUCHED)),
                        outcome.cuts().stream().mapToInt(NodeCut::gpusTouched).sum(),
                        Math.toIntExact(gpus.bound(Goal.TOUCHED) + gpusRewritten),
                        outcome.evictions(),
                        nodes.bound(Goal.EVICTIONS),
                        packing.scarce(wanted),
                        nodes.method(),
                        nodes.pivots() + gpus.pivots(),
                        nodes.visited() + gpus.visited(),
                        nodes.proven());
        return new Repack(outcome.cuts(), unserved, headroomUnserved, certificate);
    }

    /// The question that was asked about the nodes, and its answer.
    private record NodeChoice(Cover cover, CoverResult result) {}
}
