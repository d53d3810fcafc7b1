package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NodeFacts.PodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pods of a [FleetWorld]: admission lets in what the grant allows, and the scheduler binds it
/// to a node where it fits, the first by name.
final class WorldPods {

    private final FleetWorld world;
    private int started;

    WorldPods(FleetWorld world) {
        this.world = world;
    }

    List<PodFacts> all() {
        List<PodFacts> all = new ArrayList<>();
        world.nodes.values().forEach(node -> all.addAll(node.node().pods));
        return all;
    }

    /// What the pods of a namespace hold.
    SortedMap<String, Long> heldBy(String namespace) {
        SortedMap<String, Long> held = new TreeMap<>();
        for (PodFacts pod : all()) {
            if (pod.namespace().equals(namespace)) {
                pod.holds().forEach((key, count) -> held.merge(key, count, Long::sum));
            }
        }
        return held;
    }

    /// Starts a pod somewhere; returns whether it was let in and has found a node.
    boolean start(String namespace, String resource, long count) {
        SortedMap<String, Long> holds = new TreeMap<>();
        holds.put(resource, count);
        Optional<WorldNode> place =
                isAdmitted(namespace, resource, count)
                        ? world.nodes.values().stream()
                                .filter(node -> admits(node.node(), namespace))
                                .filter(node -> free(node.node(), resource) >= count)
                                .findFirst()
                        : Optional.empty();
        place.ifPresent(node -> bind(node.node(), namespace, holds));
        return place.isPresent();
    }

    /// Starts a pod without GPUs on a node that lets it in.
    boolean startWithoutGpus(String namespace) {
        Optional<WorldNode> place =
                world.nodes.values().stream()
                        .filter(node -> granted(namespace).isPresent())
                        .filter(node -> admits(node.node(), namespace))
                        .findFirst();
        place.ifPresent(node -> bind(node.node(), namespace, new TreeMap<>()));
        return place.isPresent();
    }

    /// Puts a pod on a node as it is, whatever admission says.
    void bind(TestNode node, String namespace, SortedMap<String, Long> holds) {
        node.pods.add(new PodFacts(namespace, "pod-" + ++started, holds));
        world.namespaces.count(namespace, heldBy(namespace));
    }

    /// Ends all pods of a namespace on a node.
    void end(TestNode node, String namespace) {
        node.pods.removeIf(pod -> pod.namespace().equals(namespace));
    }

    private Optional<NamespaceFacts> granted(String namespace) {
        return Optional.ofNullable(world.namespaces.all.get(namespace))
                .filter(NamespaceFacts::granted);
    }

    private boolean isAdmitted(String namespace, String resource, long count) {
        Optional<NamespaceFacts> facts = granted(namespace);
        boolean listed =
                facts.map(NamespaceFacts::annotations)
                        .map(keys -> keys.getOrDefault(WellKnown.RESOURCES_ANNOTATION, ""))
                        .filter(text -> List.of(text.split(",", -1)).contains(resource))
                        .isPresent();
        long used = heldBy(namespace).getOrDefault(resource, 0L);
        long hard =
                facts.flatMap(NamespaceFacts::quota)
                        .map(QuotaFacts::hardInForce)
                        .map(inForce -> inForce.getOrDefault(resource, 0L))
                        .orElse(0L);
        return listed && used + count <= hard;
    }

    /// Pods come to unfenced nodes of their namespace's pool: with a dedicated grant to those of
    /// their own tenant, otherwise to those that are nobody's.
    private boolean admits(TestNode node, String namespace) {
        Optional<NamespaceFacts> facts = granted(namespace);
        String pool = facts.flatMap(NamespaceFacts::pool).orElse("");
        String tenant = facts.flatMap(NamespaceFacts::tenant).orElse("");
        boolean dedicated =
                facts.map(NamespaceFacts::labels)
                        .filter(keys -> isDedicated(keys.get(WellKnown.GRANT_LABEL)))
                        .isPresent();
        String owner = node.labels.getOrDefault(WellKnown.NODE_TENANT_LABEL, "");
        return pool.equals(node.labels.get(WellKnown.POOL_LABEL))
                && node.ready
                && !node.fenced()
                && owner.equals(dedicated ? tenant : "");
    }

    private static boolean isDedicated(@Nullable String grant) {
        return WellKnown.GRANT_DEDICATED.equals(grant);
    }

    private static long free(TestNode node, String resource) {
        long held =
                node.pods.stream().mapToLong(pod -> pod.holds().getOrDefault(resource, 0L)).sum();
        return node.allocatable.getOrDefault(resource, 0L) - held;
    }
}
