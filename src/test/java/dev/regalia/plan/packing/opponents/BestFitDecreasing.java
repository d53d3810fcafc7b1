package dev.regalia.plan.packing.opponents;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Best fit decreasing: the largest instances first, each on the GPU that then has the least memory
/// left, there where it leaves the most places.
public final class BestFitDecreasing {

    private final Slots slots;
    private final int[] gpusByMask = new int[1 << 8];

    private BestFitDecreasing(Slots slots) {
        this.slots = slots;
    }

    /// GPUs of eight memory slices that the rule fills.
    ///
    /// @param counts instances by profile
    public static int gpus(Slots slots, long[] counts) {
        BestFitDecreasing rule = new BestFitDecreasing(slots);
        List<Integer> largestFirst =
                IntStream.range(0, slots.profiles())
                        .boxed()
                        .sorted(
                                Comparator.comparingInt((Integer k) -> -slots.size(k))
                                        .thenComparing(Comparator.reverseOrder()))
                        .toList();
        for (int profile : largestFirst) {
            for (long i = 0; i < counts[profile]; i++) {
                rule.add(profile);
            }
        }
        return IntStream.of(rule.gpusByMask).sum();
    }

    private void add(int profile) {
        int best = 0;
        int taken = 0;
        for (int mask = 1; mask < gpusByMask.length; mask++) {
            if (gpusByMask[mask] == 0 || slots.lowest(mask, profile) == 0) {
                continue;
            }
            int after = mask | slots.roomiest(mask, profile);
            if (best == 0 || isTighter(after, best)) {
                best = after;
                taken = mask;
            }
        }
        if (best == 0) {
            best = slots.roomiest(0, profile);
        } else {
            gpusByMask[taken]--;
        }
        gpusByMask[best]++;
    }

    private boolean isTighter(int one, int other) {
        int difference = Integer.bitCount(one) - Integer.bitCount(other);
        return difference == 0 ? slots.places(one) > slots.places(other) : difference > 0;
    }
}
