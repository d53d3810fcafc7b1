package dev.regalia.mig;

/// The slices that one GPU of a model divides into.
public sealed interface SliceGrid {

    /// A grid with known totals.
    ///
    /// @param computeSlices compute slices of the whole GPU: 7 or 4 on the boards known so far
    /// @param memorySlices units of the placement grid, 1 to 62: 8, 4 or 12 on the boards known so
    ///   far
    record Known(int computeSlices, int memorySlices) implements SliceGrid {

        /// The units of a grid are bits of a `long`.
        public static final int MOST_MEMORY_SLICES = 62;

        public Known {
            if (computeSlices < 1 || memorySlices < 1 || memorySlices > MOST_MEMORY_SLICES) {
                throw new IllegalArgumentException(
                        computeSlices
                                + " compute and "
                                + memorySlices
                                + " memory slices: out of range");
            }
        }
    }

    /// The grid of a model whose totals are not published; only uniform layouts can be planned on
    /// it.
    record Unknown() implements SliceGrid {}
}
