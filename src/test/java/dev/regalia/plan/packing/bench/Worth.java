package dev.regalia.plan.packing.bench;

import dev.regalia.mig.GpuPacking;
import dev.regalia.mig.MigFit;
import dev.regalia.mig.MigPacker;
import dev.regalia.mig.MigProfile;
import dev.regalia.plan.packing.NodeCut;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.RepackProblem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What some cuts of a fleet are worth; the smaller, the better. Counted anew from the cuts alone,
/// the same way whoever planned them.
///
/// @param unserved memory slices of the demand that are then lacking
/// @param evictions pods on the nodes that are cut
/// @param gpus GPUs that are cut anew
/// @param used GPUs that are then cut, and whole ones that are asked for and there
record Worth(long unserved, long evictions, int nodes, int gpus, long used)
        implements Comparable<Worth> {

    private static final Comparator<Worth> ORDER =
            Comparator.comparingLong(Worth::unserved)
                    .thenComparingLong(Worth::evictions)
                    .thenComparingInt(Worth::nodes)
                    .thenComparingInt(Worth::gpus)
                    .thenComparingLong(Worth::used);

    @Override
    public int compareTo(Worth other) {
        return ORDER.compare(this, other);
    }

    /// @throws IllegalArgumentException if a cut is not possible or not counted right
    static Worth of(RepackProblem problem, long[] demand, List<NodeCut> cuts) {
        Map<String, NodeCut> byNode = new HashMap<>();
        cuts.forEach(cut -> byNode.put(cut.node(), cut));
        Set<int[]> checked = new TreeSet<>(Arrays::compare);
        long[] supply = new long[demand.length];
        long cutAfter = 0;
        long evictions = 0;
        int gpus = 0;
        for (NodeSupply node : problem.nodes()) {
            NodeCut cut = byNode.get(node.name());
            List<int[]> layouts = cut == null ? node.layouts() : cut.layouts();
            if (cut != null) {
                int changed = changed(node, cut);
                check(changed == cut.gpusTouched() && !node.fixed(), node.name());
                cut.layouts().stream()
                        .filter(checked::add)
                        .forEach(layout -> checkPlaceable(problem.packing(), layout));
                gpus += changed;
                evictions += node.evictions();
            }
            add(supply, sum(layouts));
            cutAfter += layouts.stream().filter(layout -> Arrays.stream(layout).sum() > 0).count();
        }
        long unserved = 0;
        for (int k = 0; k < demand.length; k++) {
            unserved += Math.max(0, demand[k] - supply[k]) * problem.packing().memorySlices(k);
        }
        int whole = demand.length - 1;
        long used = cutAfter + Math.min(demand[whole], supply[whole]);
        return new Worth(unserved, evictions, cuts.size(), gpus, used);
    }

    /// What layouts give together.
    static long[] sum(List<int[]> layouts) {
        long[] sum = new long[Fleets.PACKING.profiles() + 1];
        for (int[] layout : layouts) {
            if (NodeSupply.isWhole(layout)) {
                sum[sum.length - 1]++;
            }
            for (int k = 0; k < layout.length; k++) {
                sum[k] += layout[k];
            }
        }
        return sum;
    }

    private static void add(long[] to, long[] more) {
        for (int k = 0; k < to.length; k++) {
            to[k] += more[k];
        }
    }

    private static int changed(NodeSupply node, NodeCut cut) {
        check(cut.layouts().size() == node.gpus(), node.name());
        int changed = 0;
        for (int i = 0; i < node.gpus(); i++) {
            changed += Arrays.equals(cut.layouts().get(i), node.layouts().get(i)) ? 0 : 1;
        }
        return changed;
    }

    private static void checkPlaceable(GpuPacking packing, int[] counts) {
        Map<MigProfile, Integer> layout = new HashMap<>();
        for (int k = 0; k < counts.length; k++) {
            layout.put(packing.geometry().profiles().get(k), counts[k]);
        }
        MigFit fit = MigPacker.fit(packing.geometry(), packing.geometry().layout(layout));
        check(fit instanceof MigFit.Placed, Arrays.toString(counts));
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("this cut cannot be: " + what);
        }
    }
}
