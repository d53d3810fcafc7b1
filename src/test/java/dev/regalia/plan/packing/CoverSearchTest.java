package dev.regalia.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The search with its limits: without a linear program, and without a search.
class CoverSearchTest {

    private static final List<Goal> GOALS = List.of(Goal.UNSERVED, Goal.TOUCHED);

    @Test
    void where_the_linear_program_fails_the_greedy_rule_answers_and_says_so() {
        SplittableRandom random = new SplittableRandom(31);
        int touching = 0;
        for (int i = 0; i < 300; i++) {
            Cover cover = cover(random);
            CoverResult exact = CoverSearch.solve(cover, GOALS, 20_000);
            CoverResult greedy = CoverSearch.solve(cover, GOALS, 20_000, 0);
            assertThat(greedy.value(Goal.UNSERVED)).isEqualTo(exact.value(Goal.UNSERVED));
            assertThat(greedy.value(Goal.TOUCHED))
                    .isGreaterThanOrEqualTo(exact.value(Goal.TOUCHED));
            assertThat(greedy.bound(Goal.TOUCHED)).isZero();
            if (greedy.value(Goal.TOUCHED) > 0) {
                touching++;
                assertThat(greedy.method()).isEqualTo(Method.GREEDY);
                assertThat(greedy.proven()).isFalse();
            }
        }
        assertThat(touching).isGreaterThan(200);
    }

    @Test
    void without_a_search_the_bound_stays_true_and_nothing_is_claimed() {
        SplittableRandom random = new SplittableRandom(32);
        int searched = 0;
        for (int i = 0; i < 1_000; i++) {
            Cover cover = cover(random);
            CoverResult exact = CoverSearch.solve(cover, GOALS, 20_000);
            CoverResult rounded = CoverSearch.solve(cover, GOALS, 0);
            assertThat(exact.proven()).isTrue();
            assertThat(rounded.visited()).isZero();
            assertThat(rounded.bound(Goal.TOUCHED)).isLessThanOrEqualTo(exact.value(Goal.TOUCHED));
            assertThat(rounded.value(Goal.TOUCHED))
                    .isBetween(exact.value(Goal.TOUCHED), exact.value(Goal.TOUCHED) + 1);
            assertThat(rounded.proven())
                    .isEqualTo(rounded.value(Goal.TOUCHED) == rounded.bound(Goal.TOUCHED));
            searched += exact.visited() > 0 ? 1 : 0;
        }
        assertThat(searched).as("questions that rounding alone does not answer").isPositive();
    }

    /// Lots of whole, cut and half-used GPUs that can serve what is needed once they are touched.
    private static Cover cover(SplittableRandom random) {
        var packing = RandomFleets.packing("H100-80GB");
        RandomFleets fleets = new RandomFleets(random.nextLong(), 1, 1);
        List<Lot> lots =
                java.util.stream.IntStream.range(0, 2 + random.nextInt(10))
                        .mapToObj(_ -> lot(random, fleets))
                        .toList();
        long[] need = new long[packing.profiles() + 1];
        for (Lot lot : lots) {
            for (int i = 0; i < lot.size() * lot.gpus(); i++) {
                if (random.nextInt(4) > 0) {
                    Counts.add(need, fleets.layout(packing));
                }
            }
        }
        return new Cover(packing, need, new long[need.length], lots, 0, 10_000);
    }

    private static Lot lot(SplittableRandom random, RandomFleets fleets) {
        var packing = RandomFleets.packing("H100-80GB");
        int gpus = 1 + random.nextInt(8);
        NodeSupply node = fleets.node(packing, "n", gpus);
        return new Lot(1 + random.nextInt(4), gpus, node.supply(), 0, 0);
    }
}
