package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NodeFacts.PodFacts;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What no round of a [FleetWorld] may break, beside what [NodePromises] checks on every write.
final class WorldPromises {

    private final FleetWorld world;
    private SortedMap<String, Long> overdrawn = new TreeMap<>();

    WorldPromises(FleetWorld world) {
        this.world = world;
    }

    /// Takes down how things stand before a plan is carried out.
    void before() {
        overdrawn = overdrawn();
    }

    /// What is committed never exceeds what verified nodes give; where iron was lost it may, and
    /// then nothing makes it worse.
    void after(FleetPlan plan) {
        overdrawn()
                .forEach(
                        (key, excess) ->
                                assertThat(excess)
                                        .as(
                                                "promise 1: more of %s committed than is there,"
                                                        + " after %s and %s",
                                                key, plan.nodeChanges(), plan.namespaces())
                                        .isLessThanOrEqualTo(overdrawn.getOrDefault(key, 0L)));
    }

    /// What holds at any moment.
    void hold() {
        for (WorldNode node : world.nodes.values()) {
            String owner = node.node().labels.get(WellKnown.NODE_TENANT_LABEL);
            if (owner == null) {
                continue;
            }
            Set<String> tenants =
                    node.node().pods.stream()
                            .map(this::tenant)
                            .collect(Collectors.toCollection(TreeSet::new));
            tenants.remove(owner);
            // Pods without GPUs stay in a namespace that was let go.
            tenants.remove("");
            assertThat(tenants)
                    .as("promise 1: %s is dedicated to %s", node.node().name, owner)
                    .isEmpty();
        }
    }

    private String tenant(PodFacts pod) {
        NamespaceFacts facts = world.namespaces.all.get(pod.namespace());
        return facts == null ? "" : facts.tenant().orElse("");
    }

    /// Per pool and resource, what is committed beyond what verified nodes show; above zero only.
    private SortedMap<String, Long> overdrawn() {
        SortedMap<String, Long> sums = new TreeMap<>();
        for (NamespaceFacts namespace : world.namespaces.all.values()) {
            if (namespace.tenant().isPresent()) {
                namespace.quota().ifPresent(quota -> add(sums, namespace, quota));
            }
        }
        for (WorldNode node : world.nodes.values()) {
            NodeFacts facts = node.node().facts();
            facts.change()
                    .filter(record -> record.state() == State.READY)
                    .ifPresent(record -> take(sums, record.pool(), facts));
        }
        sums.values().removeIf(excess -> excess <= 0);
        return sums;
    }

    private static void add(
            SortedMap<String, Long> sums, NamespaceFacts namespace, QuotaFacts quota) {
        SortedSet<String> resources = new TreeSet<>(quota.hard().keySet());
        resources.addAll(quota.hardInForce().keySet());
        resources.addAll(quota.used().keySet());
        for (String resource : resources) {
            long committed =
                    namespace.terminating()
                            ? quota.used().getOrDefault(resource, 0L)
                            : quota.committed(resource);
            sums.merge(namespace.pool().orElse("") + " " + resource, committed, Long::sum);
        }
    }

    private void take(SortedMap<String, Long> sums, String pool, NodeFacts node) {
        for (Map.Entry<String, Long> shown : node.allocatable().entrySet()) {
            long foreign =
                    node.gpuPods().stream()
                            .filter(pod -> tenant(pod).isEmpty())
                            .mapToLong(pod -> pod.holds().getOrDefault(shown.getKey(), 0L))
                            .sum();
            sums.merge(pool + " " + shown.getKey(), foreign - shown.getValue(), Long::sum);
        }
    }
}
