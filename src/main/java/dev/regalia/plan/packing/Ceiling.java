package dev.regalia.plan.packing;

import dev.regalia.mig.Facet;
import dev.regalia.mig.GpuPacking;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The most memory slices of some counts that can possibly be held on some GPUs: for each facet on
/// its own, filled by the most slices per weight, a part of a count included; the least of these.
final class Ceiling {

    private final int[] slices;
    private final int[] bounds;
    private final int[][] weights;
    private final int[][] orders;

    Ceiling(GpuPacking packing) {
        int length = packing.profiles() + 1;
        int facets = packing.facets().size();
        this.slices = IntStream.range(0, length).map(packing::memorySlices).toArray();
        this.bounds = new int[facets + 1];
        this.weights = new int[facets + 1][];
        this.orders = new int[facets + 1][];
        bounds[facets] = slices[length - 1];
        weights[facets] = slices;
        for (int f = 0; f < facets; f++) {
            Facet facet = packing.facets().get(f);
            bounds[f] = facet.bound();
            weights[f] =
                    IntStream.range(0, length)
                            .map(k -> k + 1 < length ? facet.weights().get(k) : facet.bound())
                            .toArray();
        }
        for (int f = 0; f <= facets; f++) {
            int[] weight = weights[f];
            orders[f] =
                    IntStream.range(0, length)
                            .boxed()
                            .sorted(Comparator.comparingDouble(k -> (double) weight[k] / slices[k]))
                            .mapToInt(Integer::intValue)
                            .toArray();
        }
    }

    /// The slices, never too few.
    long of(long[] counts, long gpus) {
        long least = Long.MAX_VALUE;
        for (int f = 0; f < bounds.length; f++) {
            least = Math.min(least, filled(f, counts, gpus * bounds[f]));
        }
        return least;
    }

    private long filled(int facet, long[] counts, long room) {
        long left = room;
        long filled = 0;
        for (int k : orders[facet]) {
            int weight = weights[facet][k];
            if (counts[k] * weight > left) {
                return filled + left * slices[k] / weight;
            }
            left -= counts[k] * weight;
            filled += counts[k] * slices[k];
        }
        return filled;
    }
}
