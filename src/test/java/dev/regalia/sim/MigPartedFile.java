package dev.regalia.sim;

import dev.regalia.mig.MigConfigEntry;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A mig-parted configuration file as its reader sees it.
sealed interface MigPartedFile {

    /// A file that can be used.
    ///
    /// @param configs by name; never an empty list
    record Valid(SortedMap<String, List<MigConfigEntry>> configs) implements MigPartedFile {
        public Valid {
            configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
        }
    }

    /// A file of which no part can be used.
    ///
    /// @param reason where it is wrong and how
    record Invalid(String reason) implements MigPartedFile {}
}
