package dev.regalia.kube;

import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeFacts.PodFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The pods of a node that matter, lists sorted by namespace and name.
///
/// @param gpuPods those that hold devices
/// @param pods how many of each namespace are there, but for those of DaemonSets and static ones
/// @param controllers `namespace/pod` of those that make the node untouchable
record Occupants(
        List<PodFacts> gpuPods, SortedMap<String, Integer> pods, List<String> controllers) {

    private static final Occupants NONE = new Occupants(List.of(), new TreeMap<>(), List.of());
    private static final Comparator<PodRecord> ORDER =
            Comparator.comparing(PodRecord::namespace).thenComparing(PodRecord::name);

    Occupants {
        gpuPods = List.copyOf(gpuPods);
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
        controllers = List.copyOf(controllers);
    }

    boolean isEmpty() {
        return gpuPods.isEmpty() && pods.isEmpty() && controllers.isEmpty();
    }

    /// What they say where they were read consistently.
    NodeFacts.Look look() {
        return new NodeFacts.Look(gpuPods.isEmpty(), new TreeSet<>(pods.keySet()));
    }

    /// All pods, by the node they are bound to and by namespace.
    static final class Index {
        private final Map<String, List<PodRecord>> byNode = new HashMap<>();
        private final Map<String, Integer> gpuPods = new HashMap<>();
        private final Controllers controllers;

        Index(List<PodRecord> pods, Controllers controllers) {
            this.controllers = controllers;
            for (PodRecord pod : pods) {
                pod.node()
                        .ifPresent(
                                node ->
                                        byNode.computeIfAbsent(node, key -> new ArrayList<>())
                                                .add(pod));
                if (pod.usesDevices()) {
                    gpuPods.merge(pod.namespace(), 1, Integer::sum);
                }
            }
        }

        /// The pods of a node that matter.
        Occupants of(String node) {
            return Optional.ofNullable(byNode.get(node))
                    .map(pods -> Occupants.of(pods, controllers))
                    .orElse(NONE);
        }

        /// How many pods of a namespace hold devices, bound or not.
        int gpuPods(String namespace) {
            return gpuPods.getOrDefault(namespace, 0);
        }
    }

    /// The namespaces whose pods make a node untouchable, unless a DaemonSet owns them.
    record Controllers(String ours, String nvidia) {
        boolean include(PodRecord pod) {
            return !pod.daemon()
                    && (pod.namespace().equals(ours) || pod.namespace().equals(nvidia));
        }
    }

    static Occupants of(List<PodRecord> pods, Controllers controllers) {
        SortedMap<String, Integer> byNamespace = new TreeMap<>();
        pods.stream()
                .filter(PodRecord::occupiesNode)
                .forEach(pod -> byNamespace.merge(pod.namespace(), 1, Integer::sum));
        return new Occupants(
                pods.stream()
                        .filter(PodRecord::usesDevices)
                        .sorted(ORDER)
                        .map(pod -> new PodFacts(pod.namespace(), pod.name(), pod.holds()))
                        .toList(),
                byNamespace,
                pods.stream()
                        .filter(controllers::include)
                        .sorted(ORDER)
                        .map(pod -> pod.namespace() + "/" + pod.name())
                        .toList());
    }
}
