package dev.regalia.mig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a demand runs out of first, in words that complete "you run out of ...": `left halves: 4g`.
///
/// Profiles are those of the demand that take some of it, in the order of the geometry, with how
/// much each takes where they differ. Slices name no profile: what a profile takes of them is in
/// its name. A demand of nothing but partitions that fill a GPU runs out of whole GPUs.
final class Scarcity {

    private static final String WHOLE = "whole GPUs";

    private final GpuGeometry geometry;
    private final List<Facet> facets;

    Scarcity(GpuGeometry geometry, List<Facet> facets) {
        this.geometry = geometry;
        this.facets = facets;
    }

    /// @param binding the facet that is met first; empty where there are no partitions or no facets
    /// @param counts by profile, whole GPUs behind the last
    Optional<String> words(Optional<Facet> binding, long[] counts) {
        List<Integer> asked =
                IntStream.range(0, geometry.profiles().size())
                        .filter(profile -> counts[profile] > 0)
                        .boxed()
                        .toList();
        if (asked.isEmpty()) {
            return counts[geometry.profiles().size()] > 0 ? Optional.of(WHOLE) : Optional.empty();
        }
        if (!geometry.placementsKnown()) {
            return Optional.of("GPUs, each cut into one profile: " + shapes(asked));
        }
        return binding.map(
                facet ->
                        asked.stream().allMatch(this::fillsGpu)
                                ? WHOLE + ": " + shapes(asked)
                                : words(facet, asked));
    }

    private String words(Facet facet, List<Integer> asked) {
        if (isSlices(facet)) {
            return facet.words();
        }
        List<Integer> counted = asked.stream().filter(k -> facet.weights().get(k) > 0).toList();
        boolean alike = counted.stream().map(facet.weights()::get).distinct().count() == 1;
        return facet.words() + ": " + (alike ? shapes(counted) : amounts(facet, counted));
    }

    private boolean fillsGpu(int profile) {
        return facets.stream().allMatch(facet -> facet.weights().get(profile) == facet.bound());
    }

    private boolean isSlices(Facet facet) {
        return facet.weights().equals(each(MigProfile::computeSlices))
                || facet.weights().equals(each(profile -> profile.footprint().size()));
    }

    private List<Integer> each(Function<MigProfile, Integer> slices) {
        return geometry.profiles().stream().map(slices).toList();
    }

    private String shapes(List<Integer> profiles) {
        return profiles.stream().map(this::shape).collect(Collectors.joining(", "));
    }

    private String amounts(Facet facet, List<Integer> profiles) {
        List<String> amounts = new ArrayList<>();
        for (int profile : profiles) {
            amounts.add(
                    shape(profile)
                            + (amounts.isEmpty() ? " takes " : " ")
                            + facet.weights().get(profile));
        }
        return String.join(", ", amounts);
    }

    private String shape(int profile) {
        return geometry.profiles().get(profile).shape();
    }
}
