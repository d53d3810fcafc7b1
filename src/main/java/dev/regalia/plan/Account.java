package dev.regalia.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one living tenant wants of one pool and what it has of it.
///
/// @param wanted by resource, from the spec
/// @param readable whether the whole share could be read; where not, a resource that no line names
///   keeps what it has
/// @param members the namespaces that share it, by name
/// @param others the tenant's other namespaces on the pool: what they hold is part of the share
record Account(
        String tenant,
        SortedMap<String, Long> wanted,
        boolean readable,
        List<Holding> members,
        List<Holding> others) {

    Account {
        wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
        members = members.stream().sorted(Holding.ORDER).toList();
        others = List.copyOf(others);
    }

    /// The resources that it wants, holds or may hold.
    SortedSet<String> resources() {
        SortedSet<String> all = new TreeSet<>(wanted.keySet());
        members.forEach(member -> all.addAll(member.resources()));
        others.forEach(other -> all.addAll(other.resources()));
        return all;
    }
}
