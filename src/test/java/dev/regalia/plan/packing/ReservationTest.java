package dev.regalia.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What can be promised.
class ReservationTest {

    private static final GpuPacking H100 = RandomFleets.packing("H100-80GB");
    private static final int WHOLE = H100.profiles();
    private static final int G1 = index("1g");
    private static final int G3 = index("3g");
    private static final int G4 = index("4g");

    private static int index(String shape) {
        return H100.geometry().profiles().stream().map(p -> p.shape()).toList().indexOf(shape);
    }

    private static RepackProblem problem(NodeSupply... nodes) {
        return new RepackProblem(H100, List.of(nodes), Evictions.NEVER, 5, 1_000);
    }

    private static NodeSupply uncut(String name, int gpus, long evictions) {
        long[] supply = new long[WHOLE + 1];
        supply[WHOLE] = gpus;
        List<int[]> layouts = Collections.nCopies(gpus, NodeSupply.WHOLE);
        return new NodeSupply(name, gpus, layouts, supply, evictions, false, true);
    }

    private static long[] none() {
        return new long[WHOLE + 1];
    }

    @Test
    void each_claim_has_what_those_before_it_leave() {
        List<Claim> claims = List.of(new Claim(G4, 1, 0), new Claim(G1, 9, 0), new Claim(G3, 1, 0));

        assertThat(Reservation.reserve(problem(uncut("a", 1, 0)), none(), claims))
                .containsExactly(1, 3, 0);
    }

    @Test
    void what_is_in_force_comes_before_a_claim_of_higher_precedence() {
        List<Claim> claims = List.of(new Claim(WHOLE, 2, 0), new Claim(G1, 7, 7));

        assertThat(Reservation.reserve(problem(uncut("a", 2, 0)), none(), claims))
                .containsExactly(1, 7);
    }

    @Test
    void a_share_that_wants_less_than_it_has_keeps_no_more_than_it_wants() {
        List<Claim> claims = List.of(new Claim(G1, 2, 7), new Claim(WHOLE, 1, 0));

        assertThat(Reservation.reserve(problem(uncut("a", 2, 0)), none(), claims))
                .containsExactly(2, 1);
    }

    @Test
    void the_floor_is_covered_before_any_claim() {
        long[] floor = none();
        floor[WHOLE] = 1;

        assertThat(
                        Reservation.reserve(
                                problem(uncut("a", 1, 0)), floor, List.of(new Claim(G1, 7, 7))))
                .containsExactly(0);
    }

    @Test
    void a_busy_node_is_promised_as_it_is_and_no_other_way() {
        List<Claim> claims = List.of(new Claim(G1, 1, 0), new Claim(WHOLE, 5, 0));

        assertThat(Reservation.reserve(problem(uncut("a", 2, 3)), none(), claims))
                .containsExactly(0, 2);
    }

    @Test
    void a_layout_that_the_model_refuses_is_promised_as_it_stands() {
        GpuPacking b200 = RandomFleets.packing("B200-180GB");
        List<String> shapes = b200.geometry().profiles().stream().map(p -> p.shape()).toList();
        int[] layout = new int[shapes.size()];
        layout[shapes.indexOf("3g")] = 1;
        layout[shapes.indexOf("1g")] = 4;
        long[] supply = new long[shapes.size() + 1];
        Counts.add(supply, layout);
        assertThat(b200.gpus(supply)).as("GPUs that such a layout needs").isGreaterThan(1);
        NodeSupply node = new NodeSupply("a", 1, List.of(layout), supply, 0, false, true);
        RepackProblem problem = new RepackProblem(b200, List.of(node), Evictions.NEVER, 5, 1_000);
        List<Claim> claims =
                List.of(
                        new Claim(shapes.indexOf("3g"), 1, 1),
                        new Claim(shapes.indexOf("1g"), 4, 4));

        assertThat(Reservation.reserve(problem, new long[supply.length], claims))
                .containsExactly(1, 4);
        assertThat(Repacker.plan(problem, supply, new long[supply.length]).cuts()).isEmpty();
    }

    @Test
    void what_is_reserved_is_all_that_fits_and_a_plan_serves_it() {
        RandomFleets fleets = new RandomFleets(21, 4, 4);
        for (int i = 0; i < 500; i++) {
            RandomFleets.Sample sample = fleets.next();
            GpuPacking packing = sample.problem().packing();
            int[] weight =
                    IntStream.rangeClosed(0, packing.profiles())
                            .map(packing::memorySlices)
                            .toArray();
            PatternOracle oracle = new PatternOracle(packing.geometry(), weight);
            List<Claim> claims = new ArrayList<>();
            for (int c = 0; c < 6; c++) {
                claims.add(
                        new Claim(
                                fleets.random().nextInt(packing.profiles() + 1),
                                fleets.random().nextInt(8),
                                0));
            }
            long[] floor = new long[packing.profiles() + 1];
            long[] reserved = Reservation.reserve(sample.problem(), floor, claims);
            assertThat(reserved)
                    .as("fleet %d", i)
                    .isEqualTo(byTrying(oracle, sample.problem(), claims));
            long[] demand = new long[floor.length];
            for (int c = 0; c < reserved.length; c++) {
                demand[claims.get(c).index()] += reserved[c];
            }
            assertThat(Repacker.plan(sample.problem(), demand, floor).unserved())
                    .as("fleet %d", i)
                    .containsOnly(0);
        }
    }

    /// One more at a time, while all that was reserved before still fits.
    private static long[] byTrying(
            PatternOracle oracle, RepackProblem problem, List<Claim> claims) {
        List<NodeSupply> open =
                problem.nodes().stream()
                        .filter(node -> !node.fixed())
                        .filter(
                                node ->
                                        node.evictions() == 0
                                                || problem.evictions() == Evictions.ALLOWED)
                        .toList();
        long gpus = open.stream().mapToLong(NodeSupply::gpus).sum();
        long[] taken = new long[problem.packing().profiles() + 1];
        long[] reserved = new long[claims.size()];
        for (int c = 0; c < reserved.length; c++) {
            int k = claims.get(c).index();
            while (reserved[c] < claims.get(c).wanted()) {
                taken[k]++;
                RandomFleets.Sample sample =
                        new RandomFleets.Sample(problem, taken, new long[taken.length]);
                if (!oracle.fits(PatternOracle.need(sample, open), gpus)) {
                    taken[k]--;
                    break;
                }
                reserved[c]++;
            }
        }
        return reserved;
    }
}
