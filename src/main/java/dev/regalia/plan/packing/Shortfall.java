package dev.regalia.plan.packing;

import dev.regalia.mig.GpuPacking;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What to leave out, by the fewest memory slices, where counts do not fit on the GPUs there are.
///
/// Fills the GPUs profile by profile, the largest first, and goes back while it can still gain. The
/// steps are bounded; beyond them the best found so far stands, which is at least as good as
/// filling by size.
final class Shortfall {

    private static final int MOST_STEPS = 500;

    private final GpuPacking packing;
    private final Ceiling ceiling;
    private final int[] largestFirst;

    Shortfall(GpuPacking packing) {
        this.packing = packing;
        this.ceiling = new Ceiling(packing);
        this.largestFirst =
                IntStream.rangeClosed(0, packing.profiles())
                        .boxed()
                        .sorted(Comparator.comparingInt((Integer k) -> -packing.memorySlices(k)))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /// Memory slices of some counts of which at least so many do not fit on some GPUs.
    long bound(long[] counts, long gpus) {
        return Math.max(0, slices(counts) - ceiling.of(counts, gpus));
    }

    /// The counts to leave out of `counts` so that the rest fits on `gpus`.
    ///
    /// @param optional the most that may be left out of each; without all of it the rest must fit
    long[] least(long[] counts, long[] optional, long gpus) {
        long[] held = Counts.lacking(counts, optional);
        Filling filling =
                new Filling(held, optional, gpus, ceiling.of(counts, gpus) - slices(held));
        filling.fill(0, 0);
        return Counts.lacking(counts, filling.best);
    }

    private long slices(long[] counts) {
        long slices = 0;
        for (int k = 0; k < counts.length; k++) {
            slices += counts[k] * packing.memorySlices(k);
        }
        return slices;
    }

    /// One search. Changes what it holds step by step.
    private final class Filling {

        private final long[] held;
        private final long[] optional;
        private final long gpus;
        private final long enough;
        private final long[] best;
        private long bestSlices = -1;
        private int steps;

        /// @param enough slices of `optional` of which more cannot be held anyway
        Filling(long[] held, long[] optional, long gpus, long enough) {
            this.held = held;
            this.optional = optional;
            this.gpus = gpus;
            this.enough = enough;
            this.best = held.clone();
        }

        private void fill(int position, long slices) {
            steps++;
            if (slices > bestSlices) {
                bestSlices = slices;
                System.arraycopy(held, 0, best, 0, held.length);
            }
            if (position == largestFirst.length || slices + most(position, slices) <= bestSlices) {
                return;
            }
            int profile = largestFirst[position];
            int weight = packing.memorySlices(profile);
            for (long more = room(profile); more >= 0; more--) {
                held[profile] += more;
                fill(position + 1, slices + more * weight);
                held[profile] -= more;
                if (steps >= MOST_STEPS || bestSlices >= enough) {
                    return;
                }
            }
        }

        /// The most slices that the profiles from a position on can still add.
        private long most(int position, long slices) {
            long sum = 0;
            for (int i = position; i < largestFirst.length; i++) {
                sum += room(largestFirst[i]) * packing.memorySlices(largestFirst[i]);
            }
            long grid = (long) packing.memorySlices(packing.profiles()) * gpus;
            return Math.min(sum, grid - slices);
        }

        private long room(int profile) {
            return optional[profile] == 0
                    ? 0
                    : Math.min(optional[profile], packing.room(held, profile, gpus));
        }
    }
}
