package dev.regalia.render;

import dev.regalia.api.PoolStatus;
import dev.regalia.api.PoolStatus.GpuCounts;
import dev.regalia.api.PoolStatus.NodeCounts;
import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.PoolStatus.ResourceCounts;
import dev.regalia.plan.Finding;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A settled pool of 22 nodes, changed step by step.
final class PoolSample {
    private PoolFacts pool = Samples.pool(false);
    private boolean accepted = true;
    private boolean assigned = true;
    private boolean configured = true;
    private Stack stack = Stack.READY;
    private Progress progress = Progress.DONE;
    private List<NodeGroupStatus> groups =
            List.of(
                    new NodeGroupStatus(
                            "slices",
                            new NodeCounts(16, 16, 16, 0, 0, 0),
                            new GpuCounts(128, 128),
                            List.of(
                                    new ResourceCounts("gpu", "nvidia.com/gpu", 64, 64),
                                    new ResourceCounts(
                                            "1g.10gb", "nvidia.com/mig-1g.10gb", 448, 448))),
                    new NodeGroupStatus(
                            "whole",
                            new NodeCounts(6, 6, 6, 0, 0, 0),
                            new GpuCounts(48, 48),
                            List.of(new ResourceCounts("gpu", "nvidia.com/gpu", 48, 48))));
    private List<Finding> findings = List.of();

    PoolSample accepted(boolean value) {
        accepted = value;
        return this;
    }

    PoolSample assigned(boolean value) {
        assigned = value;
        progress = Progress.STALLED;
        return this;
    }

    PoolSample configured(boolean value) {
        configured = value;
        progress = progress == Progress.DONE ? Progress.RECONCILING : progress;
        return this;
    }

    PoolSample stack(Stack value) {
        stack = value;
        return this;
    }

    PoolSample progress(Progress value) {
        progress = value;
        return this;
    }

    PoolSample suspended() {
        pool = Samples.pool(true);
        return this;
    }

    PoolSample groups(List<NodeGroupStatus> value) {
        groups = value;
        return this;
    }

    /// Of the first group so many nodes are being cut.
    PoolSample cutting(int nodes) {
        NodeGroupStatus first = groups.getFirst();
        NodeCounts counts = new NodeCounts(16, 16, 16 - nodes, 0, nodes, 0);
        groups =
                List.of(
                        new NodeGroupStatus(first.name(), counts, first.gpus(), first.partitions()),
                        groups.getLast());
        return this;
    }

    PoolSample findings(Finding... value) {
        findings = List.of(value);
        return this;
    }

    PoolSample before(PoolStatus status) {
        pool =
                new PoolFacts(
                        pool.name(),
                        pool.uid(),
                        pool.generation(),
                        pool.createdAt(),
                        pool.spec(),
                        Optional.of(status));
        return this;
    }

    PoolOutcome outcome() {
        return new PoolOutcome(
                pool,
                accepted,
                assigned,
                configured,
                stack,
                groups,
                Optional.empty(),
                List.of(),
                new TreeMap<>(Map.of("nvidia.com/gpu", 40L, "nvidia.com/mig-1g.10gb", 96L)),
                2,
                progress,
                findings);
    }
}
