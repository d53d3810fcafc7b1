package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeFacts.Look;
import dev.regalia.plan.NodeFacts.PodFacts;
import dev.regalia.plan.NodeFacts.Taint;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.NodeWish.MigEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A node as the API server has it: takes patches, and refuses those that break [NodePromises].
final class TestNode {

    static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
    static final Settings.Times TIMES = Settings.Times.defaults();
    static final String WHOLE = "nvidia.com/gpu=8";
    static final String SLICES = "nvidia.com/mig-1g.10gb=56";
    static final String HALVES = "nvidia.com/mig-3g.40gb=16";
    static final Membership PLACE = new Membership("paris", "slices");

    final String name;
    final SortedMap<String, String> labels = new TreeMap<>();
    final SortedMap<String, String> annotations = new TreeMap<>();
    final List<Taint> taints = new ArrayList<>();
    SortedMap<String, Long> allocatable = new TreeMap<>();
    final List<PodFacts> pods = new ArrayList<>();

    /// Bound to the node (without GPUs where they hold nothing), but not yet in the cache that
    /// decisions are made on.
    final List<PodFacts> unseen = new ArrayList<>();

    boolean ready = true;
    Optional<Instant> readySince = Optional.of(NOW.minusSeconds(86_400));
    boolean looked = true;
    int version = 1;

    TestNode(String name) {
        this.name = name;
    }

    /// A node with eight H100, MIG off, as the GPU operator leaves it.
    static TestNode h100(String name) {
        return new TestNode(name).mig(WellKnown.ALL_DISABLED, "success").shows(WHOLE);
    }

    static NodeWish wish(String entry, String expected) {
        return new NodeWish(Optional.of(PLACE), Optional.of(entry(entry)), resources(expected));
    }

    static MigEntry entry(String name) {
        Optional<Instant> usable = Optional.of(NOW.minusSeconds(1));
        return new MigEntry(name, name + "-b", usable, usable);
    }

    static NodeWish leave() {
        return new NodeWish(Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    /// The same layout in a place of a tenant's own.
    static NodeWish dedicated(NodeWish wish, String tenant) {
        Membership place = new Membership(PLACE.pool(), PLACE.group(), Optional.of(tenant));
        return new NodeWish(Optional.of(place), wish.entry(), wish.expected());
    }

    static NodeOrder order(NodeWish wish) {
        return new NodeOrder(
                wish, true, true, true, false, false, Optional.empty(), namespaces(wish));
    }

    /// The same order, without leave to cut.
    static NodeOrder withoutCut(NodeOrder order) {
        return new NodeOrder(
                order.wish(),
                order.mayBegin(),
                false,
                order.mayMend(),
                order.frozen(),
                order.mendStopped(),
                order.successSince(),
                order.tenantNamespaces());
    }

    /// The namespaces of the tenant of whom a wish speaks.
    static SortedSet<String> namespaces(NodeWish wish) {
        return wish.membership()
                .flatMap(Membership::tenant)
                .map(TestNode::namespaces)
                .orElseGet(TreeSet::new);
    }

    static SortedSet<String> namespaces(String tenant) {
        return new TreeSet<>(Set.of(tenant, tenant + "-lab"));
    }

    static SortedMap<String, Long> resources(String text) {
        return Resources.parse(text).orElseThrow();
    }

    TestNode mig(String config, String state) {
        labels.put(WellKnown.MIG_CONFIG_LABEL, config);
        labels.put(WellKnown.MIG_STATE_LABEL, state);
        if (state.isEmpty()) {
            labels.remove(WellKnown.MIG_STATE_LABEL);
        }
        return this;
    }

    TestNode shows(String layout) {
        allocatable = resources(layout);
        return this;
    }

    TestNode pod(String namespace, String pod, String holds) {
        pods.add(new PodFacts(namespace, pod, resources(holds)));
        return this;
    }

    /// A pod without GPUs.
    TestNode pod(String namespace, String pod) {
        pods.add(new PodFacts(namespace, pod, new TreeMap<>()));
        return this;
    }

    TestNode taint(String key, String value) {
        taints.add(new Taint(key, value, "NoSchedule", Optional.of("2026-10-01T00:00:00Z")));
        return this;
    }

    /// Every key of ours as the record says.
    TestNode ours(ChangeRecord record) {
        labels.put(WellKnown.POOL_LABEL, record.pool());
        labels.put(WellKnown.NODE_GROUP_LABEL, record.group());
        taint(WellKnown.POOL_TAINT, record.pool());
        record.tenant()
                .ifPresent(
                        tenant -> {
                            labels.put(WellKnown.NODE_TENANT_LABEL, tenant);
                            taint(WellKnown.TENANT_TAINT, tenant);
                        });
        if (record.state() == State.FENCED || record.state() == State.APPLYING) {
            taint(WellKnown.CHANGE_TAINT, record.state().text());
        }
        annotations.put(WellKnown.CHANGE_ANNOTATION, ChangeRecords.print(record));
        annotations.put(WellKnown.BEFORE_ANNOTATION, "{\"migConfig\":\"all-disabled\"}");
        return this;
    }

    /// A member that serves with a layout.
    static TestNode ready(String name, String entry, String layout) {
        return h100(name)
                .mig(entry, "success")
                .shows(layout)
                .ours(Records.ready(PLACE, Optional.of(entry), layout));
    }

    NodeDecision decide(NodeWish wish) {
        return decide(order(wish));
    }

    NodeDecision decide(NodeOrder order) {
        return NodeSteps.decide(facts(), order, NOW, TIMES);
    }

    ChangeRecord record() {
        return facts().change().orElseThrow();
    }

    boolean fenced() {
        return taints.stream().anyMatch(taint -> taint.key().equals(WellKnown.CHANGE_TAINT));
    }

    NodeFacts facts() {
        return new NodeFacts(
                name,
                "uid-" + name,
                Integer.toString(version),
                NOW.minusSeconds(1_000_000),
                new TreeMap<>(labels),
                NodeNotes.of(annotations),
                taints,
                new TreeMap<>(allocatable),
                ready,
                readySince,
                gpuPods(pods),
                byNamespace(pods),
                List.of(),
                false,
                consistentLook(),
                Optional.of("kubectl-edit"));
    }

    static List<PodFacts> gpuPods(List<PodFacts> pods) {
        return pods.stream().filter(pod -> !pod.holds().isEmpty()).toList();
    }

    static SortedMap<String, Integer> byNamespace(List<PodFacts> pods) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        pods.forEach(pod -> counts.merge(pod.namespace(), 1, Integer::sum));
        return counts;
    }

    /// The pods as the API server has them.
    List<PodFacts> everyPod() {
        return Stream.concat(pods.stream(), unseen.stream()).toList();
    }

    private Optional<Look> consistentLook() {
        boolean asked =
                ChangeRecord.State.FENCED
                        .text()
                        .equals(
                                Optional.ofNullable(annotations.get(WellKnown.CHANGE_ANNOTATION))
                                        .flatMap(ChangeRecords::parse)
                                        .map(record -> record.state().text())
                                        .orElse(""));
        if (!asked || !looked) {
            return Optional.empty();
        }
        return Optional.of(
                new Look(
                        gpuPods(everyPod()).isEmpty(),
                        new TreeSet<>(byNamespace(everyPod()).keySet())));
    }

    void apply(NodeChange change) {
        new NodePromises(this).check(change);
        change.labels().forEach((key, value) -> set(labels, key, value));
        change.annotations().forEach((key, value) -> set(annotations, key, value));
        change.taints()
                .ifPresent(
                        all -> {
                            taints.clear();
                            taints.addAll(all);
                        });
        version++;
    }

    private static void set(Map<String, String> map, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> map.put(key, text), () -> map.remove(key));
    }
}
