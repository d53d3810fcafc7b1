package dev.regalia.plan.packing.opponents;

import dev.regalia.mig.GpuPacking;
import dev.regalia.plan.packing.NodeCut;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.RepackProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The surplus-aware greedy: always the node that loses the least of what is still wanted, each of
/// its GPUs with the pattern that covers the most of what is lacking.
///
/// A careful one: idle nodes before busy ones, those with the fewest pods first; a GPU that covers
/// as much as it is keeps its layout; a node that loses what it gains stays as it is.
public record LeastLossGreedy() implements Opponent {

    @Override
    public List<NodeCut> plan(RepackProblem problem, long[] demand) {
        return new Run(problem, demand).cuts();
    }

    private static final class Run {

        private final GpuPacking packing;
        private final List<int[]> patterns = new ArrayList<>();
        private final List<NodeSupply> open;
        private final List<long[]> gives;

        /// What the fleet gives beyond the demand; below 0 what it lacks.
        private final long[] surplus;

        Run(RepackProblem problem, long[] demand) {
            this.packing = problem.packing();
            packing.patterns().forEach(pattern -> patterns.add(packing.counts(pattern)));
            patterns.add(NodeSupply.WHOLE);
            this.surplus = new long[demand.length];
            for (int k = 0; k < demand.length; k++) {
                surplus[k] = -demand[k];
            }
            problem.nodes().forEach(node -> add(surplus, node.supply(), 1));
            this.open =
                    new ArrayList<>(
                            problem.nodes().stream()
                                    .filter(node -> Opponent.isOpen(problem, node))
                                    .sorted(Comparator.comparingLong(NodeSupply::evictions))
                                    .toList());
            this.gives = new ArrayList<>(open.stream().map(NodeSupply::supply).toList());
        }

        List<NodeCut> cuts() {
            List<NodeCut> cuts = new ArrayList<>();
            while (isLacking() && !open.isEmpty()) {
                int next = leastLoss();
                NodeSupply node = open.remove(next);
                long[] supply = gives.remove(next);
                long[] before = surplus.clone();
                long lost = lacking();
                add(surplus, supply, -1);
                List<int[]> layouts = new ArrayList<>();
                for (int[] layout : node.layouts()) {
                    int[] better = mostCovering(layout);
                    add(surplus, better, 1);
                    layouts.add(better);
                }
                if (lacking() < lost) {
                    Opponent.cut(cuts, node, layouts);
                } else {
                    System.arraycopy(before, 0, surplus, 0, surplus.length);
                }
            }
            return cuts;
        }

        /// Of the nodes with the fewest pods the one that loses least.
        private int leastLoss() {
            int best = 0;
            long least = Long.MAX_VALUE;
            long pods = open.getFirst().evictions();
            for (int i = 0; i < open.size() && open.get(i).evictions() == pods; i++) {
                long loss = 0;
                long[] supply = gives.get(i);
                for (int k = 0; k < supply.length; k++) {
                    long needed = supply[k] - Math.max(0, surplus[k]);
                    loss += Math.max(0, needed) * packing.memorySlices(k);
                }
                if (loss < least) {
                    best = i;
                    least = loss;
                }
            }
            return best;
        }

        private int[] mostCovering(int[] layout) {
            int[] best = layout;
            long most = covered(layout);
            for (int[] pattern : patterns) {
                if (covered(pattern) > most) {
                    best = pattern;
                    most = covered(pattern);
                }
            }
            return best;
        }

        private long covered(int[] layout) {
            int whole = surplus.length - 1;
            if (NodeSupply.isWhole(layout)) {
                return surplus[whole] < 0 ? packing.memorySlices(whole) : 0;
            }
            long covered = 0;
            for (int k = 0; k < whole; k++) {
                long lacking = Math.max(0, -surplus[k]);
                covered += Math.min(lacking, layout[k]) * packing.memorySlices(k);
            }
            return covered;
        }

        private boolean isLacking() {
            return Arrays.stream(surplus).anyMatch(left -> left < 0);
        }

        private long lacking() {
            long slices = 0;
            for (int k = 0; k < surplus.length; k++) {
                slices += Math.max(0, -surplus[k]) * packing.memorySlices(k);
            }
            return slices;
        }

        private static void add(long[] to, long[] more, int times) {
            for (int k = 0; k < to.length; k++) {
                to[k] += more[k] * times;
            }
        }

        private static void add(long[] to, int[] layout, int times) {
            if (NodeSupply.isWhole(layout)) {
                to[to.length - 1] += times;
            }
            for (int k = 0; k < layout.length; k++) {
                to[k] += (long) layout[k] * times;
            }
        }
    }
}
