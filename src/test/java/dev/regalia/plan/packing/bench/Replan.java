package dev.regalia.plan.packing.bench;

import dev.regalia.mig.GpuPacking;
import dev.regalia.plan.packing.Certificate;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.Repack;
import dev.regalia.plan.packing.RepackProblem;
import dev.regalia.plan.packing.Repacker;
import dev.regalia.plan.packing.opponents.FromScratch;
import dev.regalia.plan.packing.opponents.LeastLossGreedy;
import dev.regalia.plan.packing.opponents.Matched;
import dev.regalia.plan.packing.opponents.Opponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What our plan and those of the opponents are worth for one fleet and demand.
///
/// @param withSlack what our plan is worth with the default slack
/// @param above nodes of our plan beyond the bound of the linear program, the worse of with and
///   without slack
/// @param opponents in the order of [#OPPONENTS]
/// @param misses the targets that our plan misses, in words
record Replan(Worth ours, Worth withSlack, long above, List<Worth> opponents, List<String> misses) {

    static final List<Opponent> OPPONENTS =
            List.of(new LeastLossGreedy(), new Matched(), new FromScratch());

    private static final int DEFAULT_SLACK = 5;

    static Replan of(Scenario scenario, long seed) {
        Fleets.Case sample = Fleets.of(scenario, seed);
        Measured ours = Measured.of(sample);
        Measured slack = Measured.of(sample.withSlack(DEFAULT_SLACK));
        List<Worth> opponents =
                OPPONENTS.stream()
                        .map(rule -> rule.plan(sample.problem(), sample.demand()))
                        .map(cuts -> Worth.of(sample.problem(), sample.demand(), cuts))
                        .toList();
        List<String> misses = new ArrayList<>(ours.misses());
        slack.misses().forEach(miss -> misses.add(miss + ", with slack"));
        for (int i = 0; i < opponents.size(); i++) {
            if (ours.proven() && beats(opponents.get(i), ours.worth())) {
                misses.add(OPPONENTS.get(i) + " beats a plan that is called proven");
            }
        }
        String where = "%s, %s, seed %d: ".formatted(scenario.words(), scenario.evictions(), seed);
        return new Replan(
                ours.worth(),
                slack.worth(),
                Math.max(ours.above(), slack.above()),
                opponents,
                misses.stream().map(where::concat).toList());
    }

    private static boolean beats(Worth one, Worth other) {
        Worth nodesOnly = new Worth(one.unserved(), one.evictions(), one.nodes(), 0, 0);
        Worth others = new Worth(other.unserved(), other.evictions(), other.nodes(), 0, 0);
        return nodesOnly.compareTo(others) < 0;
    }

    /// One of our plans.
    ///
    /// @param above nodes beyond the bound of the linear program
    private record Measured(Worth worth, boolean proven, long above, List<String> misses) {

        static Measured of(Fleets.Case sample) {
            Repack plan = plan(sample);
            Worth worth = Worth.of(sample.problem(), sample.demand(), plan.cuts());
            List<String> misses = new ArrayList<>();
            boolean idleWillDo = fits(sample, node -> node.evictions() == 0);
            if (worth.unserved() > 0 && (idleWillDo || fits(sample, open(sample.problem())))) {
                misses.add(worth.unserved() + " slices unserved, and all could be served");
            }
            if (worth.evictions() > 0 && idleWillDo) {
                misses.add(worth.evictions() + " evictions, and none was needed");
            }
            Certificate certificate = plan.certificate();
            long above = worth.nodes() - nodesBound(sample, worth, certificate);
            if (above > 1 && worth.evictions() == 0 && !certificate.proven()) {
                misses.add("%d nodes, %d above the bound".formatted(worth.nodes(), above));
            }
            if (worth.gpus() > certificate.gpusTouchedBound()) {
                misses.add(
                        "%d GPUs, bound %d"
                                .formatted(worth.gpus(), certificate.gpusTouchedBound()));
            }
            return new Measured(worth, certificate.proven(), above, misses);
        }

        private static Repack plan(Fleets.Case sample) {
            return Repacker.plan(
                    sample.problem(), sample.demand(), new long[sample.demand().length]);
        }

        /// The bound of the linear program alone, which is that of a plan without search, if that
        /// plan serves and evicts as the full one does.
        private static long nodesBound(Fleets.Case sample, Worth worth, Certificate certificate) {
            Repack plan = plan(sample.with(sample.problem().slackPercent(), 0));
            Worth other = Worth.of(sample.problem(), sample.demand(), plan.cuts());
            return other.unserved() == worth.unserved() && other.evictions() == worth.evictions()
                    ? plan.certificate().nodesBound()
                    : certificate.nodesBound();
        }

        private static Predicate<NodeSupply> open(RepackProblem problem) {
            return node -> Opponent.isOpen(problem, node);
        }

        /// Whether the demand fits if all these nodes are cut anew.
        private static boolean fits(Fleets.Case sample, Predicate<NodeSupply> cut) {
            GpuPacking packing = sample.problem().packing();
            long[] left = sample.demand().clone();
            long gpus = 0;
            for (NodeSupply node : sample.problem().nodes()) {
                gpus += cut.test(node) ? node.gpus() : 0;
                long[] supply = node.supply();
                for (int k = 0; k < left.length && !cut.test(node); k++) {
                    left[k] = Math.max(0, left[k] - supply[k]);
                }
            }
            return packing.gpus(left) <= gpus;
        }
    }
}
