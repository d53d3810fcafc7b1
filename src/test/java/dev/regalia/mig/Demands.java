package dev.regalia.mig;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Demands for tests of packings, and one model for each way in which models are cut.
final class Demands {

    private Demands() {}

    /// The packing of one model per family of models that are cut alike; placements known.
    static Stream<GpuPacking> distinctPackings() {
        return FacetGeneration.families(Geometries.CATALOG).stream()
                .map(List::getFirst)
                .map(Geometries.CATALOG::packing);
    }

    /// A demand written as `3g 4x1g`, or `2xwhole` for whole GPUs.
    static long[] written(GpuPacking packing, String written) {
        long[] counts = new long[packing.profiles() + 1];
        Geometries.counts(written)
                .forEach(
                        (shape, count) -> {
                            if (shape.equals("whole")) {
                                counts[packing.profiles()] = count;
                            } else {
                                counts[index(packing, shape)] = count;
                            }
                        });
        return counts;
    }

    static int index(GpuPacking packing, String shape) {
        return packing.geometry().profiles().indexOf(Geometries.profile(packing.geometry(), shape));
    }

    /// A demand near what up to `mostGpus` GPUs hold, with a few partitions more or fewer.
    static long[] random(GpuPacking packing, Random random, int mostGpus) {
        long[] counts = new long[packing.profiles() + 1];
        int gpus = 1 + random.nextInt(mostGpus);
        int alike = 1 + mostGpus / 20;
        for (int gpu = 0; gpu < gpus; gpu += alike) {
            int chosen = random.nextInt(packing.patterns().size());
            int[] pattern = packing.counts(packing.patterns().get(chosen));
            for (int k = 0; k < pattern.length; k++) {
                counts[k] += (long) pattern[k] * Math.min(alike, gpus - gpu);
            }
        }
        for (int k = 0; k < packing.profiles(); k++) {
            int change = random.nextInt(3) == 0 ? random.nextInt(-gpus, gpus + 1) : 0;
            counts[k] = Math.max(0, counts[k] + change);
        }
        return counts;
    }

    static long[] plus(long[] counts, int index, long added) {
        long[] sum = Arrays.copyOf(counts, counts.length);
        sum[index] += added;
        return sum;
    }
}
