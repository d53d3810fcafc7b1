package dev.regalia.plan;

import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.PoolStatus.Packing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a pool stands: everything its status says.
///
/// @param accepted the spec can be carried out
/// @param nodesAssigned every group has at least `min` nodes (absent: at least one)
/// @param configured every assigned node is verified, no group waits for its first one, and what
///   demand has reserved is there
/// @param stack what NVIDIA's ClusterPolicy says of us
/// @param packing how well the groups with strategy `Demand` are packed; empty without one
/// @param demand what follows from demand, per GPU model; empty without a group of that strategy
/// @param free per resource, ready and not granted
/// @param tenants how many tenants hold a share
/// @param findings sorted by [Finding#ORDER]
public record PoolOutcome(
        PoolFacts pool,
        boolean accepted,
        boolean nodesAssigned,
        boolean configured,
        Stack stack,
        List<NodeGroupStatus> groups,
        Optional<Packing> packing,
        List<DemandPlan> demand,
        SortedMap<String, Long> free,
        int tenants,
        Progress progress,
        List<Finding> findings) {

    public PoolOutcome {
        groups = List.copyOf(groups);
        demand = List.copyOf(demand);
        free = Collections.unmodifiableSortedMap(new TreeMap<>(free));
        findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
    }

    /// The three answers to whether NVIDIA's stack is set as we need it.
    public enum Stack {
        READY,
        WRONG,
        UNKNOWN
    }
}
