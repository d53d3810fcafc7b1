package dev.regalia.mig;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many instances of which profiles one GPU is cut into. Counts, not places: the driver chooses
/// the starts.
///
/// @param portions in the order of the geometry's profiles, each profile once, each count at least
///   1; empty means MIG on, nothing cut
public record Layout(List<Portion> portions) {

    /// Instances of one profile.
    ///
    /// @param count at least 1
    public record Portion(MigProfile profile, int count) {
        public Portion {
            if (count < 1) {
                throw new IllegalArgumentException(
                        profile.name() + " x" + count + ": the count must be positive");
            }
        }

        @Override
        public String toString() {
            return profile.name() + " x" + count;
        }
    }

    public Layout {
        portions = List.copyOf(portions);
        Set<String> names = new HashSet<>();
        for (Portion portion : portions) {
            if (!names.add(portion.profile().name())) {
                throw new IllegalArgumentException(
                        portion.profile().name() + " stands twice in " + portions);
            }
        }
    }

    /// The count of a profile; 0 where the layout has none of it.
    public int count(MigProfile profile) {
        for (Portion portion : portions) {
            if (portion.profile().name().equals(profile.name())) {
                return portion.count();
            }
        }
        return 0;
    }

    /// The number of instances.
    public long instances() {
        return portions.stream().mapToLong(Portion::count).sum();
    }

    /// Counts by NVIDIA's profile name, as mig-parted's `mig-devices` wants them.
    public SortedMap<String, Integer> countsByName() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        portions.forEach(portion -> counts.put(portion.profile().name(), portion.count()));
        return counts;
    }

    /// Counts by resource name, as one GPU with this layout adds them to a node's allocatable.
    public SortedMap<String, Integer> countsByResource() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        portions.forEach(portion -> counts.put(portion.profile().resourceName(), portion.count()));
        return counts;
    }

    /// Whether this layout has at least as many of every profile as `other`.
    public boolean covers(Layout other) {
        return other.portions.stream()
                .allMatch(portion -> count(portion.profile()) >= portion.count());
    }

    /// The portions as a person reads them: `1g.10gb x4, 3g.40gb x1`, or `nothing`.
    @Override
    public String toString() {
        return portions.isEmpty()
                ? "nothing"
                : portions.stream().map(Portion::toString).collect(Collectors.joining(", "));
    }
}
