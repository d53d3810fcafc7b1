package dev.regalia.mig;

import java.util.List;

/// Where on the memory grid of a GPU the instances of one profile may lie.
///
/// Sizes and starts are memory units as the driver counts them, never compute slices: a `3g`
/// instance of a seven-slice GPU has three compute slices and four memory units.
public sealed interface Footprint {

    /// The number of consecutive memory units of one instance; 0 where it is not known.
    int size();

    /// The units at which an instance may start, ascending; empty where they are not known.
    List<Integer> starts();

    /// A footprint as the driver lists it.
    ///
    /// @param size memory units, at least 1
    /// @param starts allowed first units, ascending, at least one
    record Known(int size, List<Integer> starts) implements Footprint {
        public Known {
            starts = List.copyOf(starts);
            if (size < 1 || starts.isEmpty()) {
                throw new IllegalArgumentException(
                        "size " + size + ", starts " + starts + ": both must be given");
            }
        }
    }

    /// The footprint of a profile of which only the name and the highest count are published.
    record Unknown() implements Footprint {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public List<Integer> starts() {
            return List.of();
        }
    }
}
