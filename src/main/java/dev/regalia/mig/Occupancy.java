package dev.regalia.mig;

import java.util.ArrayList;
import java.util.List;

/// Instances lying on one GPU, and what may still be added under the five rules of legal placement.
///
/// The rules: no two overlap; every start is one that the profile allows; the compute slices add up
/// to at most those of the GPU; no profile exceeds its highest count; the media engines suffice.
///
/// @param grid the GPU
/// @param placements what lies on it, in the order of adding
record Occupancy(SliceGrid.Known grid, List<Placement> placements) {

    Occupancy {
        placements = List.copyOf(placements);
    }

    static Occupancy empty(SliceGrid.Known grid) {
        return new Occupancy(grid, List.of());
    }

    boolean accepts(Placement added) {
        MigProfile profile = added.profile();
        int compute = profile.computeSlices();
        int same = 1;
        for (Placement present : placements) {
            compute += present.profile().computeSlices();
            same += present.profile().equals(profile) ? 1 : 0;
            if ((present.mask() & added.mask()) != 0
                    || !profile.mediaEngines().toleratesBeside(present.profile().mediaEngines())) {
                return false;
            }
        }
        return profile.footprint().starts().contains(added.start())
                && added.start() + profile.footprint().size() <= grid.memorySlices()
                && compute <= grid.computeSlices()
                && same <= profile.maxCount();
    }

    Occupancy with(Placement added) {
        List<Placement> all = new ArrayList<>(placements);
        all.add(added);
        return new Occupancy(grid, all);
    }
}
