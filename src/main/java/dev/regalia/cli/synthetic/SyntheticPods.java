package dev.regalia.cli.synthetic;

import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeFacts.PodFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Pods on a settled fleet: on the wanted part of the nodes of its pool, each held by the quota of
/// its namespace and by what its node shows.
final class SyntheticPods {

    private final Random random;
    private final List<NamespaceFacts> namespaces;
    private final List<SortedMap<String, Long>> used = new ArrayList<>();
    private final int[] pods;

    SyntheticPods(List<NamespaceFacts> namespaces, Random random) {
        this.random = random;
        this.namespaces = namespaces;
        this.pods = new int[namespaces.size()];
        namespaces.forEach(_ -> used.add(new TreeMap<>()));
    }

    /// The nodes with pods on all but a part of those that a pool has taken: no tenant's pod is
    /// admitted elsewhere. Fewer are busy where quota does not suffice.
    List<NodeFacts> on(List<NodeFacts> nodes, int idlePercent) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).pool().isPresent()) {
                order.add(i);
            }
        }
        Collections.shuffle(order, random);
        int busy = order.size() - order.size() * idlePercent / 100;
        List<NodeFacts> settled = new ArrayList<>(nodes);
        for (int node : order.subList(0, busy)) {
            settled.set(node, busy(nodes.get(node)));
        }
        return List.copyOf(settled);
    }

    /// The namespaces with what their pods use.
    List<NamespaceFacts> namespaces() {
        List<NamespaceFacts> after = new ArrayList<>();
        for (int i = 0; i < namespaces.size(); i++) {
            NamespaceFacts namespace = namespaces.get(i);
            SortedMap<String, Long> uses = used.get(i);
            after.add(
                    new NamespaceFacts(
                            namespace.name(),
                            namespace.uid(),
                            namespace.terminating(),
                            namespace.labels(),
                            namespace.annotations(),
                            namespace.quota().map(quota -> quota.using(uses)),
                            pods[i]));
        }
        return List.copyOf(after);
    }

    private NodeFacts busy(NodeFacts node) {
        List<PodFacts> running = new ArrayList<>();
        node.allocatable()
                .forEach((resource, shown) -> pod(node, resource, shown).ifPresent(running::add));
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
                running,
                counted(running),
                node.controllers(),
                node.dynamicResources(),
                node.fencedLook(),
                node.overwrittenBy());
    }

    private static SortedMap<String, Integer> counted(List<PodFacts> pods) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        pods.forEach(pod -> counts.merge(pod.namespace(), 1, Integer::sum));
        return counts;
    }

    /// A pod of some namespace that has room for it.
    private Optional<PodFacts> pod(NodeFacts node, String resource, long shown) {
        int first = namespaces.isEmpty() ? 0 : random.nextInt(namespaces.size());
        long wanted = 1L + random.nextInt(Math.toIntExact(shown));
        for (int i = 0; i < namespaces.size(); i++) {
            int at = (first + i) % namespaces.size();
            long room = room(at, resource);
            if (room > 0) {
                long holds = Math.min(room, wanted);
                used.get(at).merge(resource, holds, Long::sum);
                pods[at]++;
                return Optional.of(
                        new PodFacts(
                                namespaces.get(at).name(),
                                "work-" + node.name() + "-" + pods[at],
                                new TreeMap<>(Map.of(resource, holds))));
            }
        }
        return Optional.empty();
    }

    private long room(int namespace, String resource) {
        return namespaces
                .get(namespace)
                .quota()
                .map(QuotaFacts::hard)
                .map(hard -> hard.getOrDefault(resource, 0L))
                .map(hard -> hard - used.get(namespace).getOrDefault(resource, 0L))
                .orElse(0L);
    }
}
