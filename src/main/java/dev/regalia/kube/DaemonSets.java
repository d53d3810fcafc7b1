package dev.regalia.kube;

import dev.regalia.plan.StackFacts;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads DaemonSets.
final class DaemonSets {

    private DaemonSets() {}

    static StackFacts.DaemonSet record(DaemonSet daemonSet) {
        PodSpec pod = daemonSet.getSpec().getTemplate().getSpec();
        return new StackFacts.DaemonSet(
                daemonSet.getMetadata().getNamespace(),
                daemonSet.getMetadata().getName(),
                NodeRecords.sorted(pod.getNodeSelector()),
                terms(pod.getAffinity()),
                pod.getTolerations().stream()
                        .map(
                                toleration ->
                                        new StackFacts.Toleration(
                                                orEmpty(toleration.getKey()),
                                                orEmpty(toleration.getOperator()),
                                                orEmpty(toleration.getValue()),
                                                orEmpty(toleration.getEffect())))
                        .toList());
    }

    private static List<StackFacts.Term> terms(@Nullable Affinity affinity) {
        return Optional.ofNullable(affinity)
                .map(Affinity::getNodeAffinity)
                .map(node -> node.getRequiredDuringSchedulingIgnoredDuringExecution())
                .map(required -> required.getNodeSelectorTerms())
                .orElse(List.of())
                .stream()
                .map(
                        term ->
                                new StackFacts.Term(
                                        rules(term.getMatchExpressions()),
                                        rules(term.getMatchFields())))
                .toList();
    }

    /// The only field that Kubernetes knows is the node's name.
    private static List<StackFacts.Rule> rules(List<NodeSelectorRequirement> requirements) {
        return requirements.stream()
                .map(it -> new StackFacts.Rule(it.getKey(), it.getOperator(), it.getValues()))
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
