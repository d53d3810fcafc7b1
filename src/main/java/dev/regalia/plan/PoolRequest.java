package dev.regalia.plan;

import dev.regalia.api.PoolSpec.NodeSelector;
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
    /// @param layouts layouts in GPU index order; empty for strategy `Disabled`
    record GroupRequest(
            String name,
            NodeSelector selector,
            Optional<String> product,
            OptionalInt memoryGB,
            OptionalInt countPerNode,
            OptionalInt min,
            OptionalInt max,
            Optional<GpuGeometry> geometry,
            List<GroupLayout> layouts) {
        public GroupRequest {
            layouts = List.copyOf(layouts);
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
