package dev.regalia.plan;

import dev.regalia.api.NodeSelector;
import dev.regalia.mig.GpuGeometry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// A pool's spec, parsed once: nobody downstream sees the raw spec.
public sealed interface PoolRequest {

    /// The pool it is about.
    PoolFacts pool();

    /// Everything there is to say about the spec.
    List<Finding> findings();

    /// The spec makes sense.
    record Accepted(PoolFacts pool, List<GroupRequest> groups, List<Finding> findings)
            implements PoolRequest {
        public Accepted {
            groups = List.copyOf(groups);
            findings = List.copyOf(findings);
        }
    }

    /// The spec cannot be carried out: nothing new begins on the pool, what it has it keeps.
    record Refused(PoolFacts pool, List<Finding> findings) implements PoolRequest {
        public Refused {
            findings = List.copyOf(findings);
        }
    }

    /// One node group with everything resolved.
    ///
    /// @param product the product label without suffixes; empty for a CPU group
    /// @param geometry the model's geometry; empty for a CPU group and for an unknown model that is
    ///   not cut
    /// @param layouts layouts in GPU index order; empty for the strategies `Disabled` and `Demand`
    /// @param demand what strategy `Demand` is asked for; empty for the others
    record GroupRequest(
            String name,
            NodeSelector selector,
            Optional<String> product,
            OptionalInt memoryGB,
            OptionalInt countPerNode,
            OptionalInt min,
            OptionalInt max,
            Optional<GpuGeometry> geometry,
            List<GroupLayout> layouts,
            Optional<DemandRequest> demand) {
        public GroupRequest {
            layouts = List.copyOf(layouts);
        }

        /// Whether the group's GPUs are cut, now or when somebody asks for partitions.
        boolean cuts() {
            return !layouts.isEmpty() || demand.isPresent();
        }

        /// What its GPUs are planned by: the geometry, and for a model that is not known one that
        /// cannot be cut. Empty for a CPU group.
        Optional<GpuGeometry> model() {
            return geometry.or(() -> product.map(name -> GpuGeometry.uncut(name, memoryGB)));
        }

        /// Nodes that the group must have at least.
        int least() {
            return min.orElse(demand.isPresent() ? 0 : 1);
        }
    }

    /// What strategy `Demand` is asked for beside the shares of tenants.
    ///
    /// @param headroom partitions to be kept free, by NVIDIA's profile name
    /// @param slackPercent GPUs that a plan may newly take above the fewest possible, in percent
    record DemandRequest(SortedMap<String, Integer> headroom, int slackPercent) {
        public DemandRequest {
            headroom = Collections.unmodifiableSortedMap(new TreeMap<>(headroom));
        }
    }

    /// A layout and on how many GPUs of each node it stands.
    ///
    /// @param counts partitions by NVIDIA's profile name
    record GroupLayout(int gpus, SortedMap<String, Integer> counts) {
        public GroupLayout {
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }
    }
}
