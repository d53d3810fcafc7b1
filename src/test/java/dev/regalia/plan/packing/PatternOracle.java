package dev.regalia.plan.packing;

import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.LayoutEnumeration;
import dev.regalia.mig.MigFit;
import dev.regalia.mig.MigPacker;
import dev.regalia.mig.MigProfile;
import dev.regalia.mig.SliceGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What fits on a few GPUs, by trying the patterns of one GPU after the other. Knows no facets.
final class PatternOracle {

    private static final int MOST_STATES = 200_000;

    private final List<int[]> patterns = new ArrayList<>();
    private final int[] weight;
    private final Map<List<Long>, Long> known = new HashMap<>();

    /// @param weight memory slices per profile and of a whole GPU, last
    PatternOracle(GpuGeometry geometry, int[] weight) {
        this.weight = weight.clone();
        List<int[]> all = new ArrayList<>();
        if (geometry.grid() instanceof SliceGrid.Known) {
            LayoutEnumeration.of(geometry).layouts().stream()
                    .filter(l -> MigPacker.fit(geometry, l) instanceof MigFit.Placed)
                    .map(l -> geometry.profiles().stream().mapToInt(l::count).toArray())
                    .forEach(all::add);
        } else {
            List<MigProfile> profiles = geometry.profiles();
            for (int k = 0; k < profiles.size(); k++) {
                int[] uniform = new int[profiles.size()];
                uniform[k] = profiles.get(k).maxCount();
                all.add(uniform);
            }
        }
        for (int[] counts : all) {
            if (all.stream().noneMatch(other -> isLarger(other, counts))) {
                patterns.add(counts);
            }
        }
    }

    private static boolean isLarger(int[] one, int[] other) {
        return !Arrays.equals(one, other) && covers(one, other);
    }

    private static boolean covers(int[] one, int[] other) {
        for (int k = 0; k < one.length; k++) {
            if (one[k] < other[k]) {
                return false;
            }
        }
        return true;
    }

    long slices(long[] counts) {
        long slices = 0;
        for (int k = 0; k < counts.length; k++) {
            slices += counts[k] * weight[k];
        }
        return slices;
    }

    boolean fits(long[] counts, long gpus) {
        return served(counts, gpus) == slices(counts);
    }

    /// The fewest GPUs, whole ones included.
    long fewest(long[] counts) {
        long gpus = 0;
        while (!fits(counts, gpus)) {
            gpus++;
        }
        return gpus;
    }

    /// Whether the search became too large to trust that it ends soon.
    boolean isExhausted() {
        return known.size() > MOST_STATES;
    }

    /// The most memory slices of some counts that fit.
    long served(long[] counts, long gpus) {
        int next = largest(counts);
        if (next < 0 || gpus == 0 || isExhausted()) {
            return 0;
        }
        List<Long> key = new ArrayList<>(counts.length + 1);
        for (long count : counts) {
            key.add(count);
        }
        key.add(gpus);
        Long before = known.get(key);
        if (before != null) {
            return before;
        }
        long most = Math.min(slices(counts), gpus * weight[weight.length - 1]);
        long best = 0;
        for (long[] part : parts(counts, next)) {
            long[] rest = counts.clone();
            for (int k = 0; k < rest.length; k++) {
                rest[k] -= part[k];
            }
            best = Math.max(best, slices(part) + served(rest, gpus - 1));
            if (best == most) {
                break;
            }
        }
        if (best < most) {
            long[] without = counts.clone();
            without[next] = 0;
            best = Math.max(best, served(without, gpus));
        }
        known.put(key, best);
        return best;
    }

    private int largest(long[] counts) {
        int largest = -1;
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0 && (largest < 0 || weight[k] >= weight[largest])) {
                largest = k;
            }
        }
        return largest;
    }

    /// What of some counts one GPU can hold that holds one of a profile; none within another.
    private List<long[]> parts(long[] counts, int profile) {
        List<long[]> parts = new ArrayList<>();
        if (profile == counts.length - 1) {
            long[] whole = new long[counts.length];
            whole[profile] = 1;
            return List.of(whole);
        }
        for (int[] pattern : patterns) {
            if (pattern[profile] > 0) {
                long[] part = new long[counts.length];
                for (int k = 0; k < pattern.length; k++) {
                    part[k] = Math.min(pattern[k], counts[k]);
                }
                if (parts.stream().noneMatch(other -> covers(other, part))) {
                    parts.removeIf(other -> covers(part, other));
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    private static boolean covers(long[] one, long[] other) {
        for (int k = 0; k < one.length; k++) {
            if (one[k] < other[k]) {
                return false;
            }
        }
        return true;
    }

    /// The best choice of nodes to touch, by trying all; empty where that takes too long.
    Optional<long[]> best(RandomFleets.Sample sample) {
        RepackProblem problem = sample.problem();
        List<NodeSupply> open =
                problem.nodes().stream()
                        .filter(node -> !node.fixed())
                        .filter(
                                node ->
                                        node.evictions() == 0
                                                || problem.evictions() == Evictions.ALLOWED)
                        .toList();
        long[] best = {Long.MAX_VALUE};
        for (int choice = 0; choice < 1 << open.size(); choice++) {
            List<NodeSupply> touched = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                if ((choice >> i & 1) == 1) {
                    touched.add(open.get(i));
                }
            }
            long[] value = value(sample, touched);
            if (Arrays.compare(value, best) < 0) {
                best = value;
            }
        }
        return isExhausted() ? Optional.empty() : Optional.of(best);
    }

    /// Slices unserved, evictions, GPUs beyond the slack (0 where something is unserved), nodes.
    long[] value(RandomFleets.Sample sample, List<NodeSupply> touched) {
        long[] need = need(sample, touched);
        long gpus = touched.stream().mapToLong(NodeSupply::gpus).sum();
        long evictions = touched.stream().mapToLong(NodeSupply::evictions).sum();
        long unserved = slices(need) - served(need, gpus);
        long excess = 0;
        if (unserved == 0) {
            long after = cut(sample.problem(), touched) + fewest(partitions(need));
            excess = Math.max(0, after - cutAllowed(sample));
        }
        return new long[] {unserved, evictions, excess, touched.size()};
    }

    static long[] need(RandomFleets.Sample sample, List<NodeSupply> touched) {
        long[] need = sample.demand().clone();
        for (NodeSupply node : sample.problem().nodes()) {
            if (node.member() && !touched.contains(node)) {
                for (int k = 0; k < need.length; k++) {
                    need[k] = Math.max(0, need[k] - node.supply()[k]);
                }
            }
        }
        return need;
    }

    static long[] partitions(long[] counts) {
        long[] partitions = counts.clone();
        partitions[counts.length - 1] = 0;
        return partitions;
    }

    /// GPUs that are cut on the members that are not touched.
    static long cut(RepackProblem problem, List<NodeSupply> touched) {
        return problem.nodes().stream()
                .filter(node -> node.member() && !touched.contains(node))
                .mapToLong(PatternOracle::cut)
                .sum();
    }

    private static long cut(NodeSupply node) {
        return node.layouts().isEmpty()
                ? node.gpus() - node.supply()[node.supply().length - 1]
                : node.layouts().stream().filter(l -> Arrays.stream(l).sum() > 0).count();
    }

    long cutAllowed(RandomFleets.Sample sample) {
        long whole = sample.demand()[sample.demand().length - 1];
        long optimum = fewest(sample.demand());
        long slack = Math.ceilDiv(optimum * (100 + sample.problem().slackPercent()), 100L);
        return Math.max(cut(sample.problem(), List.of()), slack - whole);
    }
}
