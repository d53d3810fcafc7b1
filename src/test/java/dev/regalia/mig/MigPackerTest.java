package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigPackerTest {

    private static MigFit fit(GpuGeometry geometry, String written) {
        return MigPacker.fit(geometry, Geometries.counts(written));
    }

    private static MigFit.Unplaceable refused(GpuGeometry geometry, String written) {
        assertThat(fit(geometry, written)).isInstanceOf(MigFit.Unplaceable.class);
        return (MigFit.Unplaceable) fit(geometry, written);
    }

    @Test
    void a_layout_that_fits_comes_with_its_placements_by_start() {
        MigFit fit = fit(Geometries.H100, "3g 2x1g 2g");

        assertThat(fit).isInstanceOf(MigFit.Placed.class);
        assertThat(((MigFit.Placed) fit).placements())
                .hasToString("[2g.20gb@0, 1g.10gb@2, 1g.10gb@3, 3g.40gb@4]");
        assertThat(((MigFit.Placed) fit).placementDependent()).isTrue();
    }

    @Test
    void shapes_and_names_may_be_mixed() {
        assertThat(fit(Geometries.H100, "3g.40gb 1g+me"))
                .isEqualTo(fit(Geometries.H100, "3g 1g.10gb+me"))
                .isInstanceOf(MigFit.Placed.class);
    }

    @Test
    void nothing_to_cut_fits() {
        assertThat(MigPacker.fit(Geometries.A30, Map.of()))
                .isEqualTo(new MigFit.Placed(List.of(), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "H100-80GB | 3x3g | 3g.40gb x3 does not fit on H100-80GB: 12 of 8 memory slices;"
                        + " 9 of 7 compute slices; at most 2 per GPU | write for example 3g.40gb x2",
                "H100-80GB | 7g 1g | 1g.10gb x1, 7g.80gb x1 does not fit on H100-80GB: 9 of 8 memory slices;"
                        + " 8 of 7 compute slices | write for example 7g.80gb x1",
                "A30 | 1g+me 2g+me | 1g.6gb+me x1, 2g.12gb+me x1 does not fit on A30: the one set of media"
                        + " extensions wanted by 1g.6gb+me and 2g.12gb+me | write for example 2g.12gb+me x1",
                "H100-80GB | 2x4g | 4g.40gb x2 does not fit on H100-80GB: 8 of 7 compute slices; at most 1 per"
                        + " GPU | write for example 4g.40gb x1",
                "A100-40GB | 2000000000x1g 3g | 1g.5gb x2000000000, 3g.20gb x1 does not fit on A100-40GB:"
                        + " 2000000004 of 8 memory slices; 2000000003 of 7 compute slices; at most 7 of 1g.5gb"
                        + " per GPU | write for example 1g.5gb x4, 3g.20gb x1",
                "A100-40GB | 5x1g 3g.20gb | 1g.5gb x5, 3g.20gb x1 does not fit on A100-40GB: 9 of 8 memory"
                        + " slices; 8 of 7 compute slices | write for example 1g.5gb x4, 3g.20gb x1",
                "RTX-PRO-6000-Blackwell-96GB | 1g+me.all 1g | 1g.24gb x1, 1g.24gb+me.all x1 does not fit on"
                        + " RTX-PRO-6000-Blackwell-96GB: no media engines are left beside +me.all for 1g.24gb |"
                        + " write for example 1g.24gb x1"
            })
    void a_layout_that_does_not_fit_says_every_limit_and_what_would_fit(
            String id, String written, String reason, String cure) {
        MigFit.Unplaceable refusal = refused(Geometries.byId(id), written);

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.cure()).isEqualTo(cure);
    }

    @Test
    void a_layout_within_every_total_may_still_find_no_starts() {
        SliceGrid grid = new SliceGrid.Known(7, 8);
        MigProfile wide = new MigProfile("3g.40gb", "3g", 3, 1, new Footprint.Known(4, List.of(2)));
        MigProfile tall = new MigProfile("2g.30gb", "2g", 2, 1, new Footprint.Known(3, List.of(0)));
        GpuGeometry odd = Geometries.H100;
        odd =
                new GpuGeometry(
                        "odd",
                        "none",
                        80,
                        grid,
                        List.of(tall, wide),
                        odd.productLabels(),
                        odd.deviceFilters(),
                        odd.placementDependentLayouts(),
                        odd.provenance());

        assertThat(refused(odd, "3g 2g").reason())
                .isEqualTo(
                        "2g.30gb x1, 3g.40gb x1 does not fit on odd: the allowed starts leave no arrangement"
                                + " (2g.30gb takes 3 from [0], 3g.40gb takes 4 from [2])");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3g 4x1g", "3g 2g 2x1g", "3g 2x2g"})
    void placement_dependent_layouts_are_placed_on_Hopper_and_refused_on_Blackwell(String written) {
        assertThat(fit(Geometries.H100, written)).isInstanceOf(MigFit.Placed.class);
        assertThat(fit(Geometries.B200, written)).isInstanceOf(MigFit.PlacementDependent.class);
    }

    @Test
    void a_refused_placement_dependent_layout_says_what_would_be_safe() {
        assertThat(fit(Geometries.B200, "3g 4x1g"))
                .isEqualTo(
                        new MigFit.PlacementDependent(
                                "1g.23gb x4, 3g.90gb x1 fits on B200-180GB only if the driver chooses the"
                                        + " right starts, which has not been verified on this model",
                                "write for example 1g.23gb x3, 3g.90gb x1"));
    }

    @Test
    void a_model_without_known_placements_takes_one_profile_up_to_its_count() {
        GpuGeometry geometry = Geometries.RTX_5000;

        assertThat(fit(geometry, "2x1g"))
                .isEqualTo(new MigFit.Uniform(Geometries.profile(geometry, "1g"), 2));
        assertThat(refused(geometry, "3x1g").reason()).endsWith("at most 2 per GPU");
        assertThat(refused(geometry, "1g 1g-me").reason())
                .endsWith("the placements of this model are not published");
        assertThat(refused(geometry, "3x1g 1g-me").cure())
                .isEqualTo("write one profile only, such as 1g.24gb x2");
        assertThat(MigPacker.fit(geometry, Map.of()))
                .isEqualTo(new MigFit.Placed(List.of(), false));
    }

    @Test
    void every_line_that_cannot_be_read_is_reported() {
        MigFit fit =
                MigPacker.fit(Geometries.H100, Map.of("1g", 2, "1g.10gb", 1, "9g", 1, "3g", 0));

        assertThat(fit).isInstanceOf(MigFit.Unresolved.class);
        assertThat(((MigFit.Unresolved) fit).problems())
                .extracting(LayoutProblem::kind, LayoutProblem::profile)
                .containsExactly(
                        tuple(LayoutProblem.Kind.NAMED_TWICE, "1g.10gb"),
                        tuple(LayoutProblem.Kind.COUNT_NOT_POSITIVE, "3g"),
                        tuple(LayoutProblem.Kind.UNKNOWN_PROFILE, "9g"));
    }

    @Test
    void a_grid_and_a_footprint_that_do_not_agree_are_a_bug() {
        GpuGeometry known = Geometries.H100;

        assertThatThrownBy(
                        () ->
                                new GpuGeometry(
                                        "odd",
                                        "none",
                                        80,
                                        new SliceGrid.Unknown(),
                                        known.profiles(),
                                        List.of(),
                                        List.of(),
                                        PlacementDependentLayouts.REFUSED,
                                        known.provenance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd, 1g.10gb");
    }
}
