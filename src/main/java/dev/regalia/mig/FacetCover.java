package dev.regalia.mig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    /// do; of equals the first. Instead of the last three it takes two where two do as well.
    @Override
    public long[] times(long[] counts) {
        long gpus = gpus(counts);
        List<Use> uses = uses(counts, gpus);
        int before = uses.size() - 3;
        if (before >= 0) {
            long[] left = counts;
            for (Use use : uses.subList(0, before)) {
                left = without(left, use);
                gpus -= use.times();
            }
            Optional<Use> first = ofPair(left, gpus);
            if (first.isPresent()) {
                uses.subList(before, uses.size()).clear();
                uses.add(first.get());
                uses.addAll(uses(without(left, first.get()), gpus - first.get().times()));
            }
        }
        long[] times = new long[patterns.length];
        uses.forEach(use -> times[use.pattern()] += use.times());
        return times;
    }

    private record Use(int pattern, long times) {}

    private List<Use> uses(long[] counts, long gpus) {
        List<Use> uses = new ArrayList<>();
        long[] left = counts;
        for (long more = gpus; more > 0; more -= uses.getLast().times()) {
            uses.add(most(left, more));
            left = without(left, uses.getLast());
        }
        return uses;
    }

    private Use most(long[] left, long gpus) {
        Use most = new Use(0, 0);
        for (int p = 0; p < patterns.length; p++) {
            if (fits(left, p, most.times() + 1, gpus)) {
                most = new Use(p, highest(left, p, most.times() + 1, gpus));
            }
        }
        if (most.times() == 0) {
            throw new IllegalStateException("the facets promise a pattern that is not there");
        }
        return most;
    }

    /// The pattern that can be used most often of those after which one other does for the rest.
    private Optional<Use> ofPair(long[] left, long gpus) {
        Use most = new Use(0, 0);
        for (int p = 0; p < patterns.length; p++) {
            if (fits(left, p, most.times() + 1, gpus)) {
                Use use = new Use(p, highest(left, p, most.times() + 1, gpus));
                most = isOne(without(left, use), gpus - use.times()) ? use : most;
            }
        }
        return most.times() > 0 ? Optional.of(most) : Optional.empty();
    }

    /// Whether one pattern does for all of it.
    private boolean isOne(long[] left, long gpus) {
        for (int[] pattern : patterns) {
            boolean does = true;
            for (int k = 0; k < pattern.length && does; k++) {
                does = left[k] <= gpus * pattern[k];
            }
            if (does) {
                return true;
            }
        }
        return false;
    }

    private long[] without(long[] counts, Use use) {
        long[] left = counts.clone();
        for (int k = 0; k < patterns[use.pattern()].length; k++) {
            left[k] = Math.max(0, left[k] - use.times() * patterns[use.pattern()][k]);
        }
        return left;
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
