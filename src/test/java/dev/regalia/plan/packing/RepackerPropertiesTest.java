package dev.regalia.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds for every plan, on random fleets.
class RepackerPropertiesTest {

    private static final int FLEETS = 10_000;

    @Test
    void what_is_served_fits_and_untouchable_nodes_stay() {
        RandomFleets fleets = new RandomFleets(1, 8, 8);
        int touched = 0;
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = fleets.next();
            Repack plan = sample.plan();
            Served.check(sample, plan);
            touched += plan.cuts().isEmpty() ? 0 : 1;
        }
        assertThat(touched).isGreaterThan(FLEETS / 4);
    }

    @Test
    void the_plan_of_the_carried_out_plan_is_empty() {
        RandomFleets fleets = new RandomFleets(2, 8, 8);
        List<String> restless = new ArrayList<>();
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = fleets.next();
            Repack plan = sample.plan();
            Repack next =
                    Repacker.plan(
                            Served.carriedOut(sample.problem(), plan),
                            sample.demand(),
                            sample.headroom());
            if (!next.cuts().isEmpty()) {
                restless.add(i + ": " + plan + " then " + next);
            }
        }
        assertThat(restless).isEmpty();
    }

    @Test
    void demand_that_the_nodes_serve_is_never_planned_again() {
        RandomFleets fleets = new RandomFleets(3, 8, 8);
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = fleets.next();
            long[] given = new long[sample.demand().length];
            sample.problem().nodes().stream()
                    .filter(NodeSupply::member)
                    .forEach(node -> Counts.add(given, node.supply(), 1));
            long[] demand = new long[given.length];
            for (int k = 0; k < demand.length; k++) {
                demand[k] = Math.min(given[k], sample.demand()[k]);
            }
            Repack plan = Repacker.plan(sample.problem(), demand, new long[demand.length]);
            assertThat(plan.cuts()).isEmpty();
            assertThat(plan.certificate().method()).isEqualTo(Method.NOTHING_TO_DO);
            assertThat(plan.unserved()).containsOnly(0);
        }
    }

    @Test
    void the_order_of_the_nodes_changes_nothing_but_which_of_equal_ones_is_taken() {
        RandomFleets fleets = new RandomFleets(4, 8, 8);
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = fleets.next();
            RepackProblem problem = sample.problem();
            List<NodeSupply> shuffled = new ArrayList<>(problem.nodes());
            Collections.shuffle(shuffled, new Random(i));
            RepackProblem other =
                    new RepackProblem(
                            problem.packing(),
                            shuffled,
                            problem.evictions(),
                            problem.slackPercent(),
                            problem.searchLimit());
            Repack plan = sample.plan();
            Repack again = Repacker.plan(other, sample.demand(), sample.headroom());
            assertThat(again.certificate()).as("fleet %d", i).isEqualTo(plan.certificate());
            assertThat(again.unserved()).isEqualTo(plan.unserved());
            assertThat(again.headroomUnserved()).isEqualTo(plan.headroomUnserved());
            assertThat(layouts(again)).isEqualTo(layouts(plan));
        }
    }

    private static List<String> layouts(Repack plan) {
        return plan.cuts().stream()
                .map(cut -> cut.layouts().stream().map(Arrays::toString).toList().toString())
                .sorted()
                .toList();
    }

    @Test
    void more_idle_nodes_never_make_a_proven_plan_worse() {
        RandomFleets fleets = new RandomFleets(5, 6, 4);
        int proven = 0;
        for (int i = 0; i < FLEETS; i++) {
            RandomFleets.Sample sample = fleets.next();
            RepackProblem problem = sample.problem();
            List<NodeSupply> more = new ArrayList<>(problem.nodes());
            NodeSupply any = fleets.node(problem.packing(), "more", 1 + fleets.random().nextInt(4));
            more.add(
                    new NodeSupply(
                            any.name(), any.gpus(), any.layouts(), any.supply(), 0, false, true));
            long[] none = new long[sample.demand().length];
            Repack without = Repacker.plan(roomy(problem, problem.nodes()), sample.demand(), none);
            Repack with = Repacker.plan(roomy(problem, more), sample.demand(), none);
            if (with.certificate().proven()) {
                proven++;
                assertThat(Arrays.compare(worth(problem, with), worth(problem, without)))
                        .as("fleet %d: %s, with one more node %s", i, without, with)
                        .isLessThanOrEqualTo(0);
            }
        }
        assertThat(proven).isGreaterThan(FLEETS * 9 / 10);
    }

    /// The problem with other nodes and so much slack that it never decides: with less, one more
    /// node can be what keeps a plan within the slack, at the price of one more cut.
    private static RepackProblem roomy(RepackProblem problem, List<NodeSupply> nodes) {
        return new RepackProblem(
                problem.packing(), nodes, problem.evictions(), 10_000, problem.searchLimit());
    }

    private static long[] worth(RepackProblem problem, Repack plan) {
        long slices = 0;
        for (int k = 0; k < plan.unserved().length; k++) {
            slices += plan.unserved()[k] * problem.packing().memorySlices(k);
        }
        Certificate certificate = plan.certificate();
        return new long[] {slices, certificate.evictions(), certificate.nodesTouched()};
    }
}
