package dev.regalia.plan.packing;

import java.util.List;

/// What a touched node is cut into.
///
/// @param node its name
/// @param layouts per GPU index, as in [NodeSupply#layouts()]; a GPU that keeps its counts is
///   repeated as it is
/// @param gpusTouched GPUs that are cut anew; 0 of a free node that is taken as it is
public record NodeCut(String node, List<int[]> layouts, int gpusTouched) {
    public NodeCut {
        layouts = List.copyOf(layouts);
    }
}
