package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementDependenceTest {

    private static final String PLAIN = "1g 2g 3g 4g 7g";

    private static List<Layout> dependent(GpuGeometry geometry, List<MigProfile> profiles) {
        return LayoutEnumeration.of(geometry, profiles).layouts().stream()
                .filter(layout -> PlacementDependence.isPlacementDependent(geometry, layout))
                .toList();
    }

    @Test
    void three_layouts_of_the_plain_profiles_depend_on_where_the_driver_puts_the_3g() {
        GpuGeometry geometry = Geometries.A100;

        assertThat(dependent(geometry, Geometries.profiles(geometry, PLAIN)))
                .containsExactlyInAnyOrder(
                        Geometries.layout(geometry, "3g 4x1g"),
                        Geometries.layout(geometry, "3g 2g 2x1g"),
                        Geometries.layout(geometry, "3g 2x2g"));
    }

    /// The 127 are all different counts that fit on one GPU, full or not, the empty one left out.
    @ParameterizedTest
    @ValueSource(strings = {"A100-40GB", "H100-80GB", "B200-180GB"})
    void twenty_one_of_127_layouts_of_a_seven_slice_model_depend_on_the_driver(String id) {
        GpuGeometry geometry = Geometries.byId(id);

        assertThat(LayoutEnumeration.of(geometry).layouts()).hasSize(127);
        assertThat(dependent(geometry, geometry.profiles())).hasSize(21);
    }

    static Stream<GpuGeometry> fourSlices() {
        return Geometries.withKnownPlacements()
                .filter(g -> g.grid() instanceof SliceGrid.Known grid && grid.computeSlices() == 4);
    }

    @ParameterizedTest
    @MethodSource("fourSlices")
    void no_layout_of_a_four_slice_model_depends_on_the_driver(GpuGeometry geometry) {
        assertThat(dependent(geometry, geometry.profiles())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7x1g", "2x3g", "4g 3g", "3g 3x1g", "3g 2g 1g", "3x2g 1g"})
    void a_layout_that_some_order_always_completes_does_not_depend_on_the_driver(String written) {
        Layout layout = Geometries.layout(Geometries.H100, written);

        assertThat(PlacementDependence.isPlacementDependent(Geometries.H100, layout)).isFalse();
    }

    @Test
    void a_layout_that_never_fits_is_dependent_whatever_its_counts() {
        Layout layout = Geometries.layout(Geometries.H100, "2000000000x1g");

        assertThat(PlacementDependence.isPlacementDependent(Geometries.H100, layout)).isTrue();
    }
}
