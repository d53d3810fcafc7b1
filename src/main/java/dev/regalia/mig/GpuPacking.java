package dev.regalia.mig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the GPUs of one model can be cut into together: the largest layouts of one GPU, called
/// patterns, and how many GPUs hold how many partitions.
///
/// Layouts that depend on the driver's choice are left out where the model refuses them. Immutable;
/// built once per geometry, cheap to ask.
///
/// A demand is an array called `counts`, one longer than the profiles: partitions by profile in the
/// order of the geometry, then whole GPUs (MIG off). Negative counts are not allowed.
public final class GpuPacking {

    private final GpuGeometry geometry;
    private final List<Facet> facets;
    private final List<Layout> patterns;
    private final Cover cover;
    private final int[] memory;

    private GpuPacking(GpuGeometry geometry, List<Facet> facets) {
        this.geometry = geometry;
        this.facets = List.copyOf(facets);
        this.patterns = Patterns.of(geometry);
        this.memory = memory(geometry);
        List<int[]> counts = patterns.stream().map(this::counts).toList();
        Patterns.check(geometry, counts, facets);
        this.cover = cover(geometry, facets, counts);
    }

    private static Cover cover(GpuGeometry geometry, List<Facet> facets, List<int[]> patterns) {
        if (!geometry.placementsKnown()) {
            return new UniformCover(patterns);
        }
        return facets.isEmpty()
                ? new GreedyCover(patterns, memory(geometry), Patterns.limits(geometry))
                : new FacetCover(patterns, facets);
    }

    /// The packing of a geometry.
    ///
    /// @param facets all facets of its patterns, such that the largest of their GPU counts, rounded
    ///   up, is always attained; empty where they are not known
    /// @throws IllegalArgumentException if a facet has not one weight per profile, or a pattern
    ///   breaks it
    public static GpuPacking of(GpuGeometry geometry, List<Facet> facets) {
        return new GpuPacking(geometry, facets);
    }

    /// The model.
    public GpuGeometry geometry() {
        return geometry;
    }

    /// The number of profiles, which is also the index of whole GPUs in a demand.
    public int profiles() {
        return geometry.profiles().size();
    }

    /// The limits that together say what fits, in the order of the resource; empty where none are
    /// known.
    public List<Facet> facets() {
        return facets;
    }

    /// Whether [#gpus] is the fewest possible and [#room] all there is; where not, both are still
    /// safe.
    public boolean exact() {
        return cover.exact();
    }

    /// The layouts to which nothing can be added, largest profiles first. A model without known
    /// placements has one per profile.
    public List<Layout> patterns() {
        return patterns;
    }

    /// The counts of a layout by profile, in the order of the geometry.
    public int[] counts(Layout layout) {
        return geometry.profiles().stream().mapToInt(layout::count).toArray();
    }

    /// GPUs that hold all of this, whole ones included; the fewest possible where [#exact].
    public long gpus(long[] counts) {
        return cover.gpus(checked(counts)) + counts[profiles()];
    }

    /// GPUs without which this cannot be held, whole ones included; the same as [#gpus] where
    /// [#exact].
    public long gpusBound(long[] counts) {
        return cover.bound(checked(counts)) + counts[profiles()];
    }

    /// What the partitions run out of first; empty where there are none, or no facets.
    public Optional<Facet> binding(long[] counts) {
        checked(counts);
        return facets.stream()
                .filter(facet -> facet.load(counts) > 0)
                .reduce((first, next) -> tighter(next, first, counts) ? next : first);
    }

    /// What a demand runs out of first, so that "you run out of ..." is a sentence: the profiles of
    /// the demand that count are named. Empty for an empty demand, and where no facets are known.
    public Optional<String> scarce(long[] counts) {
        return new Scarcity(geometry, facets).words(binding(counts), counts);
    }

    /// How many more partitions of one profile, or whole GPUs, fit if all lies on `gpus` GPUs.
    ///
    /// @param profile the index in a demand
    /// @param gpus all GPUs there are, those for whole GPUs included
    public long room(long[] counts, int profile, long gpus) {
        return profile == profiles()
                ? Math.max(0, gpus - gpus(counts))
                : cover.room(checked(counts), profile, gpus - counts[profiles()]);
    }

    /// The partitions on as many GPUs as [#gpus] says (whole GPUs are not among them), each cut
    /// into a pattern, so that there may be room left; few different ones, in the order of
    /// [#patterns].
    public List<GpuLayout> pack(long[] counts) {
        long[] times = cover.times(checked(counts));
        List<GpuLayout> packed = new ArrayList<>();
        for (int p = 0; p < times.length; p++) {
            if (times[p] > 0) {
                packed.add(new GpuLayout(patterns.get(p), times[p]));
            }
        }
        return List.copyOf(packed);
    }

    /// The memory slices of one partition, or of a whole GPU. Of a model without known placements
    /// the share of a GPU, in a unit that divides evenly.
    ///
    /// @param profile the index in a demand
    public int memorySlices(int profile) {
        return memory[profile];
    }

    @Override
    public String toString() {
        return "packing of " + geometry.id();
    }

    private static boolean tighter(Facet one, Facet other, long[] counts) {
        return one.load(counts) * other.bound() > other.load(counts) * one.bound();
    }

    private static int[] memory(GpuGeometry geometry) {
        return switch (geometry.grid()) {
            case SliceGrid.Known grid ->
                    withWhole(
                            geometry.profiles().stream().mapToInt(p -> p.footprint().size()),
                            grid.memorySlices());
            case SliceGrid.Unknown() -> {
                int whole = 1;
                for (MigProfile profile : geometry.profiles()) {
                    whole = lowestCommonMultiple(whole, profile.maxCount());
                }
                int all = whole;
                yield withWhole(
                        geometry.profiles().stream().mapToInt(p -> all / p.maxCount()), whole);
            }
        };
    }

    private static int[] withWhole(IntStream profiles, int whole) {
        return IntStream.concat(profiles, IntStream.of(whole)).toArray();
    }

    private static int lowestCommonMultiple(int one, int other) {
        int a = one;
        int b = other;
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return one / a * other;
    }

    private long[] checked(long[] counts) {
        if (counts.length != profiles() + 1) {
            throw new IllegalArgumentException(
                    counts.length
                            + " counts; "
                            + geometry.id()
                            + " needs one per profile and one for whole GPUs, "
                            + (profiles() + 1));
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a count of " + count + " is negative");
            }
        }
        return counts;
    }
}
