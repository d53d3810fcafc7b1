package dev.regalia.plan.packing.opponents;

import dev.regalia.plan.packing.NodeCut;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.RepackProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The best target, and then the largest matching of GPUs with the layouts of the target that they
/// already cover, GPUs of busy nodes matched first.
///
/// What is not matched goes to GPUs without a match: on idle nodes first, there on those with the
/// most of them, so that few nodes are touched.
public record Matched() implements Opponent {

    @Override
    public List<NodeCut> plan(RepackProblem problem, long[] demand) {
        List<NodeSupply> open =
                problem.nodes().stream().filter(node -> Opponent.isOpen(problem, node)).toList();
        List<int[]> target = Opponent.target(problem.packing(), Opponent.need(problem, demand));
        TreeMap<int[], Integer> wanted = new TreeMap<>(Arrays::compare);
        long gpus = open.stream().mapToLong(NodeSupply::gpus).sum();
        target.stream().limit(gpus).forEach(layout -> wanted.merge(layout, 1, Integer::sum));
        Matching matching = new Matching(wanted, open);
        return rewrite(open, matching);
    }

    private static List<NodeCut> rewrite(List<NodeSupply> open, Matching matching) {
        List<Candidate> candidates = new ArrayList<>();
        for (NodeSupply node : open) {
            boolean[] kept = new boolean[node.gpus()];
            int free = 0;
            for (int i = 0; i < kept.length; i++) {
                kept[i] = matching.keeps(node.layouts().get(i), node.evictions() > 0);
                free += kept[i] ? 0 : 1;
            }
            candidates.add(new Candidate(node, kept, free));
        }
        candidates.sort(
                Comparator.comparingLong((Candidate c) -> c.node.evictions())
                        .thenComparing(Comparator.comparingInt((Candidate c) -> -c.free)));
        Deque<int[]> left = matching.unmatched();
        List<NodeCut> cuts = new ArrayList<>();
        for (Candidate candidate : candidates) {
            List<int[]> layouts = new ArrayList<>(candidate.node.layouts());
            for (int i = 0; i < layouts.size() && !left.isEmpty(); i++) {
                if (!candidate.kept[i]) {
                    layouts.set(i, left.remove());
                }
            }
            Opponent.cut(cuts, candidate.node, layouts);
        }
        return cuts;
    }

    /// @param kept per GPU whether it has a match
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Candidate(NodeSupply node, boolean[] kept, int free) {}

    /// A flow from kinds of GPUs (layout, busy or idle) to layouts of the target.
    private static final class Matching {

        private final List<int[]> wanted;
        private final int[] open;
        private final List<TreeMap<int[], Integer>> gpus =
                List.of(new TreeMap<>(Arrays::compare), new TreeMap<>(Arrays::compare));
        private final List<int[]> have = new ArrayList<>();
        private final List<int[]> flow = new ArrayList<>();
        private final TreeMap<int[], Integer> busyMatches = new TreeMap<>(Arrays::compare);
        private final TreeMap<int[], Integer> idleMatches = new TreeMap<>(Arrays::compare);

        Matching(Map<int[], Integer> target, List<NodeSupply> nodes) {
            this.wanted = List.copyOf(target.keySet());
            this.open = target.values().stream().mapToInt(Integer::intValue).toArray();
            for (NodeSupply node : nodes) {
                var kinds = gpus.get(node.evictions() > 0 ? 0 : 1);
                node.layouts().forEach(layout -> kinds.merge(layout, 1, Integer::sum));
            }
            match(gpus.get(0), busyMatches);
            match(gpus.get(1), idleMatches);
        }

        private void match(Map<int[], Integer> kinds, Map<int[], Integer> matches) {
            kinds.forEach(
                    (layout, number) -> {
                        have.add(layout);
                        flow.add(new int[open.length]);
                        int matched = 0;
                        while (matched < number) {
                            int more = augment(have.size() - 1, number - matched);
                            if (more == 0) {
                                break;
                            }
                            matched += more;
                        }
                        matches.put(layout, matched);
                    });
        }

        /// Finds room for up to `most` more of a kind, moving others to what else they cover.
        private int augment(int kind, int most) {
            int[] from = new int[open.length];
            int[] via = new int[open.length];
            Arrays.fill(from, -2);
            Deque<Integer> queue = new ArrayDeque<>();
            reach(kind, -1, from, via, queue);
            while (!queue.isEmpty()) {
                int to = queue.remove();
                if (open[to] > 0) {
                    return push(to, from, via, Math.min(most, open[to]));
                }
                for (int other = 0; other < have.size(); other++) {
                    if (flow.get(other)[to] > 0) {
                        reach(other, to, from, via, queue);
                    }
                }
            }
            return 0;
        }

        private void reach(int kind, int back, int[] from, int[] via, Deque<Integer> queue) {
            for (int to = 0; to < open.length; to++) {
                if (from[to] == -2 && covers(have.get(kind), wanted.get(to))) {
                    from[to] = back;
                    via[to] = kind;
                    queue.add(to);
                }
            }
        }

        private int push(int end, int[] from, int[] via, int most) {
            int amount = most;
            for (int to = end; from[to] >= 0; to = from[to]) {
                amount = Math.min(amount, flow.get(via[to])[from[to]]);
            }
            open[end] -= amount;
            for (int to = end; to >= 0; to = from[to]) {
                flow.get(via[to])[to] += amount;
                if (from[to] >= 0) {
                    flow.get(via[to])[from[to]] -= amount;
                }
            }
            return amount;
        }

        private static boolean covers(int[] layout, int[] wanted) {
            if (layout.length != wanted.length) {
                return false;
            }
            for (int k = 0; k < layout.length; k++) {
                if (layout[k] < wanted[k]) {
                    return false;
                }
            }
            return true;
        }

        /// Whether the next GPU with this layout has a match.
        boolean keeps(int[] layout, boolean busy) {
            Map<int[], Integer> matches = busy ? busyMatches : idleMatches;
            int left = matches.getOrDefault(layout, 0);
            matches.put(layout, Math.max(0, left - 1));
            return left > 0;
        }

        /// The layouts of the target that no GPU covers.
        Deque<int[]> unmatched() {
            Deque<int[]> unmatched = new ArrayDeque<>();
            for (int i = 0; i < open.length; i++) {
                for (int n = 0; n < open[i]; n++) {
                    unmatched.add(wanted.get(i));
                }
            }
            return unmatched;
        }
    }
}
