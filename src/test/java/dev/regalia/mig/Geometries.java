package dev.regalia.mig;

import dev.regalia.catalog.GpuCatalogReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The shipped geometries, by id, and layouts written by shape.
final class Geometries {

    static final GpuCatalog CATALOG = GpuCatalogReader.readDefault();
    static final GpuGeometry A30 = byId("A30");
    static final GpuGeometry A100 = byId("A100-40GB");
    static final GpuGeometry H100 = byId("H100-80GB");
    static final GpuGeometry B200 = byId("B200-180GB");
    static final GpuGeometry RTX_6000 = byId("RTX-PRO-6000-Blackwell-96GB");
    static final GpuGeometry RTX_5000 = byId("RTX-PRO-5000-Blackwell-48GB");

    private Geometries() {}

    static GpuGeometry byId(String id) {
        return CATALOG.geometries().stream()
                .filter(g -> g.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Stream<GpuGeometry> all() {
        return CATALOG.geometries().stream();
    }

    static Stream<GpuGeometry> withKnownPlacements() {
        return all().filter(GpuGeometry::placementsKnown);
    }

    static List<MigProfile> profiles(GpuGeometry geometry, String shapes) {
        return Stream.of(shapes.split(" ", -1)).map(shape -> profile(geometry, shape)).toList();
    }

    static MigProfile profile(GpuGeometry geometry, String shapeOrName) {
        return switch (geometry.resolve(shapeOrName)) {
            case ProfileResolution.Resolved(MigProfile profile) -> profile;
            case ProfileResolution.Unknown(LayoutProblem problem) ->
                    throw new AssertionError(problem.toString());
        };
    }

    /// A layout written as `3g 4x1g`.
    static Layout layout(GpuGeometry geometry, String written) {
        return switch (geometry.resolveLayout(counts(written))) {
            case LayoutResolution.Resolved(Layout layout) -> layout;
            case LayoutResolution.Refused(List<LayoutProblem> problems) ->
                    throw new AssertionError(problems.toString());
        };
    }

    static Map<String, Integer> counts(String written) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String portion : written.split(" ", -1)) {
            int times = portion.indexOf('x');
            counts.put(
                    portion.substring(times + 1),
                    times < 0 ? 1 : Integer.parseInt(portion.substring(0, times)));
        }
        return counts;
    }
}
