package dev.regalia.plan;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;

/// The books of one resource in one pool after a decision.
///
/// @param committed what all namespaces hold or may hold now
/// @param granted what quota will allow once the decision is carried out
/// @param fresh what the nodes give now
/// @param lines per tenant that wants or has some
/// @param hard quota per namespace of a member; absent means zero
/// @param lent per namespace of a member, what of its grant is away while nodes are cut; absent
///   means zero
record ResourceBook(
        long committed,
        long granted,
        long fresh,
        SortedMap<String, Line> lines,
        Map<String, Long> hard,
        Map<String, Long> lent) {

    /// @param reserved what the nodes that the pool may have will give to the tenant, what its
    ///   other namespaces hold included
    /// @param target what quota of its members will allow once the decision is carried out, as far
    ///   as nothing else has to come down first
    record Line(long reserved, long target) {}

    static ResourceBook empty() {
        return new ResourceBook(0, 0, 0, Collections.emptySortedMap(), Map.of(), Map.of());
    }

    /// What will be free once everything that comes down is in force.
    long freeLater() {
        return fresh - granted;
    }
}
