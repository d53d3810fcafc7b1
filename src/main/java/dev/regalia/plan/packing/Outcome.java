package dev.regalia.plan.packing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A fleet once a plan is carried out.
///
/// @param cuts in the order of the nodes
/// @param supply what all members then give
/// @param cut GPUs that then hold instances
/// @param evictions pods on the nodes that are touched
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
record Outcome(List<NodeCut> cuts, long[] supply, long cut, long evictions) {

    /// @param length of counts
    static Outcome of(List<NodeSupply> nodes, List<NodeCut> cuts, int length) {
        Map<String, NodeCut> byNode = new HashMap<>();
        cuts.forEach(cut -> byNode.put(cut.node(), cut));
        List<NodeCut> ordered = new ArrayList<>();
        long[] supply = new long[length];
        long cut = 0;
        long evictions = 0;
        for (NodeSupply node : nodes) {
            NodeCut change = byNode.get(node.name());
            if (change != null) {
                ordered.add(change);
                evictions += node.evictions();
                for (int[] layout : change.layouts()) {
                    Counts.add(supply, layout);
                    cut += Fleet.isCut(layout) ? 1 : 0;
                }
            } else if (node.member()) {
                Counts.add(supply, node.supply(), 1);
                cut += Fleet.cut(node);
            }
        }
        return new Outcome(ordered, supply, cut, evictions);
    }
}
