package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How many layouts a model has. NVIDIA publishes one of the numbers: 19 maximal placed layouts of
/// an A100.
class LayoutEnumerationTest {

    /// Sizes are: placed, maximal placed, full layouts, largest layouts.
    @ParameterizedTest
    @CsvSource({
        "A100-40GB, 1g 2g 3g 4g 7g, 297 19 14 12",
        "H100-80GB, 1g 2g 3g 4g 7g, 297 19 14 12",
        "A100-40GB, 1g 1g.double 2g 3g 4g 7g, 722 78 38 28",
        "A100-40GB, 1g 1g+me 1g.double 2g 3g 4g 7g, 2318 239 64 44",
        "A30, 1g 2g 4g, 25 5 4 4",
        "A30, 1g 1g+me 2g 2g+me 4g, 75 17 8 8",
        "RTX-PRO-6000-Blackwell-96GB, 1g 2g 4g, 25 5 4 4"
    })
    void a_model_has_as_many_layouts_as_counted_elsewhere(String id, String shapes, String sizes) {
        GpuGeometry geometry = Geometries.byId(id);
        LayoutEnumeration found =
                LayoutEnumeration.of(geometry, Geometries.profiles(geometry, shapes));

        assertThat(
                        Stream.of(
                                        found.placed(),
                                        found.maximalPlaced(),
                                        found.fullLayouts(),
                                        found.largestLayouts())
                                .map(list -> Integer.toString(list.size()))
                                .collect(Collectors.joining(" ")))
                .isEqualTo(sizes);
    }

    static Stream<GpuGeometry> sevenSlices() {
        return Geometries.withKnownPlacements()
                .filter(geometry -> geometry.grid().equals(new SliceGrid.Known(7, 8)));
    }

    @ParameterizedTest
    @MethodSource("sevenSlices")
    void every_seven_slice_model_has_the_layouts_of_an_A100(GpuGeometry geometry) {
        LayoutEnumeration found = LayoutEnumeration.of(geometry);

        assertThat(found.placed()).hasSize(2318);
        assertThat(found.layouts()).hasSize(127);
    }

    @Test
    void twelve_layouts_of_the_plain_profiles_lie_in_no_other() {
        GpuGeometry geometry = Geometries.A100;
        List<MigProfile> plain = Geometries.profiles(geometry, "1g 2g 3g 4g 7g");
        Set<Layout> expected =
                Stream.of(
                                "7g",
                                "4g 3g",
                                "4g 2g 1g",
                                "4g 3x1g",
                                "2x3g",
                                "3g 2x2g",
                                "3g 2g 2x1g",
                                "3g 4x1g",
                                "3x2g 1g",
                                "2x2g 3x1g",
                                "2g 5x1g",
                                "7x1g")
                        .map(written -> Geometries.layout(geometry, written))
                        .collect(Collectors.toSet());

        assertThat(LayoutEnumeration.of(geometry, plain).largestLayouts())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Geometries#withKnownPlacements")
    void no_list_repeats_itself_and_each_is_sorted_the_same_way_every_time(GpuGeometry geometry) {
        LayoutEnumeration found = LayoutEnumeration.of(geometry);

        assertThat(found.placed().stream().map(Set::copyOf)).doesNotHaveDuplicates();
        assertThat(found.layouts()).doesNotHaveDuplicates().containsAll(found.fullLayouts());
        assertThat(found.fullLayouts()).containsAll(found.largestLayouts());
        assertThat(LayoutEnumeration.of(geometry)).isEqualTo(found);
    }

    @Test
    void a_model_without_known_placements_has_no_layouts_to_list() {
        assertThat(LayoutEnumeration.of(Geometries.RTX_5000).placed()).isEmpty();
    }
}
