package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.StackFacts;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads DaemonSets, and says which of them have a pod on some GPU node.
final class DaemonSets {

    private DaemonSets() {}

    /// A DaemonSet with the affinity that further narrows where its pods go; no terms: anywhere.
    record Placed(StackFacts.DaemonSet facts, List<NodeSelectorTerm> affinity) {

        private boolean goesTo(NodeFacts node) {
            return facts.nodeSelector().entrySet().stream()
                            .allMatch(
                                    entry ->
                                            entry.getValue()
                                                    .equals(node.labels().get(entry.getKey())))
                    && (affinity.isEmpty()
                            || affinity.stream().anyMatch(term -> matches(term, node)));
        }
    }

    static Placed record(DaemonSet daemonSet) {
        PodSpec pod = daemonSet.getSpec().getTemplate().getSpec();
        return new Placed(
                new StackFacts.DaemonSet(
                        daemonSet.getMetadata().getNamespace(),
                        daemonSet.getMetadata().getName(),
                        NodeRecords.sorted(pod.getNodeSelector()),
                        pod.getTolerations().stream()
                                .map(
                                        toleration ->
                                                new StackFacts.Toleration(
                                                        orEmpty(toleration.getKey()),
                                                        orEmpty(toleration.getOperator()),
                                                        orEmpty(toleration.getValue()),
                                                        orEmpty(toleration.getEffect())))
                                .toList()),
                terms(pod.getAffinity()));
    }

    /// Those that have, or would have, a pod on some GPU node, sorted by namespace and name.
    static List<StackFacts.DaemonSet> onGpuNodes(List<Placed> daemonSets, List<NodeFacts> nodes) {
        List<NodeFacts> gpuNodes =
                nodes.stream()
                        .filter(node -> node.labels().containsKey(WellKnown.GPU_PRODUCT_LABEL))
                        .toList();
        return daemonSets.stream()
                .filter(daemonSet -> gpuNodes.stream().anyMatch(daemonSet::goesTo))
                .map(Placed::facts)
                .toList();
    }

    private static List<NodeSelectorTerm> terms(@Nullable Affinity affinity) {
        return Optional.ofNullable(affinity)
                .map(Affinity::getNodeAffinity)
                .map(node -> node.getRequiredDuringSchedulingIgnoredDuringExecution())
                .map(required -> List.copyOf(required.getNodeSelectorTerms()))
                .orElse(List.of());
    }

    private static boolean matches(NodeSelectorTerm term, NodeFacts node) {
        return term.getMatchExpressions().stream().allMatch(rule -> matches(rule, node))
                && term.getMatchFields().stream()
                        .allMatch(rule -> rule.getValues().contains(node.name()));
    }

    /// An operator that this does not know, such as `Gt`, counts as a match: a finding too many is
    /// better than one too few.
    private static boolean matches(NodeSelectorRequirement rule, NodeFacts node) {
        Optional<String> value = node.label(rule.getKey());
        return switch (rule.getOperator()) {
            case "In" -> value.filter(rule.getValues()::contains).isPresent();
            case "NotIn" -> value.filter(rule.getValues()::contains).isEmpty();
            case "Exists" -> value.isPresent();
            case "DoesNotExist" -> value.isEmpty();
            default -> true;
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
