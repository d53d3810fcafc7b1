package dev.regalia.mig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The patterns of a geometry: its allowed layouts that no other allowed one covers.
final class Patterns {

    private Patterns() {}

    /// The patterns, those with more of the last profile first, then of the one before it, and so
    /// on.
    static List<Layout> of(GpuGeometry geometry) {
        List<int[]> patterns =
                switch (geometry.grid()) {
                    case SliceGrid.Known grid -> largest(geometry, grid);
                    case SliceGrid.Unknown() -> uniform(geometry);
                };
        return patterns.stream()
                .sorted(Patterns::largestFirst)
                .map(counts -> layout(geometry, counts))
                .toList();
    }

    /// A layout can only be covered by one with more instances, so that these are looked at first.
    private static List<int[]> largest(GpuGeometry geometry, SliceGrid.Known grid) {
        List<int[]> largest = new ArrayList<>();
        LayoutSweep.of(geometry.profiles(), grid).stream()
                .sorted(Comparator.comparingInt((int[] c) -> IntStream.of(c).sum()).reversed())
                .filter(counts -> largest.stream().noneMatch(p -> covers(p, counts)))
                .filter(counts -> isAllowed(geometry, counts))
                .forEachOrdered(largest::add);
        return largest;
    }

    private static List<int[]> uniform(GpuGeometry geometry) {
        List<int[]> uniform = new ArrayList<>();
        for (int k = 0; k < geometry.profiles().size(); k++) {
            int[] counts = new int[geometry.profiles().size()];
            counts[k] = geometry.profiles().get(k).maxCount();
            uniform.add(counts);
        }
        return uniform;
    }

    private static Layout layout(GpuGeometry geometry, int[] counts) {
        Map<MigProfile, Integer> byProfile = new HashMap<>();
        for (int k = 0; k < counts.length; k++) {
            byProfile.put(geometry.profiles().get(k), counts[k]);
        }
        return geometry.layout(byProfile);
    }

    private static boolean isAllowed(GpuGeometry geometry, int[] counts) {
        return geometry.placementDependentLayouts() == PlacementDependentLayouts.ALLOWED
                || !PlacementDependence.isPlacementDependent(geometry, layout(geometry, counts));
    }

    private static boolean covers(int[] one, int[] other) {
        for (int k = 0; k < one.length; k++) {
            if (one[k] < other[k]) {
                return false;
            }
        }
        return true;
    }

    private static int largestFirst(int[] one, int[] other) {
        for (int k = one.length - 1; k >= 0; k--) {
            if (one[k] != other[k]) {
                return Integer.compare(other[k], one[k]);
            }
        }
        return 0;
    }

    /// Limits that follow from the profiles alone, as facets: slices, highest counts, the one set
    /// of media extensions. They hold for every pattern but need not say everything.
    static List<Facet> limits(GpuGeometry geometry) {
        if (!(geometry.grid() instanceof SliceGrid.Known grid)) {
            return List.of();
        }
        List<Facet> limits = new ArrayList<>();
        limits.add(
                limit(geometry, "compute slices", MigProfile::computeSlices, grid.computeSlices()));
        limits.add(
                limit(geometry, "memory slices", p -> p.footprint().size(), grid.memorySlices()));
        limits.add(limit(geometry, "media extensions", p -> p.mediaExtensions() ? 1 : 0, 1));
        for (int k = 0; k < geometry.profiles().size(); k++) {
            MigProfile profile = geometry.profiles().get(k);
            List<Integer> weights =
                    new ArrayList<>(Collections.nCopies(geometry.profiles().size(), 0));
            weights.set(k, 1);
            limits.add(new Facet("places for " + profile.shape(), weights, profile.maxCount()));
        }
        return limits;
    }

    private static Facet limit(
            GpuGeometry geometry, String words, ToIntFunction<MigProfile> weight, int bound) {
        return new Facet(
                words, geometry.profiles().stream().map(weight::applyAsInt).toList(), bound);
    }

    /// @throws IllegalArgumentException if a facet cannot be one of these patterns
    static void check(GpuGeometry geometry, List<int[]> patterns, List<Facet> facets) {
        for (Facet facet : facets) {
            if (facet.weights().size() != geometry.profiles().size()) {
                throw new IllegalArgumentException(
                        geometry.id() + ": " + facet + " has not one weight per profile");
            }
            for (int[] pattern : patterns) {
                long load = 0;
                for (int k = 0; k < pattern.length; k++) {
                    load += (long) facet.weights().get(k) * pattern[k];
                }
                if (load > facet.bound()) {
                    throw new IllegalArgumentException(
                            geometry.id() + ": a pattern breaks the limit " + facet);
                }
            }
        }
        if (!facets.isEmpty()) {
            everyProfileIsLimited(geometry, facets);
        }
    }

    private static void everyProfileIsLimited(GpuGeometry geometry, List<Facet> facets) {
        for (int k = 0; k < geometry.profiles().size(); k++) {
            int profile = k;
            if (facets.stream().allMatch(facet -> facet.weights().get(profile) == 0)) {
                throw new IllegalArgumentException(
                        geometry.id()
                                + ": no facet limits "
                                + geometry.profiles().get(profile).name());
            }
        }
    }
}
