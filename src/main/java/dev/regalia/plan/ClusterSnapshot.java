package dev.regalia.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

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
        pools = sorted(pools, PoolFacts::name);
        tenants = sorted(tenants, TenantFacts::name);
        nodes = sorted(nodes, NodeFacts::name);
        namespaces = sorted(namespaces, NamespaceFacts::name);
    }

    /// A file that somebody has edited may hold them in any order, and means the same.
    private static <T> List<T> sorted(List<T> objects, Function<T, String> name) {
        List<T> sorted = new ArrayList<>(objects);
        sorted.sort(Comparator.comparing(name));
        return List.copyOf(sorted);
    }

    /// Which of our kinds exist: established and not being deleted.
    public record Served(boolean pools, boolean tenants) {}
}
