package dev.regalia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.regalia.mig.Facet;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading the facet file over the shipped geometries.
class FacetFileTest {

    private static final String GOOD =
            """
            families:
            - models: [A30]
              facets:
              - {words: "sets", bound: 1, weights: {1g+me: 1, 2g+me: 1, 4g: 1}}
              - {words: "slices", bound: 4, weights: {1g: 1, 1g+me: 1, 2g: 2, 2g+me: 2, 4g: 4}}
            """;

    private static final GpuCatalog CATALOG = GpuCatalogReader.readDefault();

    @Test
    void weights_by_shape_become_one_weight_per_profile() {
        GpuCatalog catalog = GpuCatalogReader.withFacets(CATALOG, GOOD, "test.yaml");

        assertThat(catalog.packing(geometry("A30")).facets())
                .containsExactly(
                        new Facet("sets", List.of(0, 1, 0, 1, 1), 1),
                        new Facet("slices", List.of(1, 1, 2, 2, 4), 4));
    }

    @Test
    void a_model_that_the_file_leaves_out_has_no_facets() {
        GpuCatalog catalog = GpuCatalogReader.withFacets(CATALOG, GOOD, "test.yaml");

        assertThat(catalog.packing(geometry("H100-80GB")).facets()).isEmpty();
        assertThat(catalog.packing(geometry("H100-80GB")).exact()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[A30] | [A31] | A31, field models: there is no such model",
                "[A30] | [A30, A30] | A30, field models: it stands in another family already",
                "[A30] | [RTX-PRO-5000-Blackwell-48GB] | RTX-PRO-5000-Blackwell-48GB, field models: its placements are not known, so it has no facets",
                "[A30] | [] | field models: is []; it must be a list of at least one item",
                "bound: 4 | bound: 0 | A30, field bound: is 0; it must be a whole number of at least 1",
                "bound: 4 | limit: 4 | A30, field limit: is unknown; the fields are words, bound, weights",
                "{1g: 1, | {3g: 1, | A30, slices, weights, field 3g: is unknown; the fields are 1g, 1g+me, 2g, 2g+me, 4g",
                "{1g: 1, | {1g: -1, | A30, slices, weights, field 1g: is -1; it must be a whole number of at least 1",
                "words: \"sets\" | words: \"\" | A30, field words: is \"\"; it must be a text",
                "families: | family: | field family: is unknown; the fields are families"
            })
    void a_bad_file_is_refused_with_the_place_and_the_reason(
            String good, String bad, String problem) {
        assertThat(GOOD).contains(good);
        CatalogException refusal =
                catchThrowableOfType(
                        CatalogException.class,
                        () ->
                                GpuCatalogReader.withFacets(
                                        CATALOG, GOOD.replace(good, bad), "test.yaml"));

        assertThat(Objects.requireNonNull(refusal).problems())
                .anySatisfy(found -> assertThat(found).isEqualTo(problem));
    }

    private static GpuGeometry geometry(String id) {
        return CATALOG.geometries().stream()
                .filter(geometry -> geometry.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
