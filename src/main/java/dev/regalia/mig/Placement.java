package dev.regalia.mig;

/// One instance at one place of the memory grid.
///
/// @param profile what lies there
/// @param start the first memory unit it takes
public record Placement(MigProfile profile, int start) {

    /// The units it takes, one bit each.
    long mask() {
        return ((1L << profile.footprint().size()) - 1) << start;
    }

    @Override
    public String toString() {
        return profile.name() + "@" + start;
    }
}
