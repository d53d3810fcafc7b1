package dev.regalia.sim;

import dev.regalia.api.WellKnown;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a node is when it comes into the cluster.
///
/// @param labels beside the host name and those of NVIDIA's stack
/// @param gpus empty for a node without GPUs
/// @param migConfig the value of `nvidia.com/mig.config` that the GPU operator gives it when it can
///   do MIG; empty: the GPU operator sets none
public record NodeShape(
        String name,
        SortedMap<String, String> labels,
        Optional<Gpus> gpus,
        Optional<String> migConfig) {

    private static final String ZONE = "topology.kubernetes.io/zone";

    /// The GPUs of a node.
    ///
    /// @param product the value of `nvidia.com/gpu.product`; one that the catalog does not know is
    ///   a GPU that cannot do MIG
    /// @param memoryGB where the product alone is not enough
    /// @param partitions what each GPU is cut into from the start, by shape or name; empty: MIG off
    public record Gpus(
            String product,
            int count,
            OptionalInt memoryGB,
            SortedMap<String, Integer> partitions) {
        public Gpus {
            partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        }
    }

    public NodeShape {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /// A node without GPUs.
    public static NodeShape cpu(String name) {
        return new NodeShape(name, new TreeMap<>(), Optional.empty(), Optional.empty());
    }

    /// A node with GPUs as they are delivered: MIG off, `mig.config` at `all-disabled`.
    public static NodeShape gpu(String name, String product, int count) {
        Gpus gpus = new Gpus(product, count, OptionalInt.empty(), new TreeMap<>());
        return new NodeShape(
                name, new TreeMap<>(), Optional.of(gpus), Optional.of(WellKnown.ALL_DISABLED));
    }

    /// The same in a zone.
    public NodeShape withZone(String zone) {
        return withLabel(ZONE, zone);
    }

    /// The same with one more label.
    public NodeShape withLabel(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new NodeShape(name, more, gpus, migConfig);
    }

    /// The same with boards of that memory, of those that share the product label.
    public NodeShape withMemoryGB(int memoryGB) {
        return new NodeShape(
                name,
                labels,
                gpus.map(
                        g ->
                                new Gpus(
                                        g.product(),
                                        g.count(),
                                        OptionalInt.of(memoryGB),
                                        g.partitions())),
                migConfig);
    }

    /// The same with every GPU already cut, by shape or name, and no `mig.config` label.
    public NodeShape withPartitions(Map<String, Integer> partitions) {
        return new NodeShape(
                name,
                labels,
                gpus.map(
                        g ->
                                new Gpus(
                                        g.product(),
                                        g.count(),
                                        g.memoryGB(),
                                        new TreeMap<>(partitions))),
                Optional.empty());
    }

    /// The same with that value of `mig.config` from the start.
    public NodeShape withMigConfig(String config) {
        return new NodeShape(name, labels, gpus, Optional.of(config));
    }

    /// The same without the label `mig.config`, as where `migManager.config.default` is empty.
    public NodeShape withoutMigConfig() {
        return new NodeShape(name, labels, gpus, Optional.empty());
    }
}
