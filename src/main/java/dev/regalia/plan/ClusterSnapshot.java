package dev.regalia.plan;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/// The cluster at one instant, as far as decisions need it. Lists are sorted by name.
///
/// @param takenAt the only source of time for every decision
/// @param served which of our kinds the API server serves
/// @param confirmations keys `<Kind>.<name>` by which people confirmed that an owner is gone
/// @param memory what the process remembers from earlier looks
public record ClusterSnapshot(
        Instant takenAt,
        Served served,
        List<PoolFacts> pools,
        List<TenantFacts> tenants,
        List<NodeFacts> nodes,
        List<NamespaceFacts> namespaces,
        MigConfigFacts migConfig,
        StackFacts stack,
        SortedSet<String> confirmations,
        Memory memory) {

    public ClusterSnapshot {
        pools = List.copyOf(pools);
        tenants = List.copyOf(tenants);
        nodes = List.copyOf(nodes);
        namespaces = List.copyOf(namespaces);
    }

    /// Which of our kinds exist: established and not being deleted.
    public record Served(boolean pools, boolean tenants) {}
}
