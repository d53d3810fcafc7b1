package dev.regalia.plan;

import dev.regalia.mig.MigConfigEntry;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The merged mig-parted ConfigMap and the map whose entries it takes in.
///
/// @param exists whether our map is there
/// @param document its `config.yaml`, empty where it is not there
/// @param ours the entries in it that we made, by name, which tell what each GPU of a node holds
/// @param since since when each entry has been in it, from the annotation on the map
/// @param extra `config.yaml` of the map named by `nvidia.extraMigConfig`
public record MigConfigFacts(
        boolean exists,
        String document,
        SortedMap<String, List<MigConfigEntry>> ours,
        SortedMap<String, Instant> since,
        Optional<String> extra) {

    public MigConfigFacts {
        ours = Collections.unmodifiableSortedMap(new TreeMap<>(ours));
        since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
    }

    /// Nothing there yet.
    public static MigConfigFacts none() {
        return new MigConfigFacts(
                false,
                "",
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Optional.empty());
    }
}
