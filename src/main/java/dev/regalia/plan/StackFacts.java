package dev.regalia.plan;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What can be read of NVIDIA's stack and of other DaemonSets.
///
/// @param clusterPolicy the one ClusterPolicy; empty where its kind is not served or none exists
/// @param daemonSets DaemonSets that have, or would have, a pod on some GPU node
public record StackFacts(Optional<ClusterPolicy> clusterPolicy, List<DaemonSet> daemonSets) {

    public StackFacts {
        daemonSets = List.copyOf(daemonSets);
    }

    /// The fields of a ClusterPolicy that matter; an absent field is empty.
    ///
    /// @param tolerations of `spec.daemonsets.tolerations`; empty optional where the field is
    ///   absent
    public record ClusterPolicy(
            String name,
            Optional<String> migStrategy,
            Optional<Boolean> migManagerEnabled,
            Optional<String> migConfigMap,
            Optional<List<Toleration>> tolerations) {}

    /// A DaemonSet: where its pods go and what they tolerate.
    public record DaemonSet(
            String namespace,
            String name,
            SortedMap<String, String> nodeSelector,
            List<Toleration> tolerations) {}

    /// A toleration as Kubernetes has it; absent fields are empty strings.
    public record Toleration(String key, String operator, String value, String effect) {

        /// Whether it tolerates a NoSchedule taint with this key, whatever its value.
        public boolean toleratesKey(String taintKey) {
            boolean anyEffect = effect.isEmpty() || effect.equals("NoSchedule");
            boolean exists = operator.equals("Exists");
            return anyEffect && exists && (key.isEmpty() || key.equals(taintKey));
        }
    }
}
