package dev.regalia.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the nodes of one pool give, in counts per extended resource.
///
/// @param keep what grants in force may rest on: a fresh drop is not counted yet
/// @param fresh what new grants may rest on: as it is now
/// @param potential what all nodes that the pool may have will give once they are as wished
/// @param ending what nodes give that serve still and are about to stop for a cut; in none of the
///   others but `potential`
public record Supply(
        SortedMap<String, Long> keep,
        SortedMap<String, Long> fresh,
        SortedMap<String, Long> potential,
        SortedMap<String, Long> ending) {

    /// What nodes give of which none is about to stop.
    public Supply(
            SortedMap<String, Long> keep,
            SortedMap<String, Long> fresh,
            SortedMap<String, Long> potential) {
        this(keep, fresh, potential, Collections.emptySortedMap());
    }

    public Supply {
        keep = Collections.unmodifiableSortedMap(keep);
        fresh = Collections.unmodifiableSortedMap(fresh);
        potential = Collections.unmodifiableSortedMap(potential);
        ending = Collections.unmodifiableSortedMap(ending);
    }

    /// Nothing at all.
    public static Supply none() {
        return new Supply(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}
