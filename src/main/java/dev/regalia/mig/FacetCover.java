package dev.regalia.mig;

import java.util.List;

/// The cover of a geometry whose facets say everything: partitions fit on n GPUs exactly if every
/// facet holds for n.
///
/// That makes counting a matter of a few products, and choosing patterns one of peeling: a pattern
/// may be used as often as the rest still fits on the GPUs that are left.
final class FacetCover implements Cover {

    private final int[][] patterns;
    private final int[][] weights;
    private final int[] bounds;

    FacetCover(List<int[]> patterns, List<Facet> facets) {
        this.patterns = patterns.stream().map(int[]::clone).toArray(int[][]::new);
        this.weights =
                facets.stream()
                        .map(f -> f.weights().stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new);
        this.bounds = facets.stream().mapToInt(Facet::bound).toArray();
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public long bound(long[] counts) {
        return gpus(counts);
    }

    @Override
    public long gpus(long[] counts) {
        long gpus = 0;
        for (int f = 0; f < bounds.length; f++) {
            gpus = Math.max(gpus, Math.ceilDiv(load(f, counts), (long) bounds[f]));
        }
        return gpus;
    }

    @Override
    public long room(long[] counts, int profile, long gpus) {
        long room = Long.MAX_VALUE;
        for (int f = 0; f < bounds.length; f++) {
            long left = gpus * bounds[f] - load(f, counts);
            if (left < 0) {
                return 0;
            }
            if (weights[f][profile] > 0) {
                room = Math.min(room, left / weights[f][profile]);
            }
        }
        return room;
    }

    /// Takes the pattern that can be used most often, and so on with the rest, so that few patterns
    /// do; of equals the first.
    @Override
    public long[] times(long[] counts) {
        long[] left = counts.clone();
        long[] times = new long[patterns.length];
        long gpus = gpus(left);
        while (gpus > 0) {
            int most = 0;
            long often = 0;
            for (int p = 0; p < patterns.length; p++) {
                if (fits(left, p, often + 1, gpus)) {
                    often = highest(left, p, often + 1, gpus);
                    most = p;
                }
            }
            if (often == 0) {
                throw new IllegalStateException("the facets promise a pattern that is not there");
            }
            times[most] += often;
            gpus -= often;
            for (int k = 0; k < patterns[most].length; k++) {
                left[k] = Math.max(0, left[k] - often * patterns[most][k]);
            }
        }
        return times;
    }

    /// The highest number of times from `low`, which fits, up to `high`.
    private long highest(long[] counts, int pattern, long low, long high) {
        long fits = low;
        long tooMany = high + 1;
        while (tooMany - fits > 1) {
            long middle = (fits + tooMany) >>> 1;
            if (fits(counts, pattern, middle, high)) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    /// Whether what a pattern leaves, used so many times, fits on the other GPUs.
    private boolean fits(long[] counts, int pattern, long times, long gpus) {
        if (times > gpus) {
            return false;
        }
        for (int f = 0; f < bounds.length; f++) {
            long load = 0;
            for (int k = 0; k < weights[f].length; k++) {
                load += weights[f][k] * Math.max(0, counts[k] - times * patterns[pattern][k]);
            }
            if (load > (gpus - times) * bounds[f]) {
                return false;
            }
        }
        return true;
    }

    private long load(int facet, long[] counts) {
        long load = 0;
        for (int k = 0; k < weights[facet].length; k++) {
            load += weights[facet][k] * counts[k];
        }
        return load;
    }
}
