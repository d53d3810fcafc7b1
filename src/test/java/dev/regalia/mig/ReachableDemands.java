package dev.regalia.mig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every demand of partitions that some GPUs of a model can hold, by adding layout after layout:
/// the brute force that facets are measured against.
///
/// The layouts come from the exhaustive packer, asked one by one. A demand is one number, five bits
/// per profile.
final class ReachableDemands {

    private static final int BITS = 5;

    private final GpuGeometry geometry;
    private final List<Long> oneGpu = new ArrayList<>();

    private ReachableDemands(GpuGeometry geometry) {
        this.geometry = geometry;
        layouts(new int[geometry.profiles().size()], 0);
    }

    /// Each demand that at most so many GPUs hold, with the fewest that do.
    static Map<Long, Integer> upTo(GpuGeometry geometry, int gpus) {
        ReachableDemands reachable = new ReachableDemands(geometry);
        Map<Long, Integer> fewest = new HashMap<>(Map.of(0L, 0));
        List<Long> last = List.of(0L);
        for (int gpu = 1; gpu <= gpus; gpu++) {
            List<Long> next = new ArrayList<>();
            for (long demand : last) {
                for (long layout : reachable.oneGpu) {
                    if (fewest.putIfAbsent(demand + layout, gpu) == null) {
                        next.add(demand + layout);
                    }
                }
            }
            last = next;
        }
        return new TreeMap<>(fewest);
    }

    static long[] counts(GpuGeometry geometry, long demand) {
        long[] counts = new long[geometry.profiles().size() + 1];
        for (int k = 0; k < geometry.profiles().size(); k++) {
            counts[k] = demand >> (BITS * k) & ((1 << BITS) - 1);
        }
        return counts;
    }

    static long plusOne(long demand, int profile) {
        return demand + (1L << (BITS * profile));
    }

    /// Whatever lies below an allowed layout can be held too, be it allowed itself or not.
    private void layouts(int[] counts, int from) {
        Map<MigProfile, Integer> wanted = new HashMap<>();
        for (int k = 0; k < counts.length; k++) {
            wanted.put(geometry.profiles().get(k), counts[k]);
        }
        Layout layout = geometry.layout(wanted);
        MigFit fit = MigPacker.fit(geometry, layout);
        if (fit instanceof MigFit.Unplaceable) {
            return;
        }
        if (fit instanceof MigFit.Placed) {
            addBelow(counts.clone());
        }
        for (int k = from; k < counts.length; k++) {
            counts[k]++;
            layouts(counts, k);
            counts[k]--;
        }
    }

    private void addBelow(int[] counts) {
        long demand = 0;
        for (int k = 0; k < counts.length; k++) {
            demand |= (long) counts[k] << (BITS * k);
        }
        if (demand == 0 || oneGpu.contains(demand)) {
            return;
        }
        oneGpu.add(demand);
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0) {
                counts[k]--;
                addBelow(counts);
                counts[k]++;
            }
        }
    }
}
