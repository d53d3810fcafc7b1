package dev.regalia.mig;

/// Why one line of a layout cannot be read on a model.
///
/// @param kind which rule it breaks
/// @param profile the profile as the user wrote it
/// @param message what is wrong, with the values
/// @param cure what to write instead
public record LayoutProblem(Kind kind, String profile, String message, String cure) {

    /// The rules a line can break.
    public enum Kind {
        /// The model has no profile of that shape or name.
        UNKNOWN_PROFILE,
        /// Another line means the same profile.
        NAMED_TWICE,
        /// The count is below 1.
        COUNT_NOT_POSITIVE
    }

    @Override
    public String toString() {
        return message + "; " + cure;
    }
}
