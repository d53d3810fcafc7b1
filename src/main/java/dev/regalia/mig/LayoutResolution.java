package dev.regalia.mig;

import java.util.List;

/// What counts per profile as a user writes them mean on one model.
public sealed interface LayoutResolution {

    /// They mean this layout; nothing is said about whether it fits.
    record Resolved(Layout layout) implements LayoutResolution {}

    /// They cannot be read.
    ///
    /// @param problems every problem, by profile as written; never empty
    record Refused(List<LayoutProblem> problems) implements LayoutResolution {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
