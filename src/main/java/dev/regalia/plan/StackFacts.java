package dev.regalia.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What can be read of NVIDIA's stack and of other DaemonSets.
///
/// @param clusterPolicy the one ClusterPolicy; empty where its kind is not served or none exists
/// @param daemonSets every DaemonSet of the cluster
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
    ///
    /// @param affinity the required node affinity, one term of which must match; none: anywhere
    public record DaemonSet(
            String namespace,
            String name,
            SortedMap<String, String> nodeSelector,
            List<Term> affinity,
            List<Toleration> tolerations) {

        public DaemonSet {
            nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
            affinity = List.copyOf(affinity);
            tolerations = List.copyOf(tolerations);
        }

        /// Whether a node gets one of its pods, taints aside.
        boolean goesTo(NodeFacts node) {
            return NodeSelectors.contains(node.labels(), nodeSelector)
                    && (affinity.isEmpty()
                            || affinity.stream().anyMatch(term -> term.matches(node)));
        }
    }

    /// A term of a node affinity, all rules of which must hold; one without rules matches no node.
    ///
    /// @param names rules on the node's name
    public record Term(List<Rule> labels, List<Rule> names) {

        public Term {
            labels = List.copyOf(labels);
            names = List.copyOf(names);
        }

        private boolean matches(NodeFacts node) {
            return !(labels.isEmpty() && names.isEmpty())
                    && labels.stream().allMatch(rule -> rule.holds(node.label(rule.key())))
                    && names.stream().allMatch(rule -> rule.holds(Optional.of(node.name())));
        }
    }

    /// A rule of a node affinity as Kubernetes has it.
    ///
    /// @param operator `In`, `NotIn`, `Exists`, `DoesNotExist`, or one that is not known here
    public record Rule(String key, String operator, List<String> values) {

        public Rule {
            values = List.copyOf(values);
        }

        /// What is not known here, such as `Gt`, counts as a match: a finding too many is better
        /// than one too few.
        private boolean holds(Optional<String> value) {
            return switch (operator) {
                case "In" -> value.filter(values::contains).isPresent();
                case "NotIn" -> value.filter(values::contains).isEmpty();
                case "Exists" -> value.isPresent();
                case "DoesNotExist" -> value.isEmpty();
                default -> true;
            };
        }
    }

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
