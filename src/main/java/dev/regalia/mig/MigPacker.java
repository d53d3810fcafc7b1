package dev.regalia.mig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Fits layouts onto one GPU, exactly: a layout is refused only if no placement exists.
public final class MigPacker {

    private static final Comparator<MigProfile> LARGEST_FIRST =
            Comparator.comparingInt((MigProfile profile) -> profile.footprint().size()).reversed();

    private MigPacker() {}

    /// Whether one GPU can be cut into counts by shape or name.
    public static MigFit fit(GpuGeometry geometry, Map<String, Integer> counts) {
        return switch (geometry.resolveLayout(counts)) {
            case LayoutResolution.Refused(List<LayoutProblem> problems) ->
                    new MigFit.Unresolved(problems);
            case LayoutResolution.Resolved(Layout layout) -> fit(geometry, layout);
        };
    }

    /// Whether one GPU can be cut into a layout of its own profiles.
    public static MigFit fit(GpuGeometry geometry, Layout layout) {
        return switch (geometry.grid()) {
            case SliceGrid.Unknown() -> uniform(geometry, layout);
            case SliceGrid.Known grid -> packed(geometry, grid, layout);
        };
    }

    private static MigFit packed(GpuGeometry geometry, SliceGrid.Known grid, Layout layout) {
        Optional<List<Placement>> placements = place(grid, layout);
        if (placements.isEmpty()) {
            return new MigFit.Unplaceable(
                    Misfit.reason(geometry, grid, layout),
                    cure(geometry, layout, part -> place(grid, part).isPresent()));
        }
        boolean dependent = PlacementDependence.isPlacementDependent(geometry, layout);
        if (dependent
                && geometry.placementDependentLayouts() == PlacementDependentLayouts.REFUSED) {
            return new MigFit.PlacementDependent(
                    layout
                            + " fits on "
                            + geometry.id()
                            + " only if the driver chooses the right starts, which has not"
                            + " been verified on this model",
                    cure(geometry, layout, part -> isSafe(geometry, grid, part)));
        }
        return new MigFit.Placed(placements.get(), dependent);
    }

    private static boolean isSafe(GpuGeometry geometry, SliceGrid.Known grid, Layout layout) {
        return place(grid, layout).isPresent()
                && !PlacementDependence.isPlacementDependent(geometry, layout);
    }

    private static String cure(GpuGeometry geometry, Layout layout, Predicate<Layout> works) {
        return "write for example " + Misfit.largestPart(geometry, layout, works);
    }

    private static MigFit uniform(GpuGeometry geometry, Layout layout) {
        if (layout.portions().isEmpty()) {
            return new MigFit.Placed(List.of(), false);
        }
        Layout.Portion portion = layout.portions().getFirst();
        MigProfile profile = portion.profile();
        int most = Math.min(portion.count(), profile.maxCount());
        if (layout.portions().size() > 1) {
            return new MigFit.Unplaceable(
                    layout
                            + " cannot be planned on "
                            + geometry.id()
                            + ": the placements of this model are not published",
                    "write one profile only, such as " + new Layout.Portion(profile, most));
        }
        return most == portion.count()
                ? new MigFit.Uniform(profile, most)
                : new MigFit.Unplaceable(
                        Misfit.brokenCounts(geometry, layout),
                        "write for example " + new Layout.Portion(profile, most));
    }

    static Optional<List<Placement>> place(SliceGrid.Known grid, Layout layout) {
        if (Misfit.exceedsTotals(grid, layout)) {
            return Optional.empty();
        }
        List<MigProfile> instances = new ArrayList<>();
        for (Layout.Portion portion : layout.portions()) {
            instances.addAll(Collections.nCopies(portion.count(), portion.profile()));
        }
        instances.sort(LARGEST_FIRST);
        return place(Occupancy.empty(grid), instances);
    }

    private static Optional<List<Placement>> place(Occupancy occupied, List<MigProfile> left) {
        if (left.isEmpty()) {
            return Optional.of(
                    occupied.placements().stream()
                            .sorted(Comparator.comparingInt(Placement::start))
                            .toList());
        }
        MigProfile profile = left.getFirst();
        for (int start : profile.footprint().starts()) {
            Placement candidate = new Placement(profile, start);
            if (startsAfterItsLike(occupied, candidate) && occupied.accepts(candidate)) {
                Optional<List<Placement>> rest =
                        place(occupied.with(candidate), left.subList(1, left.size()));
                if (rest.isPresent()) {
                    return rest;
                }
            }
        }
        return Optional.empty();
    }

    /// Instances of one profile are interchangeable, so only their ascending order is tried.
    private static boolean startsAfterItsLike(Occupancy occupied, Placement candidate) {
        if (occupied.placements().isEmpty()) {
            return true;
        }
        Placement last = occupied.placements().getLast();
        return !last.profile().equals(candidate.profile()) || last.start() < candidate.start();
    }
}
