package dev.regalia.plan;

/// Whether an object will get where its spec says.
public enum Progress {
    /// It is there.
    DONE,
    /// It will get there by itself.
    RECONCILING,
    /// It will not, unless somebody changes something.
    STALLED
}
