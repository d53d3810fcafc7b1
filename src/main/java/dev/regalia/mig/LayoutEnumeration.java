package dev.regalia.mig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every layout of one GPU, placed and counted. The empty layout is in none of the lists.
///
/// @param placed every legal set of placements, each by profile order and start
/// @param maximalPlaced those to which no instance can be added where it is
/// @param layouts the distinct counts of `placed`, each once
/// @param fullLayouts the distinct counts of `maximalPlaced`, each once
/// @param largestLayouts the full layouts that no other full layout covers
public record LayoutEnumeration(
        List<List<Placement>> placed,
        List<List<Placement>> maximalPlaced,
        List<Layout> layouts,
        List<Layout> fullLayouts,
        List<Layout> largestLayouts) {

    public LayoutEnumeration {
        placed = placed.stream().map(List::copyOf).toList();
        maximalPlaced = maximalPlaced.stream().map(List::copyOf).toList();
        layouts = List.copyOf(layouts);
        fullLayouts = List.copyOf(fullLayouts);
        largestLayouts = List.copyOf(largestLayouts);
    }

    /// Every layout of all profiles of a model; empty lists where its placements are not known.
    public static LayoutEnumeration of(GpuGeometry geometry) {
        return of(geometry, geometry.profiles());
    }

    /// Every layout of some profiles of a model, as if it had no others.
    public static LayoutEnumeration of(GpuGeometry geometry, List<MigProfile> profiles) {
        if (!(geometry.grid() instanceof SliceGrid.Known grid)) {
            return new LayoutEnumeration(List.of(), List.of(), List.of(), List.of(), List.of());
        }
        List<Placement> candidates = candidates(profiles);
        List<Occupancy> found = new ArrayList<>();
        extend(Occupancy.empty(grid), candidates, found);
        List<Occupancy> maximal =
                found.stream()
                        .filter(occupancy -> candidates.stream().noneMatch(occupancy::accepts))
                        .toList();
        List<Layout> full = distinctCounts(geometry, maximal);
        List<Layout> largest =
                full.stream()
                        .filter(
                                layout ->
                                        full.stream()
                                                .noneMatch(
                                                        o -> !o.equals(layout) && o.covers(layout)))
                        .toList();
        return new LayoutEnumeration(
                found.stream().map(Occupancy::placements).toList(),
                maximal.stream().map(Occupancy::placements).toList(),
                distinctCounts(geometry, found),
                full,
                largest);
    }

    private static List<Placement> candidates(List<MigProfile> profiles) {
        List<Placement> candidates = new ArrayList<>();
        for (MigProfile profile : profiles) {
            for (int start : profile.footprint().starts()) {
                candidates.add(new Placement(profile, start));
            }
        }
        return candidates;
    }

    /// Adds each candidate in turn, then only later ones, so that every set is met once.
    private static void extend(
            Occupancy occupancy, List<Placement> candidates, List<Occupancy> found) {
        for (int i = 0; i < candidates.size(); i++) {
            Placement candidate = candidates.get(i);
            if (occupancy.accepts(candidate)) {
                Occupancy larger = occupancy.with(candidate);
                found.add(larger);
                extend(larger, candidates.subList(i + 1, candidates.size()), found);
            }
        }
    }

    private static List<Layout> distinctCounts(GpuGeometry geometry, List<Occupancy> occupancies) {
        Set<Layout> layouts = new LinkedHashSet<>();
        for (Occupancy occupancy : occupancies) {
            Map<MigProfile, Integer> counts = new HashMap<>();
            occupancy
                    .placements()
                    .forEach(placement -> counts.merge(placement.profile(), 1, Integer::sum));
            layouts.add(geometry.layout(counts));
        }
        return layouts.stream().sorted(Comparator.comparing(Layout::toString)).toList();
    }
}
