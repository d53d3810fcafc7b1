package dev.regalia.mig;

/// Whether layouts that depend on the starts which the driver chooses may be asked of a model.
public enum PlacementDependentLayouts {
    /// The driver of these boards is known to choose starts with which such layouts work.
    ALLOWED,
    /// Nobody has verified it on the board.
    REFUSED
}
