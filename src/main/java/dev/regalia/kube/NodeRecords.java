package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeNotes;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns a Node into facts, without what other objects say of it: pods, slices and looks.
final class NodeRecords {

    private NodeRecords() {}

    static NodeFacts of(Node node) {
        Optional<NodeCondition> ready = ready(node);
        return new NodeFacts(
                node.getMetadata().getName(),
                node.getMetadata().getUid(),
                node.getMetadata().getResourceVersion(),
                instant(node.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH),
                sorted(node.getMetadata().getLabels()),
                NodeNotes.of(ours(node.getMetadata().getAnnotations())),
                taints(node),
                allocatable(node),
                ready.filter(condition -> "True".equals(condition.getStatus())).isPresent(),
                ready.flatMap(condition -> instant(condition.getLastTransitionTime())),
                List.of(),
                new TreeMap<>(),
                List.of(),
                false,
                Optional.empty(),
                KeyWriters.lastOther(node));
    }

    /// The same facts at another version of the node.
    static NodeFacts at(NodeFacts node, String resourceVersion) {
        return new NodeFacts(
                node.name(),
                node.uid(),
                resourceVersion,
                node.createdAt(),
                node.labels(),
                node.notes(),
                node.taints(),
                node.allocatable(),
                node.ready(),
                node.readySince(),
                node.gpuPods(),
                node.pods(),
                node.controllers(),
                node.dynamicResources(),
                node.fencedLook(),
                node.overwrittenBy());
    }

    /// The facts of a node together with what other objects say of it.
    static NodeFacts with(
            NodeFacts node,
            Occupants occupants,
            boolean dynamicResources,
            Optional<NodeFacts.Look> look) {
        if (occupants.isEmpty() && !dynamicResources && look.isEmpty()) {
            return node;
        }
        return new NodeFacts(
                node.name(),
                node.uid(),
                node.resourceVersion(),
                node.createdAt(),
                node.labels(),
                node.notes(),
                node.taints(),
                node.allocatable(),
                node.ready(),
                node.readySince(),
                occupants.gpuPods(),
                occupants.pods(),
                occupants.controllers(),
                dynamicResources,
                look,
                node.overwrittenBy());
    }

    /// Heartbeats and other people's annotations move a node's version and nothing else.
    static boolean same(NodeFacts before, NodeFacts now) {
        return at(before, now.resourceVersion()).equals(now);
    }

    static Optional<Instant> instant(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty()).map(Instant::parse);
    }

    static SortedMap<String, String> sorted(@Nullable Map<String, String> map) {
        return map == null ? new TreeMap<>() : new TreeMap<>(map);
    }

    /// The annotations of ours.
    static SortedMap<String, String> ours(@Nullable Map<String, String> annotations) {
        SortedMap<String, String> ours = sorted(annotations);
        ours.keySet().removeIf(key -> !key.startsWith(WellKnown.GROUP + "/"));
        return ours;
    }

    private static Optional<NodeCondition> ready(Node node) {
        return node.getStatus() == null
                ? Optional.empty()
                : node.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst();
    }

    private static List<NodeFacts.Taint> taints(Node node) {
        return node.getSpec() == null
                ? List.of()
                : node.getSpec().getTaints().stream()
                        .map(
                                taint ->
                                        new NodeFacts.Taint(
                                                taint.getKey(),
                                                taint.getValue() == null ? "" : taint.getValue(),
                                                taint.getEffect(),
                                                Optional.ofNullable(taint.getTimeAdded())))
                        .toList();
    }

    private static SortedMap<String, Long> allocatable(Node node) {
        SortedMap<String, Long> devices = new TreeMap<>();
        Map<String, Quantity> shown =
                node.getStatus() == null ? null : node.getStatus().getAllocatable();
        if (shown != null) {
            shown.forEach(
                    (resource, quantity) -> {
                        long count = PodRecord.count(quantity);
                        if (resource.startsWith(WellKnown.NVIDIA_PREFIX) && count > 0) {
                            devices.put(resource, count);
                        }
                    });
        }
        return devices;
    }
}
