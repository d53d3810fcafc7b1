package dev.regalia.mig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Whether each demand that the facets allow on some GPUs can give up a pattern, so that they allow
/// the rest on one GPU less.
///
/// Profiles that take a whole GPU are left out, since a GPU more for each is all they need; of
/// profiles that can stand for each other only the first is demanded.
final class Peeling {

    private final GpuPacking packing;
    private final List<int[]> patterns;
    private final int[] profiles;
    private long tried;

    Peeling(GpuPacking packing) {
        this.packing = packing;
        this.patterns = packing.patterns().stream().map(packing::counts).toList();
        int[] kinds = FacetDerivation.kinds(patterns);
        this.profiles =
                IntStream.range(0, packing.profiles())
                        .filter(k -> kinds[k] == k)
                        .filter(k -> !takesWholeGpu(k))
                        .toArray();
    }

    int dimension() {
        return profiles.length;
    }

    long tried() {
        return tried;
    }

    private boolean takesWholeGpu(int profile) {
        return packing.facets().stream()
                .allMatch(facet -> facet.weights().get(profile) == facet.bound());
    }

    /// Demands to which nothing can be added on so many GPUs and that no pattern fits into.
    List<String> demandsWithoutPattern(int gpus) {
        List<String> without = new ArrayList<>();
        fill(new long[packing.profiles() + 1], 0, gpus, without);
        return without;
    }

    private void fill(long[] counts, int index, int gpus, List<String> without) {
        int profile = profiles[index];
        long room = packing.room(counts, profile, gpus);
        if (index == profiles.length - 1) {
            counts[profile] = room;
            tried++;
            if (patterns.stream().noneMatch(pattern -> leavesLess(counts, pattern, gpus))) {
                without.add(Arrays.toString(counts) + " on " + gpus);
            }
        } else {
            for (long count = 0; count <= room; count++) {
                counts[profile] = count;
                fill(counts, index + 1, gpus, without);
            }
        }
        counts[profile] = 0;
    }

    private boolean leavesLess(long[] counts, int[] pattern, int gpus) {
        long[] rest = counts.clone();
        for (int k = 0; k < pattern.length; k++) {
            rest[k] = Math.max(0, rest[k] - pattern[k]);
        }
        return packing.gpus(rest) < gpus;
    }
}
