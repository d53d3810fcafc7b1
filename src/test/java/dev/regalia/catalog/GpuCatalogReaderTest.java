package dev.regalia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.PlacementDependentLayouts;
import dev.regalia.mig.Provenance.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuCatalogReaderTest {

    private static final String GOOD =
            """
            models:
            - id: A
              family: ampere
              memoryGB: 40
              computeSlices: 7
              memorySlices: 8
              products: [NVIDIA-A]
              deviceFilters: ["0x20B010DE"]
              placementDependentLayouts: Allowed
              source: "a listing"
              confidence: {placements: High, names: High}
              profiles:
              - {name: 1g.5gb, shape: 1g, compute: 1, size: 1, starts: [0, 1, 2, 3, 4, 5, 6], max: 7}
              - {name: 1g.5gb+me, shape: 1g+me, compute: 1, size: 1, starts: [0, 1], max: 1, mediaExtensions: true}
              - {name: 1g.10gb, shape: 1g.double, compute: 1, size: 2, starts: [0, 2, 4, 6], max: 4}
              - {name: 7g.40gb, shape: 7g, compute: 7, size: 8, starts: [0], max: 1}
            - id: B
              family: blackwell
              memoryGB: 48
              computeSlices: null
              memorySlices: null
              products: [NVIDIA-B]
              deviceFilters: ["0x2BB310DE"]
              placementDependentLayouts: Refused
              source: "a table"
              confidence: {placements: Unknown, names: Medium}
              profiles:
              - {name: 1g.24gb, shape: 1g, compute: 1, max: 2}
              - {name: 2g.48gb, shape: 2g, compute: 2, max: 1}
            - id: C
              family: ampere
              memoryGB: 80
              computeSlices: 7
              memorySlices: 8
              products: [NVIDIA-C]
              deviceFilters: ["0x20B210DE"]
              placementDependentLayouts: Allowed
              source: "a rule"
              confidence: {placements: Medium, names: High}
              profiles:
              - {name: 1g.10gb, shape: 1g, compute: 1, size: 1, starts: [0, 1, 2, 3, 4, 5, 6], max: 7}
              - {name: 7g.80gb, shape: 7g, compute: 7, size: 8, starts: [0], max: 1}
            """;

    private static CatalogException refusal(String text) {
        return catchThrowableOfType(
                CatalogException.class, () -> GpuCatalogReader.read(text, "test.yaml"));
    }

    @Test
    void a_good_file_is_read() {
        GpuCatalog catalog = GpuCatalogReader.read(GOOD, "test.yaml");

        assertThat(catalog.geometries()).extracting(GpuGeometry::id).containsExactly("A", "B", "C");
        assertThat(catalog.geometries().get(1).placementsKnown()).isFalse();
        assertThat(catalog.geometries().get(1).provenance().names()).isEqualTo(Confidence.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family: ampere | famly: ampere | A, field famly: is unknown; the fields are id, family",
                "family: ampere | family: 7 | A, field family: is 7; it must be a text",
                "memoryGB: 40 | memoryGB: none | A, field memoryGB: is \"none\"; it must be a whole number of at least 1",
                "memorySlices: 8 | memorySlices: null | A, field computeSlices: and memorySlices must both be given or both be null",
                "memorySlices: 8 | memorySlices: 64 | A, field memorySlices: 64; at most 62",
                "memoryGB: 40 | memoryGB: 48 | A, field memoryGB: 48, but the largest profile is 7g.40gb",
                "products: [NVIDIA-A] | products: [] | A, field products: is []; it must be a list of at least one item",
                "0x20B010DE | 20B0 | A, field deviceFilters: 20B0 is not of the form 0x233010DE",
                "\"0x20B010DE\" | 0x20B010DE | A, field deviceFilters: is 548409566; every item must be a text",
                "Layouts: Allowed | Layouts: allowed | A, field placementDependentLayouts: is \"allowed\"; it must be one of Allowed, Refused",
                "source: \"a listing\" | notes: none | A, field source: is missing; it must be a text",
                "source: \"a listing\" | source: \" \" | A, field source: is \" \"; it must be a text",
                "confidence: {placements: High, names: High} | notes: none | A, field confidence: is missing; it must be an object",
                "{placements: High, names: High} | {placements: High} | A, confidence, field names: is missing; it must be one of High, Medium, Low, Unknown",
                "{placements: High, names: High} | {placements: Sure, names: High} | A, confidence, field placements: is \"Sure\"; it must be one of High, Medium, Low, Unknown",
                "placements: High | placements: Unknown | A, field confidence.placements: it must be Unknown exactly where the slices are null",
                "placements: Unknown | placements: Low | B, field confidence.placements: it must be Unknown exactly where the slices are null"
            })
    void a_model_with_a_bad_field_is_refused(String good, String bad, String problem) {
        assertThat(GOOD).contains(good);
        assertThat(refusal(replaceFirst(good, bad)).problems())
                .anySatisfy(found -> assertThat(found).startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max: 7} | maximum: 7} | A, profile 1g.5gb, field maximum: is unknown; the fields are name, shape",
                "4, 5, 6], max: 7 | 4, 5, 6, 8], max: 7 | A, profile 1g.5gb, field starts: 8 with size 1 ends beyond the last of 8 memory slices",
                "starts: [0, 2, 4, 6] | starts: [0, 2, 4, 7] | A, profile 1g.10gb, field starts: 7 with size 2 ends beyond the last of 8 memory slices",
                "starts: [0, 2, 4, 6] | starts: [0, 4, 2, 6] | A, profile 1g.10gb, field starts: 2 is not above the one before it",
                "starts: [0, 2, 4, 6] | starts: [0, 2, -4] | A, profile 1g.10gb, field starts: is -4; every item must be a whole number, 0 or more",
                "size: 2, starts: [0, 2, 4, 6] | starts: [0, 2, 4, 6] | A, profile 1g.10gb, field size: is missing; it must be a whole number of at least 1",
                "size: 2 | size: 1 | A, profile 1g.10gb, field size: 1; it must be twice the size of shape 1g",
                "max: 4} | max: 3} | A, profile 1g.10gb, field max: 3, but the starts and slices allow 4",
                "max: 4} | max: 5} | A, profile 1g.10gb, field max: 5, but the starts and slices allow 4",
                "max: 1, mediaExtensions: true | max: 2, mediaExtensions: true | A, profile 1g.5gb+me, field max: 2; a GPU has one set of media extensions",
                "', mediaExtensions: true' | '' | A, profile 1g.5gb+me, field mediaExtensions: is false, but the name says true",
                "max: 4} | 'max: 4, mediaExtensions: true}' | A, profile 1g.10gb, field mediaExtensions: is true, but the name says false",
                "mediaExtensions: true | mediaExtensions: 1 | A, profile 1g.5gb+me, field mediaExtensions: is 1; it must be true or false",
                "computeSlices: 7 | computeSlices: 6 | A, profile 7g.40gb, field compute: 7 of 6 compute slices",
                "shape: 7g, compute: 7 | shape: 7g, compute: 5 | A, profile 7g.40gb, field compute: 5, but the name says 7",
                "shape: 7g | shape: 6g | A, profile 7g.40gb, field shape: 6g; with this name it must be 7g or 7g.double",
                "name: 7g.40gb | name: 7g-40 | A, profile 7g-40, field name: is not of the form 1g.10gb",
                "name: 1g.10gb | name: 1g.5gb | A, profile 1g.5gb, field name: stands twice in this model",
                "shape: 1g.double | shape: 1g | A, profile 1g.10gb, field shape: 1g stands twice in this model",
                "'name: 1g.24gb,' | 'name: 1g.24gb, size: 1,' | B, profile 1g.24gb, field size: and starts need computeSlices and memorySlices"
            })
    void a_profile_with_a_bad_field_is_refused(String good, String bad, String problem) {
        assertThat(GOOD).contains(good);
        assertThat(refusal(replaceFirst(good, bad)).problems())
                .anySatisfy(found -> assertThat(found).startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: C | id: A | A, field id: model A stands in A already",
                "0x20B210DE | 0x20B010DE | C, field deviceFilters: 0x20B010DE stands in A already",
                "size: 1, starts: [0, 1, 2, 3, 4, 5, 6], max: 7 | size: 2, starts: [0, 2, 4], max: 3 | C, profile 1g.10gb, field size: 2, but shape 1g of A, on the same grid, has 1",
                "starts: [0, 1, 2, 3, 4, 5, 6], max: 7 | starts: [0, 1, 2, 3, 4, 5], max: 6 | C, profile 1g.10gb, field starts: [0, 1, 2, 3, 4, 5], but shape 1g of A, on the same grid, has [0, 1, 2, 3, 4, 5, 6]"
            })
    void a_model_that_disagrees_with_another_is_refused(String good, String bad, String problem) {
        int last = GOOD.lastIndexOf(good);

        assertThat(
                        refusal(
                                        GOOD.substring(0, last)
                                                + bad
                                                + GOOD.substring(last + good.length()))
                                .problems())
                .containsExactly(problem);
    }

    @Test
    void one_label_for_two_models_is_refused_where_the_memory_is_the_same_too() {
        String shared = GOOD.replace("NVIDIA-C", "NVIDIA-A");

        assertThat(GpuCatalogReader.read(shared, "test.yaml").forProduct("NVIDIA-A")).hasSize(2);
        assertThat(
                        refusal(
                                        shared.replace("memoryGB: 80", "memoryGB: 40")
                                                .replace("7g.80gb", "7g.40gb"))
                                .problems())
                .containsExactly("C, field products: NVIDIA-A with 40 GB stands in A already");
    }

    @Test
    void every_problem_is_named_at_once_with_the_origin_of_the_file() {
        CatalogException refusal = refusal(GOOD.replace("source: ", "sauce: "));

        assertThat(refusal.problems()).hasSize(6);
        assertThat(refusal).hasMessageStartingWith("test.yaml cannot be used:\n  A, field sauce:");
    }

    @Test
    void a_text_that_is_no_catalog_is_refused() {
        assertThat(refusal("models: {").problems()).hasSize(1);
        assertThat(refusal("").problems()).hasSize(1);
        assertThat(refusal("models: []").problems())
                .containsExactly("field models: is []; it must be a list of at least one item");
        assertThat(refusal("models: [1]").problems())
                .containsExactly("field models: is 1; every item must be an object");
        assertThat(refusal(GOOD + "models: []\n").problems().getFirst())
                .contains("Duplicate field 'models'");
    }

    @Test
    void the_shipped_catalog_refuses_placement_dependent_layouts_on_Blackwell_only() {
        GpuCatalog catalog = GpuCatalogReader.readDefault();

        assertThat(catalog.geometries()).hasSize(19);
        for (GpuGeometry geometry : catalog.geometries()) {
            assertThat(geometry.placementDependentLayouts() == PlacementDependentLayouts.REFUSED)
                    .as(geometry.id())
                    .isEqualTo(geometry.family().equals("blackwell"));
            assertThat(geometry.provenance().source()).as(geometry.id()).isNotBlank();
        }
    }

    private static String replaceFirst(String good, String bad) {
        int first = GOOD.indexOf(good);
        return GOOD.substring(0, first) + bad + GOOD.substring(first + good.length());
    }
}
