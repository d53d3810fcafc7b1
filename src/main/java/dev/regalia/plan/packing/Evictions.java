package dev.regalia.plan.packing;

/// Whether a plan may cut nodes that GPU pods run on.
public enum Evictions {
    /// Nodes with GPU pods stay as they are.
    NEVER,
    /// A node with GPU pods can be cut at the price of its pods.
    ALLOWED
}
