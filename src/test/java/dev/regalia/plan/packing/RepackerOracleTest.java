package dev.regalia.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Plans of small fleets against exhaustive search.
class RepackerOracleTest {

    private static final int FLEETS = 2_000;

    private final Map<String, PatternOracle> oracles = new HashMap<>();

    @Test
    void no_plan_of_a_small_fleet_is_worse_than_the_best_of_all() {
        RandomFleets fleets = new RandomFleets(11, 4, 4);
        List<String> worse = new ArrayList<>();
        int unknown = 0;
        int moving = 0;
        int evicting = 0;
        int lacking = 0;
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = withoutHeadroom(fleets.next());
            PatternOracle oracle = oracle(sample.problem().packing());
            Optional<long[]> best = oracle.best(sample);
            if (best.isEmpty()) {
                unknown++;
                continue;
            }
            Repack plan = sample.plan();
            Certificate certificate = plan.certificate();
            long[] value = oracle.value(sample, touched(sample.problem(), plan));
            value[0] = oracle.slices(plan.unserved());
            if (!Arrays.equals(value, best.get()) || !isTrue(certificate, best.get())) {
                worse.add(i + ": " + Arrays.toString(best.get()) + " but " + certificate);
            }
            moving += value[3] > 0 ? 1 : 0;
            evicting += value[1] > 0 ? 1 : 0;
            lacking += value[0] > 0 ? 1 : 0;
        }
        assertThat(worse).isEmpty();
        assertThat(unknown).as("fleets that were not searched to the end").isLessThan(FLEETS / 100);
        assertThat(moving).isGreaterThan(FLEETS / 4);
        assertThat(evicting).isGreaterThan(FLEETS / 50);
        assertThat(lacking).isGreaterThan(FLEETS / 50);
    }

    private static boolean isTrue(Certificate certificate, long[] best) {
        return certificate.evictions() == best[1]
                && certificate.nodesTouched() == best[3]
                && certificate.evictionsBound() <= best[1]
                && certificate.nodesBound() <= best[3];
    }

    @Test
    void no_plan_touches_more_gpus_than_its_nodes_need() {
        RandomFleets fleets = new RandomFleets(12, 4, 4);
        int compared = 0;
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = withoutHeadroom(fleets.next());
            Repack plan = sample.plan();
            if (plan.cuts().isEmpty() || !Counts.isZero(plan.unserved())) {
                continue;
            }
            compared++;
            Certificate certificate = plan.certificate();
            assertThat(certificate.gpusTouchedBound())
                    .isLessThanOrEqualTo(certificate.gpusTouched());
            int one = certificate.gpusTouched() - 1;
            assertThat(canTouch(sample, touched(sample.problem(), plan), one))
                    .as("fleet %d can do with %d GPUs: %s", i, one, plan)
                    .isFalse();
        }
        assertThat(compared).isGreaterThan(FLEETS / 5);
    }

    /// Whether cutting this many GPUs of some nodes anew serves the demand as well, with as few
    /// GPUs beyond the slack.
    private boolean canTouch(RandomFleets.Sample sample, List<NodeSupply> nodes, int anew) {
        PatternOracle oracle = oracle(sample.problem().packing());
        TreeMap<int[], Integer> types = new TreeMap<>(Arrays::compare);
        int free = 0;
        int gpus = 0;
        for (NodeSupply node : nodes) {
            gpus += node.gpus();
            free += node.layouts().isEmpty() ? node.gpus() : 0;
            node.layouts().forEach(layout -> types.merge(layout, 1, Integer::sum));
        }
        if (anew < free) {
            return false;
        }
        long limit = oracle.cutAllowed(sample) + oracle.value(sample, nodes)[2];
        long[] need = PatternOracle.need(sample, nodes);
        long cut = PatternOracle.cut(sample.problem(), nodes);
        return keep(oracle, need, List.copyOf(types.entrySet()), gpus - anew, anew, limit - cut);
    }

    private static boolean keep(
            PatternOracle oracle,
            long[] need,
            List<Map.Entry<int[], Integer>> types,
            int keep,
            int anew,
            long cutAllowed) {
        if (cutAllowed < 0) {
            return false;
        }
        if (keep == 0) {
            return oracle.fits(need, anew)
                    && oracle.fewest(PatternOracle.partitions(need)) <= cutAllowed;
        }
        if (types.isEmpty()) {
            return false;
        }
        int[] layout = types.getFirst().getKey();
        int most = Math.min(keep, types.getFirst().getValue());
        for (int number = 0; number <= most; number++) {
            long[] given = new long[need.length];
            for (int i = 0; i < number; i++) {
                Counts.add(given, layout);
            }
            long cut = Fleet.isCut(layout) ? number : 0;
            if (keep(
                    oracle,
                    Counts.lacking(need, given),
                    types.subList(1, types.size()),
                    keep - number,
                    anew,
                    cutAllowed - cut)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void headroom_is_left_out_only_where_it_does_not_fit_on_idle_nodes() {
        RandomFleets fleets = new RandomFleets(13, 4, 4);
        int lacking = 0;
        int served = 0;
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = fleets.next();
            Repack plan = sample.plan();
            if (Counts.isZero(sample.headroom())
                    || !Counts.isZero(plan.unserved())
                    || plan.certificate().evictions() > 0) {
                continue;
            }
            if (Counts.isZero(plan.headroomUnserved())) {
                served++;
                continue;
            }
            lacking++;
            long[] more = Counts.sum(sample.demand(), sample.headroom());
            for (int k = 0; k < more.length; k++) {
                more[k] -= Math.max(0, plan.headroomUnserved()[k] - 1);
            }
            List<NodeSupply> idle =
                    sample.problem().nodes().stream()
                            .filter(node -> !node.fixed() && node.evictions() == 0)
                            .toList();
            RandomFleets.Sample larger =
                    new RandomFleets.Sample(sample.problem(), more, new long[more.length]);
            long gpus = idle.stream().mapToLong(NodeSupply::gpus).sum();
            assertThat(
                            oracle(sample.problem().packing())
                                    .fits(PatternOracle.need(larger, idle), gpus))
                    .as("fleet %d: %s", i, plan)
                    .isFalse();
        }
        assertThat(served).isGreaterThan(100);
        assertThat(lacking).isGreaterThan(50);
    }

    private static RandomFleets.Sample withoutHeadroom(RandomFleets.Sample sample) {
        return new RandomFleets.Sample(
                sample.problem(), sample.demand(), new long[sample.demand().length]);
    }

    private static List<NodeSupply> touched(RepackProblem problem, Repack plan) {
        List<String> names = plan.cuts().stream().map(NodeCut::node).toList();
        return problem.nodes().stream().filter(node -> names.contains(node.name())).toList();
    }

    private PatternOracle oracle(GpuPacking packing) {
        PatternOracle oracle = oracles.get(packing.geometry().id());
        if (oracle == null || oracle.isExhausted()) {
            int[] weight =
                    IntStream.rangeClosed(0, packing.profiles())
                            .map(packing::memorySlices)
                            .toArray();
            oracle = new PatternOracle(packing.geometry(), weight);
            oracles.put(packing.geometry().id(), oracle);
        }
        return oracle;
    }
}
