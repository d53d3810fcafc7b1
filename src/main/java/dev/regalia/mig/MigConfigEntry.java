package dev.regalia.mig;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One entry of a named mig-parted configuration: which GPUs of a node it is for and how they are
/// cut.
///
/// @param deviceFilters the models it is for; empty means every model
/// @param devices which of those GPUs
/// @param migEnabled whether MIG mode is on
/// @param counts instances per GPU by NVIDIA's profile name; empty where MIG is off, may be empty
///   where it is on
public record MigConfigEntry(
        List<String> deviceFilters,
        Devices devices,
        boolean migEnabled,
        SortedMap<String, Integer> counts) {

    /// Which GPUs of a node an entry is for.
    public sealed interface Devices {

        /// Every MIG-capable GPU that passes the filter.
        record All() implements Devices {}

        /// The GPUs with these indexes, ascending.
        record Indexes(List<Integer> indexes) implements Devices {
            public Indexes {
                indexes = List.copyOf(indexes);
            }
        }
    }

    public MigConfigEntry {
        deviceFilters = List.copyOf(deviceFilters);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        if (!migEnabled && !counts.isEmpty()) {
            throw new IllegalArgumentException(counts + ": nothing can be cut while MIG is off");
        }
    }
}
