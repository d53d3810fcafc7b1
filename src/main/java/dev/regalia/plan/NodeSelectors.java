package dev.regalia.plan;

import dev.regalia.api.NodeSelector;
import dev.regalia.api.NodeSelector.Requirement;
import java.util.Map;

/// Judges label selectors as Kubernetes does.
final class NodeSelectors {

    private NodeSelectors() {}

    /// Whether labels meet every requirement of a selector. An empty selector matches nothing here,
    /// because it would take the whole cluster.
    static boolean matches(NodeSelector selector, Map<String, String> labels) {
        if (selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty()) {
            return false;
        }
        if (!contains(labels, selector.matchLabels())) {
            return false;
        }
        for (Requirement requirement : selector.matchExpressions()) {
            if (!meets(requirement, labels)) {
                return false;
            }
        }
        return true;
    }

    /// Whether labels contain all the wanted ones with exactly their values.
    static boolean contains(Map<String, String> labels, Map<String, String> wanted) {
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            if (!entry.getValue().equals(labels.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /// An absent label meets `NotIn`.
    private static boolean meets(Requirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.key());
        return switch (requirement.operator()) {
            case IN -> value != null && requirement.values().contains(value);
            case NOT_IN -> value == null || !requirement.values().contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
        };
    }
}
