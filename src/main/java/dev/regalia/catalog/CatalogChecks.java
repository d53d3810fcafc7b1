package dev.regalia.catalog;

import dev.regalia.mig.Footprint;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.mig.SliceGrid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the models of the geometry file owe each other.
final class CatalogChecks {

    /// A shape on a grid: it has one footprint, whatever the board.
    private record Cut(SliceGrid grid, String shape) {}

    private record Seen(String id, Footprint footprint) {}

    private final List<String> problems;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<Cut, Seen> cuts = new HashMap<>();

    CatalogChecks(List<String> problems) {
        this.problems = problems;
    }

    void run(List<GpuGeometry> geometries) {
        for (GpuGeometry geometry : geometries) {
            String id = geometry.id();
            once("model " + id, id, "id");
            for (String product : geometry.productLabels()) {
                once(product + " with " + geometry.memoryGB() + " GB", id, "products");
            }
            for (String filter : geometry.deviceFilters()) {
                once(filter, id, "deviceFilters");
            }
            for (MigProfile profile : geometry.profiles()) {
                alike(geometry, profile);
            }
        }
    }

    private void once(String value, String id, String field) {
        String before = ids.putIfAbsent(value, id);
        if (before != null) {
            problems.add(
                    id + ", field " + field + ": " + value + " stands in " + before + " already");
        }
    }

    private void alike(GpuGeometry geometry, MigProfile profile) {
        Cut cut = new Cut(geometry.grid(), profile.shape());
        Seen first = cuts.putIfAbsent(cut, new Seen(geometry.id(), profile.footprint()));
        if (first == null || first.footprint().equals(profile.footprint())) {
            return;
        }
        boolean sizes = first.footprint().size() != profile.footprint().size();
        problems.add(
                geometry.id()
                        + ", profile "
                        + profile.name()
                        + ", field "
                        + (sizes
                                ? "size: " + profile.footprint().size()
                                : "starts: " + profile.footprint().starts())
                        + ", but shape "
                        + profile.shape()
                        + " of "
                        + first.id()
                        + ", on the same grid, has "
                        + (sizes ? first.footprint().size() : first.footprint().starts()));
    }
}
