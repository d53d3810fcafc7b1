package dev.regalia.kube;

import dev.regalia.plan.NodeFacts.PodFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pods of a node that matter, sorted by namespace and name.
///
/// @param gpuPods those that hold devices
/// @param controllers `namespace/pod` of those that make the node untouchable
record Occupants(List<PodFacts> gpuPods, List<String> controllers) {

    private static final Occupants NONE = new Occupants(List.of(), List.of());

    Occupants {
        gpuPods = List.copyOf(gpuPods);
        controllers = List.copyOf(controllers);
    }

    boolean isEmpty() {
        return gpuPods.isEmpty() && controllers.isEmpty();
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
        List<PodRecord> sorted =
                pods.stream()
                        .sorted(
                                Comparator.comparing(PodRecord::namespace)
                                        .thenComparing(PodRecord::name))
                        .toList();
        return new Occupants(
                sorted.stream()
                        .filter(PodRecord::usesDevices)
                        .map(pod -> new PodFacts(pod.namespace(), pod.name(), pod.holds()))
                        .toList(),
                sorted.stream()
                        .filter(controllers::include)
                        .map(pod -> pod.namespace() + "/" + pod.name())
                        .toList());
    }
}
