package dev.regalia.mig;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Every legal set of counts of one GPU, the empty one included, by a walk over its memory units:
/// at each either nothing starts or one instance does. Which units are taken is not kept, so that
/// what [LayoutEnumeration] lists in full is here a matter of a few hundred states.
final class LayoutSweep {

    private final List<MigProfile> profiles;
    private final SliceGrid.Known grid;
    private final boolean[][] tolerates;
    private final int[] counts;

    /// The unit and the counts of every state that was met; the unit stands last.
    private final Set<int[]> met = new TreeSet<>((Comparator<int[]>) Arrays::compare);

    private LayoutSweep(List<MigProfile> profiles, SliceGrid.Known grid) {
        this.profiles = profiles;
        this.grid = grid;
        this.counts = new int[profiles.size()];
        this.tolerates = new boolean[profiles.size()][profiles.size()];
        for (int i = 0; i < profiles.size(); i++) {
            for (int j = 0; j < profiles.size(); j++) {
                tolerates[i][j] =
                        profiles.get(i)
                                .mediaEngines()
                                .toleratesBeside(profiles.get(j).mediaEngines());
            }
        }
    }

    /// Counts by profile, in ascending order.
    static List<int[]> of(List<MigProfile> profiles, SliceGrid.Known grid) {
        LayoutSweep sweep = new LayoutSweep(profiles, grid);
        sweep.from(0, 0);
        return sweep.met.stream()
                .filter(state -> state[profiles.size()] == grid.memorySlices())
                .map(state -> Arrays.copyOf(state, profiles.size()))
                .toList();
    }

    private void from(int unit, int compute) {
        int[] state = Arrays.copyOf(counts, counts.length + 1);
        state[counts.length] = unit;
        if (!met.add(state) || unit == grid.memorySlices()) {
            return;
        }
        from(unit + 1, compute);
        for (int k = 0; k < counts.length; k++) {
            MigProfile profile = profiles.get(k);
            if (profile.footprint().starts().contains(unit)
                    && unit + profile.footprint().size() <= grid.memorySlices()
                    && compute + profile.computeSlices() <= grid.computeSlices()
                    && counts[k] < profile.maxCount()
                    && isTolerated(k)) {
                counts[k]++;
                from(unit + profile.footprint().size(), compute + profile.computeSlices());
                counts[k]--;
            }
        }
    }

    private boolean isTolerated(int added) {
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0 && !tolerates[added][k]) {
                return false;
            }
        }
        return true;
    }
}
