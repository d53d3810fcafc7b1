package dev.regalia.mig;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The packings of a catalog, each built when it is first asked for: a cluster has few of the
/// models that are known.
public final class GpuPackings {

    private final Map<String, List<Facet>> facets;
    private final Map<GpuGeometry, GpuPacking> built = new ConcurrentHashMap<>();

    /// @param facets by geometry id; a geometry that is not in it has none
    public GpuPackings(Map<String, List<Facet>> facets) {
        this.facets = Map.copyOf(facets);
    }

    /// The packing of a geometry; always the same object for equal geometries.
    public GpuPacking of(GpuGeometry geometry) {
        return built.computeIfAbsent(geometry, g -> GpuPacking.of(g, facets(g)));
    }

    /// The facets of a geometry as they were given, which need not be right; empty where none were.
    List<Facet> facets(GpuGeometry geometry) {
        return facets.getOrDefault(geometry.id(), List.of());
    }

    /// Two are equal if they have the same facets, whatever has been built of them.
    @Override
    public boolean equals(Object other) {
        return other instanceof GpuPackings that && facets.equals(that.facets);
    }

    @Override
    public int hashCode() {
        return facets.hashCode();
    }

    @Override
    public String toString() {
        return "packings " + facets;
    }
}
