package dev.regalia.mig;

import dev.regalia.catalog.GpuCatalogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the facets of every geometry into the resource file. Run by `make facets`; a test
/// compares the result with what is committed.
///
/// The words of a facet are written by people: they are kept as long as the facet stays, and a new
/// facet gets [#NO_WORDS], which the test refuses.
public final class FacetGeneration {

    static final Path FILE = Path.of("src/main/resources/mig/facets.yaml");
    static final String NO_WORDS = "say here what GPUs run out of";

    private static final String HEAD =
            """
            # What GPUs of each model run out of. Weights and bounds are generated from the geometries by `make facets`, which
            # keeps the words of a facet that stays; a test compares.
            #
            # models   models with the same profiles and placements, and with the same rule for layouts that depend on the driver
            # words    completes "you run out of ..."; the profiles of the demand that take some are named behind it
            # bound    what one GPU has
            # weights  what one partition of a shape takes; shapes that are left out take nothing
            #
            # Partitions fit on n GPUs exactly if for every facet the sum of weight times count is at most n times the bound.
            families:
            """;

    private FacetGeneration() {}

    /// Writes the file below the working directory.
    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, generate(GpuCatalogReader.readDefault()));
    }

    /// The file for a catalog, with the words of the catalog's own facets.
    static String generate(GpuCatalog catalog) {
        StringBuilder file = new StringBuilder(HEAD);
        for (List<GpuGeometry> family : families(catalog)) {
            GpuGeometry first = family.getFirst();
            GpuPacking unlimited = GpuPacking.of(first, List.of());
            List<int[]> patterns = unlimited.patterns().stream().map(unlimited::counts).toList();
            file.append("\n- models: [")
                    .append(family.stream().map(GpuGeometry::id).collect(Collectors.joining(", ")))
                    .append("]\n  facets:\n");
            for (List<Integer> facet : FacetDerivation.of(patterns)) {
                file.append(line(first, facet, words(catalog, family, facet)));
            }
        }
        return file.toString();
    }

    /// The models with known placements; those that are cut alike stand together.
    static List<List<GpuGeometry>> families(GpuCatalog catalog) {
        Map<List<Object>, List<GpuGeometry>> families = new LinkedHashMap<>();
        for (GpuGeometry geometry : catalog.geometries()) {
            if (geometry.placementsKnown()) {
                families.computeIfAbsent(cut(geometry), cut -> new ArrayList<>()).add(geometry);
            }
        }
        return List.copyOf(families.values());
    }

    private static List<Object> cut(GpuGeometry geometry) {
        return List.of(
                geometry.grid(),
                geometry.placementDependentLayouts(),
                geometry.profiles().stream()
                        .map(p -> List.of(p.shape(), p.computeSlices(), p.footprint()))
                        .toList());
    }

    private static String words(
            GpuCatalog catalog, List<GpuGeometry> family, List<Integer> weightsAndBound) {
        int last = weightsAndBound.size() - 1;
        return family.stream()
                .flatMap(geometry -> catalog.packings().facets(geometry).stream())
                .filter(facet -> facet.weights().equals(weightsAndBound.subList(0, last)))
                .filter(facet -> facet.bound() == weightsAndBound.get(last))
                .map(Facet::words)
                .findFirst()
                .orElse(NO_WORDS);
    }

    private static String line(GpuGeometry geometry, List<Integer> facet, String words) {
        List<String> weights = new ArrayList<>();
        for (int k = 0; k < geometry.profiles().size(); k++) {
            if (facet.get(k) > 0) {
                weights.add(geometry.profiles().get(k).shape() + ": " + facet.get(k));
            }
        }
        return "  - {words: \"%s\", bound: %d, weights: {%s}}%n"
                .formatted(words, facet.getLast(), String.join(", ", weights));
    }
}
