package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How many GPUs a demand needs, what it runs out of, and how it is packed.
class GpuPackingTest {

    private static final GpuPacking H100 = Geometries.CATALOG.packing(Geometries.H100);
    private static final GpuPacking GB300 =
            Geometries.CATALOG.packing(Geometries.byId("GB300-278GB"));
    private static final GpuPacking UNIFORM = Geometries.CATALOG.packing(Geometries.RTX_5000);

    static Stream<GpuPacking> sevenSlicesWithAllLayouts() {
        return Geometries.withKnownPlacements()
                .filter(g -> g.grid().equals(new SliceGrid.Known(7, 8)))
                .filter(g -> g.placementDependentLayouts() == PlacementDependentLayouts.ALLOWED)
                .map(Geometries.CATALOG::packing);
    }

    static Stream<GpuPacking> allWays() {
        return Stream.of(
                        Demands.distinctPackings(),
                        Stream.of(UNIFORM),
                        Stream.of(GpuPacking.of(Geometries.H100, List.of())))
                .flatMap(packings -> packings);
    }

    @ParameterizedTest
    @MethodSource("sevenSlicesWithAllLayouts")
    void seven_slices_without_media_extensions_need_the_highest_of_four_terms(GpuPacking packing) {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            long[] d = Demands.random(packing, random, 2_000);
            d[1] = 0;
            long compute = d[0] + d[2] + 2 * d[3] + 3 * d[4] + 4 * d[5];
            long memory = d[0] + 2 * d[2] + 2 * d[3] + 4 * d[4] + 4 * d[5];

            assertThat(packing.gpus(d))
                    .as("%s", LongStream.of(d).boxed().toList())
                    .isEqualTo(
                            d[6]
                                    + highest(
                                            d[5],
                                            Math.ceilDiv(2 * d[5] + d[4] + d[3], 3L),
                                            Math.ceilDiv(compute, 7L),
                                            Math.ceilDiv(memory, 8L)));
        }
    }

    @ParameterizedTest
    @MethodSource("sevenSlicesWithAllLayouts")
    void seven_slices_with_media_extensions_need_the_highest_of_seven_terms(GpuPacking packing) {
        Random random = new Random(6);
        for (int i = 0; i < 2_000; i++) {
            long[] d = Demands.random(packing, random, 2_000);
            long me = d[1];
            long compute = d[0] + me + d[2] + 2 * d[3] + 3 * d[4] + 4 * d[5];
            long memory = d[0] + me + 2 * d[2] + 2 * d[3] + 4 * d[4] + 4 * d[5];

            assertThat(packing.gpus(d))
                    .as("%s", LongStream.of(d).boxed().toList())
                    .isEqualTo(
                            d[6]
                                    + highest(
                                            d[5],
                                            me,
                                            Math.ceilDiv(me + d[4] + d[5], 2L),
                                            Math.ceilDiv(2 * d[5] + d[4] + d[3], 3L),
                                            Math.ceilDiv(me + d[2] + d[3] + 2 * (d[4] + d[5]), 4L),
                                            Math.ceilDiv(compute, 7L),
                                            Math.ceilDiv(memory, 8L)));
        }
    }

    private static long highest(long... terms) {
        return LongStream.of(terms).max().orElseThrow();
    }

    @Test
    void whole_gpus_count_as_they_are_and_bind_nothing() {
        long[] counts = Demands.written(H100, "3xwhole");

        assertThat(H100.gpus(counts)).isEqualTo(3);
        assertThat(H100.binding(counts)).isEmpty();
        assertThat(H100.pack(counts)).isEmpty();
        assertThat(H100.gpus(Demands.written(H100, "3xwhole 4g 3g"))).isEqualTo(4);
    }

    @Test
    void layouts_that_are_refused_are_neither_packed_nor_padded_to() {
        assertThat(H100.gpus(Demands.written(H100, "3g 4x1g"))).isEqualTo(1);
        assertThat(GB300.gpus(Demands.written(GB300, "3g 4x1g"))).isEqualTo(2);
        assertThat(H100.patterns()).hasSize(44);
        assertThat(GB300.patterns())
                .hasSize(43)
                .noneMatch(
                        layout ->
                                PlacementDependence.isPlacementDependent(GB300.geometry(), layout));
    }

    /// The enumeration of placements and the walk over counts are two ways to the same patterns.
    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Demands#distinctPackings")
    void patterns_are_the_largest_allowed_layouts_in_canonical_order(GpuPacking packing) {
        GpuGeometry geometry = packing.geometry();
        List<Layout> allowed =
                LayoutEnumeration.of(geometry).layouts().stream()
                        .filter(l -> MigPacker.fit(geometry, l) instanceof MigFit.Placed)
                        .toList();
        Set<Layout> largest =
                allowed.stream()
                        .filter(l -> allowed.stream().filter(o -> o.covers(l)).count() == 1)
                        .collect(Collectors.toSet());

        assertThat(packing.patterns()).containsExactlyInAnyOrderElementsOf(largest);
        assertThat(packing.patterns().stream().map(packing::counts).map(GpuPackingTest::reversed))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    private static String reversed(int[] counts) {
        StringBuilder text = new StringBuilder();
        for (int count : counts) {
            text.insert(0, count);
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("allWays")
    void a_packing_holds_the_demand_on_as_many_gpus_as_were_said(GpuPacking packing) {
        PackingCheck check = new PackingCheck(packing);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            long[] counts = Demands.random(packing, random, 300);
            counts[packing.profiles()] = random.nextInt(5);
            List<GpuLayout> packed = packing.pack(counts);

            assertThat(check.gpus(counts, packed)).isEqualTo(packing.gpus(counts));
            assertThat(packing.patterns())
                    .containsSubsequence(packed.stream().map(GpuLayout::layout).toList());
            assertThat(packing.gpusBound(counts)).isLessThanOrEqualTo(packing.gpus(counts));
        }
    }

    @ParameterizedTest
    @MethodSource("allWays")
    void room_is_what_still_fits_and_not_one_more(GpuPacking packing) {
        Random random = new Random(8);
        for (int i = 0; i < 500; i++) {
            long[] counts = Demands.random(packing, random, 20);
            counts[packing.profiles()] = random.nextInt(3);
            long needed = packing.gpus(counts);
            long gpus = needed + random.nextInt(4);
            int profile = random.nextInt(packing.profiles() + 1);
            long room = packing.room(counts, profile, gpus);

            assertThat(room).isNotNegative();
            assertThat(packing.gpus(Demands.plus(counts, profile, room))).isLessThanOrEqualTo(gpus);
            if (packing.exact()) {
                assertThat(packing.gpus(Demands.plus(counts, profile, room + 1)))
                        .isGreaterThan(gpus);
            }
            assertThat(packing.room(counts, profile, needed - 1)).isZero();
        }
    }

    @Test
    void a_hundred_thousand_partitions_use_few_layouts_and_not_a_gpu_too_many() {
        long[][] mixes = {
            {1, 0, 1, 1, 1, 1, 0, 0},
            {60, 0, 10, 20, 7, 3, 0, 0},
            {10, 0, 10, 20, 40, 20, 0, 0},
            {0, 0, 0, 0, 50, 50, 0, 0},
            {30, 0, 0, 30, 25, 15, 0, 0},
            {15, 0, 25, 30, 20, 10, 0, 0},
            {32, 0, 0, 280, 389, 899, 1478, 0}
        };
        PackingCheck check = new PackingCheck(H100);
        for (long[] mix : mixes) {
            long parts = LongStream.of(mix).sum();
            long[] counts = LongStream.of(mix).map(part -> part * 280_000 / parts).toArray();
            List<GpuLayout> packed = H100.pack(counts);
            long kinds = LongStream.of(counts).filter(count -> count > 0).count();

            assertThat(check.gpus(counts, packed)).isEqualTo(H100.gpusBound(counts));
            assertThat((long) packed.size()).isLessThanOrEqualTo(kinds + 2);
        }
    }

    /// Always taking the layout that can be used most often ends in a third layout for each of
    /// these.
    @ParameterizedTest
    @CsvSource({
        "H100-80GB, 4x1g 1g+me 5x1g.double 2x2g 2x3g, 4",
        "A30, 3x1g 1g+me 5x2g 2x2g+me, 5",
        "GB300-278GB, 3x1g 2x1g+me 1g.double 3x2g 5x3g, 5"
    })
    void two_layouts_are_used_where_two_do(String id, String demand, long gpus) {
        GpuPacking packing = Geometries.CATALOG.packing(Geometries.byId(id));
        long[] counts = Demands.written(packing, demand);
        List<GpuLayout> packed = packing.pack(counts);

        assertThat(new PackingCheck(packing).gpus(counts, packed)).isEqualTo(gpus);
        assertThat(packed).hasSize(2);
    }

    @Test
    void a_model_without_known_placements_holds_one_profile_per_gpu() {
        long[] counts = Demands.written(UNIFORM, "3x1g 2x2g 1xwhole");

        assertThat(UNIFORM.exact()).isTrue();
        assertThat(UNIFORM.facets()).isEmpty();
        assertThat(UNIFORM.gpus(counts)).isEqualTo(5);
        assertThat(UNIFORM.pack(counts).toString())
                .isEqualTo(
                        "[GpuLayout[layout=2g.48gb x1, gpus=2],"
                                + " GpuLayout[layout=1g.24gb x2, gpus=2]]");
        assertThat(UNIFORM.room(counts, Demands.index(UNIFORM, "1g"), 5)).isEqualTo(1);
        assertThat(UNIFORM.room(counts, Demands.index(UNIFORM, "1g+me"), 5)).isZero();
    }

    @Test
    void without_facets_the_count_is_safe_and_says_that_it_may_not_be_the_fewest() {
        GpuPacking packing = GpuPacking.of(Geometries.H100, List.of());

        assertThat(packing.exact()).isFalse();
        assertThat(packing.binding(Demands.written(packing, "4g"))).isEmpty();
        assertThat(packing.gpusBound(Demands.written(packing, "5x4g 9x1g"))).isEqualTo(5);
    }

    @Test
    void memory_slices_weigh_partitions_and_whole_gpus() {
        assertThat(H100.memorySlices(Demands.index(H100, "3g"))).isEqualTo(4);
        assertThat(H100.memorySlices(H100.profiles())).isEqualTo(8);
        assertThat(UNIFORM.memorySlices(Demands.index(UNIFORM, "1g"))).isEqualTo(1);
        assertThat(UNIFORM.memorySlices(UNIFORM.profiles())).isEqualTo(2);
    }

    @Test
    void a_demand_of_another_length_or_with_negative_counts_is_refused() {
        assertThatThrownBy(() -> H100.gpus(new long[7]))
                .hasMessage("7 counts; H100-80GB needs one per profile and one for whole GPUs, 8");
        assertThatThrownBy(() -> H100.pack(new long[] {0, 0, -1, 0, 0, 0, 0, 0}))
                .hasMessageContaining("-1");
    }

    @Test
    void a_facet_that_a_layout_breaks_is_refused() {
        Facet wrong = new Facet("too little", List.of(1, 1, 1, 2, 3, 4, 7), 6);

        assertThatThrownBy(() -> GpuPacking.of(Geometries.H100, List.of(wrong)))
                .hasMessageContaining("a pattern breaks the limit")
                .hasMessageContaining("too little");
    }
}
