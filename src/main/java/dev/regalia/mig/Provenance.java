package dev.regalia.mig;

import java.util.Optional;

/// Where the facts about a model come from and how far to trust them.
///
/// @param source in words: the listing, table or rule, never empty
/// @param placements trust in starts, sizes and counts
/// @param names trust in profile names
/// @param minDriver the oldest driver that can cut this model, with exceptions per profile; free
///   text
/// @param notes what a reader should know beyond that; may be empty
public record Provenance(
        String source,
        Confidence placements,
        Confidence names,
        Optional<String> minDriver,
        String notes) {

    /// How sure a fact is.
    public enum Confidence {
        /// Published by NVIDIA for this model, or read from real hardware.
        HIGH,
        /// Follows from the family, or stands in one configuration file only.
        MEDIUM,
        /// Inferred, or known to change with the driver.
        LOW,
        /// Not published.
        UNKNOWN
    }
}
