package dev.regalia.plan;

import dev.regalia.mig.MigConfigEntry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which node belongs where: the result of [NodeSelection] over all pools.
///
/// @param wishes per node name, for every node that is ours or should be; nodes that are neither
///   are absent
/// @param frozen names of nodes whose pool is missing and not released
/// @param matching per `pool/group`, how many nodes the group could have: its own, and the free
///   ones that it could take if it had room; of a refused pool, its own
/// @param entries what the merged mig-parted configuration must hold for these wishes, twins
///   included; not for nodes that merely keep what they have, whose entries are there already
/// @param demand per pool with groups that follow demand, one plan per GPU model
/// @param findings about pools; the kind is `SovereignPool`
public record Assignment(
        Map<String, NodeWish> wishes,
        SortedSet<String> frozen,
        SortedMap<String, Integer> matching,
        SortedMap<String, List<MigConfigEntry>> entries,
        SortedMap<String, List<DemandPlan>> demand,
        List<Finding> findings) {

    public Assignment {
        wishes = Collections.unmodifiableMap(wishes);
        frozen = Collections.unmodifiableSortedSet(new TreeSet<>(frozen));
        matching = Collections.unmodifiableSortedMap(new TreeMap<>(matching));
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        demand = Collections.unmodifiableSortedMap(new TreeMap<>(demand));
        findings = List.copyOf(findings);
    }
}
