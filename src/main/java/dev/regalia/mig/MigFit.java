package dev.regalia.mig;

import java.util.List;

/// Whether one GPU of a model can be cut into a layout.
public sealed interface MigFit {

    /// It can; here is one way.
    ///
    /// @param placements one legal placement per instance, by start; the driver may choose another
    /// @param placementDependent whether it works only if the driver chooses well (allowed on this
    ///   model)
    record Placed(List<Placement> placements, boolean placementDependent) implements MigFit {
        public Placed {
            placements = List.copyOf(placements);
        }
    }

    /// It can, by the published count of its only profile; the starts of this model are not known.
    record Uniform(MigProfile profile, int count) implements MigFit {}

    /// It cannot.
    ///
    /// @param reason every limit that is broken, with the values
    /// @param cure what to write instead
    record Unplaceable(String reason, String cure) implements MigFit {}

    /// It can, but only if the driver chooses well, and nobody has verified that on this model.
    record PlacementDependent(String reason, String cure) implements MigFit {}

    /// The counts cannot be read on this model.
    ///
    /// @param problems every problem; never empty
    record Unresolved(List<LayoutProblem> problems) implements MigFit {
        public Unresolved {
            problems = List.copyOf(problems);
        }
    }
}
