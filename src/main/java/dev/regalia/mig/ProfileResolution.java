package dev.regalia.mig;

/// What a profile as a user writes it means on one model.
public sealed interface ProfileResolution {

    /// It names this profile.
    record Resolved(MigProfile profile) implements ProfileResolution {}

    /// It names none; `problem` lists what could be written.
    record Unknown(LayoutProblem problem) implements ProfileResolution {}
}
