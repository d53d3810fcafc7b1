package dev.regalia.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the nodes of one pool give, in counts per extended resource.
///
/// @param keep what grants in force may rest on: a fresh drop is not counted yet
/// @param fresh what new grants may rest on: as it is now
/// @param potential what all nodes that the pool may have will give once they are as wished
public record Supply(
        SortedMap<String, Long> keep,
        SortedMap<String, Long> fresh,
        SortedMap<String, Long> potential) {

    public Supply {
        keep = Collections.unmodifiableSortedMap(new TreeMap<>(keep));
        fresh = Collections.unmodifiableSortedMap(new TreeMap<>(fresh));
        potential = Collections.unmodifiableSortedMap(new TreeMap<>(potential));
    }

    /// Nothing at all.
    public static Supply none() {
        return new Supply(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}
