package dev.regalia.plan;

import dev.regalia.mig.MigConfigEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/// One decision over everything: what to write, how all stands, and when to look again.
///
/// @param orders per node, so that a write that met a conflict can be decided again on a fresh look
/// @param nodeChanges sorted by node
/// @param migEntries entries of ours that must be in the merged mig-parted map, by name
/// @param migKept names of entries of ours that nobody wants any more but that must stay as they
///   are, because a node still names them or they have not been unused for long
/// @param namespaces sorted by name
/// @param demand per pool whose layouts follow demand or that has dedicated nodes: per GPU model
///   first the plan of the shared nodes, then those of the tenants with nodes of their own
/// @param findings about objects that have no status of their own: missing owners
/// @param confirmationsDone keys to take out of `regalia-confirmations`
/// @param reconsiderAt the earliest moment at which the same input would be decided otherwise
public record FleetPlan(
        Instant takenAt,
        Map<String, NodeOrder> orders,
        List<NodeChange> nodeChanges,
        SortedMap<String, List<MigConfigEntry>> migEntries,
        SortedSet<String> migKept,
        List<NamespacePlan> namespaces,
        List<PoolOutcome> pools,
        List<TenantOutcome> tenants,
        SortedMap<String, List<DemandPlan>> demand,
        List<Finding> findings,
        SortedSet<String> confirmationsDone,
        Optional<Instant> reconsiderAt) {

    public FleetPlan {
        nodeChanges = List.copyOf(nodeChanges);
        namespaces = List.copyOf(namespaces);
        pools = List.copyOf(pools);
        tenants = List.copyOf(tenants);
        findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
    }
}
