package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GpuGeometryTest {

    private static final List<String> SEVEN =
            List.of("1g", "1g+me", "1g.double", "2g", "3g", "4g", "7g");
    private static final List<String> A30 = List.of("1g", "1g+me", "2g", "2g+me", "4g");

    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Geometries#all")
    void every_model_resolves_every_shape_of_its_family_and_every_name(GpuGeometry geometry) {
        if (geometry.grid().equals(new SliceGrid.Known(7, 8))) {
            assertThat(geometry.profiles()).extracting(MigProfile::shape).isEqualTo(SEVEN);
        }
        if (geometry.grid().equals(new SliceGrid.Known(4, 4))) {
            assertThat(geometry.profiles()).extracting(MigProfile::shape).isEqualTo(A30);
        }
        for (MigProfile profile : geometry.profiles()) {
            ProfileResolution resolved = new ProfileResolution.Resolved(profile);
            assertThat(geometry.resolve(profile.shape())).isEqualTo(resolved);
            assertThat(geometry.resolve(profile.name())).isEqualTo(resolved);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Geometries#withKnownPlacements")
    void the_memory_in_a_name_follows_the_share_of_the_memory_units(GpuGeometry geometry) {
        int units = ((SliceGrid.Known) geometry.grid()).memorySlices();
        for (MigProfile profile : geometry.profiles()) {
            long gb = Math.round((double) profile.footprint().size() * geometry.memoryGB() / units);
            assertThat(profile.name())
                    .startsWith(profile.computeSlices() + "g." + gb + "gb" + profile.suffix());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H100-80GB, 1g, nvidia.com/mig-1g.10gb, ''",
        "H100-80GB, 1g.double, nvidia.com/mig-1g.20gb, ''",
        "H100-80GB, 1g+me, nvidia.com/mig-1g.10gb.me, +me",
        "RTX-PRO-6000-Blackwell-96GB, 1g+me.all, nvidia.com/mig-1g.24gb.me.all, +me.all",
        "RTX-PRO-6000-Blackwell-96GB, 1g-me, nvidia.com/mig-1g.24gb-me, -me",
        "RTX-PRO-6000-Blackwell-96GB, 2g+gfx, nvidia.com/mig-2g.48gb.gfx, +gfx"
    })
    void a_resource_name_writes_plus_as_dot_and_keeps_minus(
            String id, String shape, String resource, String suffix) {
        MigProfile profile = Geometries.profile(Geometries.byId(id), shape);

        assertThat(profile.resourceName()).isEqualTo(resource);
        assertThat(profile.suffix()).isEqualTo(suffix);
    }

    @Test
    void the_resource_names_of_a_model_are_sorted() {
        assertThat(Geometries.A30.resourceNames())
                .containsExactly(
                        "nvidia.com/mig-1g.6gb",
                        "nvidia.com/mig-1g.6gb.me",
                        "nvidia.com/mig-2g.12gb",
                        "nvidia.com/mig-2g.12gb.me",
                        "nvidia.com/mig-4g.24gb");
    }

    @Test
    void an_unknown_profile_is_told_which_exist() {
        assertThat(Geometries.A30.resolve("3g"))
                .isEqualTo(
                        new ProfileResolution.Unknown(
                                new LayoutProblem(
                                        LayoutProblem.Kind.UNKNOWN_PROFILE,
                                        "3g",
                                        "`3g` is no profile of A30",
                                        "write one of the shapes 1g, 1g+me, 2g, 2g+me, 4g or of the names"
                                                + " 1g.6gb, 1g.6gb+me, 2g.12gb, 2g.12gb+me, 4g.24gb")));
    }

    @Test
    void a_name_of_another_model_is_unknown_and_one_of_two_meanings_is_the_one_of_this_model() {
        assertThat(Geometries.H100.resolve("1g.5gb")).isInstanceOf(ProfileResolution.Unknown.class);
        assertThat(Geometries.profile(Geometries.A100, "1g.10gb").shape()).isEqualTo("1g.double");
        assertThat(Geometries.profile(Geometries.H100, "1g.10gb").shape()).isEqualTo("1g");
    }

    @Test
    void a_profile_named_twice_says_both_names_and_the_cure() {
        assertThat(Geometries.H100.resolveLayout(Map.of("1g", 2, "1g.10gb", 1)))
                .isEqualTo(
                        new LayoutResolution.Refused(
                                List.of(
                                        new LayoutProblem(
                                                LayoutProblem.Kind.NAMED_TWICE,
                                                "1g.10gb",
                                                "`1g` and `1g.10gb` both mean 1g.10gb on H100-80GB",
                                                "write one of them with the sum of the counts"))));
    }

    @Test
    void a_layout_counts_by_name_and_by_resource() {
        Layout layout = Geometries.layout(Geometries.H100, "1g+me 3x1g 3g");

        assertThat(layout).hasToString("1g.10gb x3, 1g.10gb+me x1, 3g.40gb x1");
        assertThat(layout.instances()).isEqualTo(5);
        assertThat(layout.countsByName())
                .isEqualTo(Map.of("1g.10gb", 3, "1g.10gb+me", 1, "3g.40gb", 1));
        assertThat(layout.countsByResource())
                .isEqualTo(
                        Map.of(
                                "nvidia.com/mig-1g.10gb", 3,
                                "nvidia.com/mig-1g.10gb.me", 1,
                                "nvidia.com/mig-3g.40gb", 1));
        assertThat(layout.covers(Geometries.layout(Geometries.H100, "2x1g 3g"))).isTrue();
        assertThat(layout.covers(Geometries.layout(Geometries.H100, "4x1g"))).isFalse();
    }
}
