package dev.regalia.plan.packing;

import dev.regalia.mig.GpuPacking;
import java.util.List;

/// A fleet of one GPU model and what may be done with it.
///
/// @param nodes in the order of preference where nothing else decides, the preferred first
/// @param slackPercent how far above the fewest GPUs a plan may newly go, 0 or more
/// @param searchLimit how many partial plans a search may visit, 0 or more
public record RepackProblem(
        GpuPacking packing,
        List<NodeSupply> nodes,
        Evictions evictions,
        int slackPercent,
        int searchLimit) {

    /// Partial plans visited unless something else is said.
    public static final int DEFAULT_SEARCH_LIMIT = 20_000;

    public RepackProblem {
        nodes = List.copyOf(nodes);
        if (slackPercent < 0 || searchLimit < 0) {
            throw new IllegalArgumentException(
                    "slack " + slackPercent + " %, search limit " + searchLimit);
        }
    }

    /// Whether a plan may touch a node.
    boolean mayTouch(NodeSupply node) {
        return !node.fixed()
                && node.gpus() > 0
                && (node.evictions() == 0 || evictions == Evictions.ALLOWED);
    }
}
