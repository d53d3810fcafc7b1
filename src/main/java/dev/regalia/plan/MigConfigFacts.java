package dev.regalia.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The merged mig-parted ConfigMap and the map whose entries it takes in.
///
/// @param exists whether our map is there
/// @param document its `config.yaml`, empty where it is not there
/// @param since since when each entry has been in it, from the annotation on the map
/// @param extra `config.yaml` of the map named by `nvidia.extraMigConfig`
public record MigConfigFacts(
        boolean exists, String document, SortedMap<String, Instant> since, Optional<String> extra) {

    public MigConfigFacts {
        since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
    }

    /// Nothing there yet.
    public static MigConfigFacts none() {
        return new MigConfigFacts(false, "", Collections.emptySortedMap(), Optional.empty());
    }
}
