package dev.regalia.catalog;

import dev.regalia.mig.Facet;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The families of the facet file: models that are cut alike, and their facets with weights by
/// shape.
final class FacetEntries {

    private final GpuCatalog catalog;
    private final List<String> problems;
    private final Map<String, List<Facet>> byModel = new HashMap<>();

    FacetEntries(GpuCatalog catalog, List<String> problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    void add(Fields family) {
        family.only("models", "facets");
        List<Fields> facets = family.objects("facets");
        for (String id : family.texts("models")) {
            Fields model = family.under(id);
            Optional<GpuGeometry> geometry =
                    catalog.geometries().stream().filter(g -> g.id().equals(id)).findFirst();
            if (geometry.isEmpty()) {
                model.refuse("models", "there is no such model");
            } else if (!geometry.get().placementsKnown()) {
                model.refuse("models", "its placements are not known, so it has no facets");
            } else if (byModel.put(id, read(geometry.get(), facets)) != null) {
                model.refuse("models", "it stands in another family already");
            }
        }
    }

    Map<String, List<Facet>> byModel() {
        return byModel;
    }

    private List<Facet> read(GpuGeometry geometry, List<Fields> entries) {
        List<Facet> facets = new ArrayList<>();
        for (Fields entry : entries) {
            Fields facet = entry.under(geometry.id());
            facet.only("words", "bound", "weights");
            String words = facet.text("words");
            int bound = facet.number("bound", 1);
            facets.add(new Facet(words, weights(geometry, facet.under(words)), bound));
        }
        return facets;
    }

    /// One weight per profile; 0 for a shape that is left out.
    private List<Integer> weights(GpuGeometry geometry, Fields facet) {
        int before = problems.size();
        Fields written = facet.object("weights");
        List<String> shapes = geometry.profiles().stream().map(MigProfile::shape).toList();
        written.only(shapes.toArray(String[]::new));
        List<Integer> weights = new ArrayList<>();
        for (String shape : shapes) {
            boolean readable = problems.size() == before && written.has(shape);
            weights.add(readable ? written.number(shape, 1) : 0);
        }
        return weights;
    }
}
