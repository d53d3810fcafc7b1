package dev.regalia.mig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The facets of some patterns: the vertices of `{y >= 0 : y.p <= 1 for every pattern p}` that no
/// other vertex exceeds in every weight, scaled to whole numbers.
///
/// Profiles that can stand for each other in every layout have the same weight in every facet, so
/// that only one of each kind takes part in the search.
final class FacetDerivation {

    private FacetDerivation() {}

    /// Weights by profile, then the bound, without a common divisor; small bounds first, then by
    /// weights.
    static List<List<Integer>> of(List<int[]> patterns) {
        int profiles = patterns.getFirst().length;
        int[] kinds = kinds(patterns);
        int[] firsts = IntStream.range(0, profiles).filter(k -> kinds[k] == k).toArray();
        List<int[]> merged = patterns.stream().map(p -> merge(p, kinds, firsts)).toList();
        List<long[]> vertices = DualVertices.of(merged, firsts.length);
        return vertices.stream()
                .filter(vertex -> vertices.stream().noneMatch(other -> exceeds(other, vertex)))
                .map(vertex -> spread(vertex, kinds, firsts))
                .sorted(smallBoundFirst())
                .toList();
    }

    /// For each profile the first one that can stand for it in every layout.
    static int[] kinds(List<int[]> patterns) {
        Set<List<Integer>> layouts = new HashSet<>();
        patterns.forEach(pattern -> addBelow(pattern.clone(), layouts));
        int profiles = patterns.getFirst().length;
        int[] kinds = new int[profiles];
        for (int k = 0; k < profiles; k++) {
            kinds[k] = k;
            for (int first = k - 1; first >= 0; first--) {
                if (replaces(first, k, layouts) && replaces(k, first, layouts)) {
                    kinds[k] = first;
                }
            }
        }
        return kinds;
    }

    private static void addBelow(int[] layout, Set<List<Integer>> layouts) {
        if (layouts.add(Arrays.stream(layout).boxed().toList())) {
            for (int k = 0; k < layout.length; k++) {
                if (layout[k] > 0) {
                    layout[k]--;
                    addBelow(layout, layouts);
                    layout[k]++;
                }
            }
        }
    }

    private static boolean replaces(int one, int other, Set<List<Integer>> layouts) {
        for (List<Integer> layout : layouts) {
            if (layout.get(other) > 0) {
                List<Integer> replaced = new ArrayList<>(layout);
                replaced.set(other, layout.get(other) - 1);
                replaced.set(one, layout.get(one) + 1);
                if (!layouts.contains(replaced)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int[] merge(int[] pattern, int[] kinds, int[] firsts) {
        return Arrays.stream(firsts)
                .map(
                        first ->
                                IntStream.range(0, pattern.length)
                                        .filter(k -> kinds[k] == first)
                                        .map(k -> pattern[k])
                                        .sum())
                .toArray();
    }

    private static List<Integer> spread(long[] vertex, int[] kinds, int[] firsts) {
        List<Integer> facet = new ArrayList<>();
        for (int kind : kinds) {
            facet.add(Math.toIntExact(vertex[Arrays.binarySearch(firsts, kind)]));
        }
        facet.add(Math.toIntExact(vertex[firsts.length]));
        return List.copyOf(facet);
    }

    /// Whether one vertex has at least the weights of another, and is not the same.
    private static boolean exceeds(long[] one, long[] other) {
        int last = one.length - 1;
        for (int k = 0; k < last; k++) {
            if (one[k] * other[last] < other[k] * one[last]) {
                return false;
            }
        }
        return !Arrays.equals(one, other);
    }

    private static Comparator<List<Integer>> smallBoundFirst() {
        Comparator<List<Integer>> order = Comparator.comparing(List::getLast);
        return order.thenComparing(
                (one, other) ->
                        Arrays.compare(
                                one.stream().mapToInt(Integer::intValue).toArray(),
                                other.stream().mapToInt(Integer::intValue).toArray()));
    }
}
