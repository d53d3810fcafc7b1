package dev.regalia.mig;

import java.util.List;

/// The cover of a geometry without facets: GPU after GPU the pattern that holds most memory of what
/// is left. What it says fits does fit, though perhaps not on the fewest GPUs.
final class GreedyCover implements Cover {

    private final int[][] patterns;
    private final int[] memory;
    private final List<Facet> limits;

    /// @param memory memory slices by profile
    /// @param limits limits that every pattern keeps, for the bound
    GreedyCover(List<int[]> patterns, int[] memory, List<Facet> limits) {
        this.patterns = patterns.stream().map(int[]::clone).toArray(int[][]::new);
        this.memory = memory.clone();
        this.limits = List.copyOf(limits);
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public long bound(long[] counts) {
        return limits.stream().mapToLong(limit -> limit.gpus(counts)).max().orElse(0);
    }

    @Override
    public long gpus(long[] counts) {
        long gpus = 0;
        for (long times : times(counts)) {
            gpus += times;
        }
        return gpus;
    }

    @Override
    public long room(long[] counts, int profile, long gpus) {
        long most = 0;
        for (int[] pattern : patterns) {
            most = Math.max(most, pattern[profile]);
        }
        long fits = 0;
        long tooMany = Math.max(0, gpus) * most + 1;
        while (tooMany - fits > 1) {
            long middle = (fits + tooMany) >>> 1;
            long[] more = counts.clone();
            more[profile] += middle;
            if (gpus(more) <= gpus) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    @Override
    public long[] times(long[] counts) {
        long[] left = counts.clone();
        long[] times = new long[patterns.length];
        while (true) {
            int best = 0;
            long most = 0;
            for (int p = 0; p < patterns.length; p++) {
                long held = held(left, p);
                if (held > most) {
                    best = p;
                    most = held;
                }
            }
            if (most == 0) {
                return times;
            }
            long often = often(left, best);
            times[best] += often;
            for (int k = 0; k < patterns[best].length; k++) {
                left[k] = Math.max(0, left[k] - often * patterns[best][k]);
            }
        }
    }

    private long held(long[] left, int pattern) {
        long held = 0;
        for (int k = 0; k < patterns[pattern].length; k++) {
            held += memory[k] * Math.min(left[k], patterns[pattern][k]);
        }
        return held;
    }

    /// How often in a row the pattern holds as much as the first time.
    private long often(long[] left, int pattern) {
        long often = Long.MAX_VALUE;
        for (int k = 0; k < patterns[pattern].length; k++) {
            int each = patterns[pattern][k];
            if (each > 0 && left[k] > 0) {
                often = Math.min(often, Math.max(1, left[k] / each));
            }
        }
        return often;
    }
}
