package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a demand runs out of, in words.
class ScarcityTest {

    @ParameterizedTest
    @CsvSource({
        "H100-80GB, 5x4g 3x3g, 5, left halves: 4g",
        "H100-80GB, 5x4g 3x7g, 8, 'left halves: 4g, 7g'",
        "H100-80GB, 3x7g, 3, whole GPUs: 7g",
        "A30, 3x4g, 3, whole GPUs: 4g",
        "RTX-PRO-6000-Blackwell-96GB, 3x4g 2x4g+gfx, 5, 'whole GPUs: 4g, 4g+gfx'",
        "H100-80GB, 3xwhole, 3, whole GPUs",
        "H100-80GB, 9x2g 3x3g, 4, 'full quarters: 2g, 3g'",
        "H100-80GB, 8x1g 3x2g, 2, compute slices",
        "H100-80GB, 4x1g 6x1g.double, 2, memory slices",
        "H100-80GB, 4x1g.double, 1, quarters: 1g.double",
        "H100-80GB, 3x1g+me 7x1g, 3, media-extension sets: 1g+me",
        "H100-80GB, 2x7g 2x1g, 3, compute slices",
        "GB300-278GB, 3x3g 3x2g, 3, 'sixths of a GPU: 2g takes 2, 3g 3'",
        "GB300-278GB, 1g 1g+me 5x1g.double, 2, "
                + "'memory slices: 1g takes 1, 1g+me 2, 1g.double 2'",
        "A30, 3x1g+me 3x2g, 3, media-extension sets: 1g+me",
        "A30, 2x1g+me 3x2g+me, 5, 'media-extension sets: 1g+me, 2g+me'",
        "RTX-PRO-6000-Blackwell-96GB, 2x2g+me.all 2x2g, 3, "
                + "'halves with media engines: 2g takes 1, 2g+me.all 2'",
        "RTX-PRO-5000-Blackwell-48GB, 3x1g 2x2g, 4, " + "'GPUs, each cut into one profile: 1g, 2g'"
    })
    void what_runs_out_is_said_in_words_of_the_demand(
            String id, String demand, long gpus, String words) {
        GpuPacking packing = Geometries.CATALOG.packing(Geometries.byId(id));
        long[] counts = Demands.written(packing, demand);

        assertThat(packing.gpus(counts)).isEqualTo(gpus);
        assertThat(packing.scarce(counts)).hasValue(words);
    }

    @ParameterizedTest
    @MethodSource("dev.regalia.mig.GpuPackingTest#allWays")
    void nothing_runs_out_where_nothing_is_asked_for(GpuPacking packing) {
        assertThat(packing.scarce(new long[packing.profiles() + 1])).isEmpty();
    }
}
