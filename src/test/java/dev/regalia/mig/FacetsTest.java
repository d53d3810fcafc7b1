package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The facets of each geometry: derived anew, and measured against brute force and against packings
/// that are checked piece by piece.
class FacetsTest {

    private static final int RANDOM_DEMANDS = 20_000;

    @Test
    void committed_facets_are_what_the_geometries_give() throws IOException {
        assertThat(Files.readString(FacetGeneration.FILE))
                .as("%s is not what the geometries give: run `make facets`", FacetGeneration.FILE)
                .isEqualTo(FacetGeneration.generate(Geometries.CATALOG))
                .doesNotContain(FacetGeneration.NO_WORDS);
    }

    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Geometries#withKnownPlacements")
    void every_model_with_known_placements_has_facets_and_is_exact(GpuGeometry geometry) {
        GpuPacking packing = Geometries.CATALOG.packing(geometry);

        assertThat(packing.facets()).isNotEmpty();
        assertThat(packing.exact()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Demands#distinctPackings")
    void facets_count_what_brute_force_finds_for_all_demands_up_to_a_few_gpus(GpuPacking packing) {
        GpuGeometry geometry = packing.geometry();
        int gpus = packing.profiles() > 7 ? 2 : 3;
        Map<Long, Integer> fewest = ReachableDemands.upTo(geometry, gpus);
        List<String> mistakes = new ArrayList<>();

        fewest.forEach(
                (demand, expected) -> {
                    long[] counts = ReachableDemands.counts(geometry, demand);
                    if (packing.gpus(counts) != expected) {
                        mistakes.add(Arrays.toString(counts) + " needs " + expected);
                    }
                    for (int k = 0; k < packing.profiles(); k++) {
                        long more = ReachableDemands.plusOne(demand, k);
                        if (!fewest.containsKey(more)
                                && packing.gpus(Demands.plus(counts, k, 1)) <= gpus) {
                            mistakes.add(Arrays.toString(counts) + " is full for profile " + k);
                        }
                    }
                });

        assertThat(fewest).hasSizeGreaterThan(300);
        assertThat(mistakes).isEmpty();
    }

    /// Nothing can beat a limit that every layout keeps, and a packing with as many GPUs as the
    /// limit asks for is at hand: so both are right.
    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Demands#distinctPackings")
    void random_demands_are_packed_on_as_few_gpus_as_a_limit_that_every_layout_keeps(
            GpuPacking packing) {
        assertEveryLayoutKeeps(packing);
        PackingCheck check = new PackingCheck(packing);
        Random random = new Random(4);
        List<String> mistakes = new ArrayList<>();
        Set<Facet> binding = new HashSet<>();

        for (int i = 0; i < RANDOM_DEMANDS; i++) {
            long[] counts = Demands.random(packing, random, 20);
            long limit = packing.facets().stream().mapToLong(f -> f.gpus(counts)).max().orElse(0);
            packing.binding(counts).ifPresent(binding::add);
            long used = check.gpus(counts, packing.pack(counts));
            if (used != limit || packing.gpus(counts) != limit) {
                mistakes.add(Arrays.toString(counts) + " on " + used + ", limit " + limit);
            }
        }

        assertThat(mistakes).isEmpty();
        assertThat(binding).as("facets that were met").containsAll(packing.facets());
    }

    private static void assertEveryLayoutKeeps(GpuPacking packing) {
        GpuGeometry geometry = packing.geometry();
        for (long layout : ReachableDemands.upTo(geometry, 1).keySet()) {
            long[] counts = ReachableDemands.counts(geometry, layout);
            assertThat(packing.facets()).allMatch(facet -> facet.gpus(counts) <= 1);
        }
    }

    /// That the counts are right for all demands, however large, follows from few: a demand on n
    /// GPUs is a sum of demands on fewer than as many GPUs as there are profiles (elements of the
    /// Hilbert basis of the cone over a polytope of dimension d have a height below d). So it is
    /// enough that every largest demand of up to so many GPUs has a pattern whose rest fits on one
    /// GPU less.
    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Demands#distinctPackings")
    void every_demand_within_the_facets_has_a_pattern_that_leaves_one_gpu_less(GpuPacking packing) {
        Peeling peeling = new Peeling(packing);

        for (int gpus = 1; gpus < peeling.dimension(); gpus++) {
            assertThat(peeling.demandsWithoutPattern(gpus)).isEmpty();
        }
        assertThat(peeling.tried()).isGreaterThan(20);
    }
}
