package dev.regalia.plan;

/// How many more nodes the groups of a GPU model may have than they are offered.
///
/// @param left nodes that may still come before a `nodes.max` is in the way
/// @param spare nodes that are there, and that a group could have if its `nodes.max` let it
/// @param max the `nodes.max` that is to be raised, as a sentence calls it
record Room(int left, int spare, String max) {

    /// How to get so many more nodes.
    ///
    /// @param gpus of a node
    String more(int nodes, int gpus) {
        int there = Math.min(spare, nodes);
        int add = nodes - there;
        int raise = there + Math.max(0, add - left);
        String added = "add " + add + (add == 1 ? " node" : " nodes") + " of " + gpus + " GPUs";
        String raised = "raise " + max + " by " + raise;
        if (raise == 0) {
            return added;
        }
        return add == 0 ? raised : raised + " and " + added;
    }
}
