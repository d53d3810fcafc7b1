package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GpuCatalogTest {

    @ParameterizedTest
    @CsvSource({
        "NVIDIA-A100-SXM4-40GB, NVIDIA-A100-SXM4-40GB",
        "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb, NVIDIA-A100-SXM4-40GB",
        "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb.me, NVIDIA-A100-SXM4-40GB",
        "NVIDIA-A100-SXM4-40GB-MIG-INVALID, NVIDIA-A100-SXM4-40GB",
        "NVIDIA-A100-SXM4-40GB-SHARED, NVIDIA-A100-SXM4-40GB",
        "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb-SHARED, NVIDIA-A100-SXM4-40GB",
        "NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition-MIG-1g.24gb-me,"
                + " NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition",
        "NVIDIA-MIGHTY-SHAREDGPU, NVIDIA-MIGHTY-SHAREDGPU"
    })
    void what_the_configuration_adds_to_a_product_label_is_taken_off(String label, String product) {
        assertThat(GpuCatalog.stripSuffixes(label)).isEqualTo(product);
    }

    @ParameterizedTest
    @MethodSource("dev.regalia.mig.Geometries#all")
    void every_label_of_a_model_finds_it_and_only_it(GpuGeometry geometry) {
        for (String label : geometry.productLabels()) {
            assertThat(Geometries.CATALOG.forProduct(label)).containsExactly(geometry);
            assertThat(Geometries.CATALOG.forProduct(label + "-MIG-INVALID"))
                    .containsExactly(geometry);
        }
    }

    @Test
    void an_unknown_product_or_another_memory_finds_nothing() {
        assertThat(Geometries.CATALOG.forProduct("NVIDIA-L40S")).isEmpty();
        assertThat(Geometries.CATALOG.forProduct("NVIDIA-GB300", OptionalInt.of(252))).isEmpty();
        assertThat(Geometries.CATALOG.forProduct("NVIDIA-GB300", OptionalInt.of(278))).hasSize(1);
    }

    @Test
    void boards_of_two_memories_under_one_label_are_both_found_until_the_memory_is_given() {
        GpuGeometry small = labelled(Geometries.H100);
        GpuGeometry large = labelled(Geometries.byId("H100-94GB"));
        GpuCatalog catalog = new GpuCatalog(List.of(small, large));

        assertThat(catalog.forProduct("NVIDIA-H100")).containsExactly(small, large);
        assertThat(catalog.forProduct("NVIDIA-H100", OptionalInt.of(94))).containsExactly(large);
    }

    private static GpuGeometry labelled(GpuGeometry geometry) {
        return new GpuGeometry(
                geometry.id(),
                geometry.family(),
                geometry.memoryGB(),
                geometry.grid(),
                geometry.profiles(),
                List.of("NVIDIA-H100"),
                geometry.deviceFilters(),
                geometry.placementDependentLayouts(),
                geometry.provenance());
    }

    @ParameterizedTest
    @CsvSource({"40960, 40", "81559, 80", "143771, 141", "183359, 180", "275040, 269", "24576, 24"})
    void the_memory_of_a_label_is_rounded_up_to_the_memory_of_the_model(long mebibytes, int gb) {
        assertThat(GpuCatalog.memoryGB(mebibytes)).isEqualTo(gb);
    }
}
