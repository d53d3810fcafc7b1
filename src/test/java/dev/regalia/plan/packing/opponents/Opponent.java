package dev.regalia.plan.packing.opponents;

import dev.regalia.mig.GpuPacking;
import dev.regalia.plan.packing.Evictions;
import dev.regalia.plan.packing.NodeCut;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.RepackProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A rule that changes a fleet so that it serves a demand.
///
/// The fleets have known layouts and no free nodes, and counts are as in the packing.
public sealed interface Opponent permits LeastLossGreedy, FromScratch, Matched {

    /// The nodes that the rule cuts anew.
    List<NodeCut> plan(RepackProblem problem, long[] demand);

    /// Whether a node may be touched at all.
    static boolean isOpen(RepackProblem problem, NodeSupply node) {
        return !node.fixed() && (node.evictions() == 0 || problem.evictions() == Evictions.ALLOWED);
    }

    /// What of a demand is left for the nodes that may be touched.
    static long[] need(RepackProblem problem, long[] demand) {
        long[] need = demand.clone();
        for (NodeSupply node : problem.nodes()) {
            if (!isOpen(problem, node)) {
                long[] supply = node.supply();
                for (int k = 0; k < need.length; k++) {
                    need[k] = Math.max(0, need[k] - supply[k]);
                }
            }
        }
        return need;
    }

    /// The layouts of the fewest GPUs that hold some counts, whole GPUs last.
    static List<int[]> target(GpuPacking packing, long[] counts) {
        List<int[]> target = new ArrayList<>();
        packing.pack(counts)
                .forEach(
                        part -> {
                            int[] layout = packing.counts(part.layout());
                            for (long i = 0; i < part.gpus(); i++) {
                                target.add(layout);
                            }
                        });
        for (long i = 0; i < counts[packing.profiles()]; i++) {
            target.add(NodeSupply.WHOLE);
        }
        return target;
    }

    /// The cut of a node; nothing where it changes no GPU.
    static void cut(List<NodeCut> cuts, NodeSupply node, List<int[]> layouts) {
        int changed = 0;
        for (int i = 0; i < layouts.size(); i++) {
            changed += Arrays.equals(layouts.get(i), node.layouts().get(i)) ? 0 : 1;
        }
        if (changed > 0) {
            cuts.add(new NodeCut(node.name(), layouts, changed));
        }
    }
}
