package dev.regalia.sim;

/// What came of applying a mig-parted configuration to the GPUs of a node.
sealed interface ApplyResult {

    /// All GPUs that it names were as it wants them.
    record Unchanged() implements ApplyResult {}

    /// GPUs were cut anew.
    ///
    /// @param after all GPUs of the node
    record Applied(NodeGpus after) implements ApplyResult {}

    /// It could not be done.
    ///
    /// @param reason as a log would say it
    /// @param after all GPUs of the node; those that had to change have no instances
    record Failed(String reason, NodeGpus after) implements ApplyResult {}
}
