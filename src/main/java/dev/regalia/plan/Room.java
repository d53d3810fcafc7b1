package dev.regalia.plan;

/// Whether the groups of a GPU model may have more nodes than they are offered.
///
/// @param full every group gets as many as `nodes.max` allows
/// @param spare free nodes that a group could take if it had room
record Room(boolean full, int spare) {

    /// How to get so many more nodes.
    ///
    /// @param gpus of a node
    String more(int nodes, int gpus) {
        int add = full ? Math.max(0, nodes - spare) : nodes;
        String added = add + (add == 1 ? " node" : " nodes") + " of " + gpus + " GPUs";
        if (!full) {
            return "add " + added;
        }
        String raised = "raise `nodes.max` by " + nodes;
        return add == 0 ? raised : raised + " and add " + added;
    }
}
