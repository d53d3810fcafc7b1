package dev.regalia.render;

import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.PoolStatus.ResourceCounts;
import dev.regalia.api.PoolStatus.Summary;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.PoolOutcome;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToLongFunction;

/// The strings of a pool that `kubectl get` prints: `ready/wanted` pairs, and what is free.
final class PoolSummary {

    /// The schema's bound of `summary.free`, less room for what is left out.
    private static final int FREE_CHARS = 253 - 12;

    private PoolSummary() {}

    static Summary of(PoolOutcome outcome) {
        List<NodeGroupStatus> groups = outcome.groups();
        return new Summary(
                pair(groups, it -> it.nodes().ready(), it -> it.nodes().assigned()),
                pair(groups, it -> it.gpus().ready(), it -> it.gpus().total()),
                free(outcome.free()),
                pair(
                        groups,
                        it -> partitions(it, ResourceCounts::ready),
                        it -> partitions(it, ResourceCounts::desired)),
                outcome.tenants());
    }

    /// Whole GPUs, then partitions: `40 +96x1g.10gb`. What does not fit is counted: `+3 more`.
    static String free(SortedMap<String, Long> free) {
        StringBuilder text = new StringBuilder();
        text.append(free.getOrDefault(WellKnown.GPU_RESOURCE, 0L));
        int leftOut = 0;
        for (var entry : free.entrySet()) {
            if (!isPartition(entry.getKey()) || entry.getValue() <= 0) {
                continue;
            }
            String profile = entry.getKey().substring(WellKnown.MIG_RESOURCE_PREFIX.length());
            String part = " +" + entry.getValue() + "x" + profile;
            if (leftOut > 0 || text.length() + part.length() > FREE_CHARS) {
                leftOut++;
            } else {
                text.append(part);
            }
        }
        return leftOut == 0 ? text.toString() : text + " +" + leftOut + " more";
    }

    private static boolean isPartition(String resource) {
        return resource.startsWith(WellKnown.MIG_RESOURCE_PREFIX);
    }

    private static long partitions(NodeGroupStatus group, ToLongFunction<ResourceCounts> count) {
        return group.partitions().stream()
                .filter(it -> isPartition(it.resource()))
                .mapToLong(count)
                .sum();
    }

    private static String pair(
            List<NodeGroupStatus> groups,
            ToLongFunction<NodeGroupStatus> ready,
            ToLongFunction<NodeGroupStatus> wanted) {
        return groups.stream().mapToLong(ready).sum()
                + "/"
                + groups.stream().mapToLong(wanted).sum();
    }
}
