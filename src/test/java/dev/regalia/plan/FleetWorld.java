package dev.regalia.plan;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.TenantSpec;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.ClusterSnapshot.Served;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeFacts.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A whole cluster in memory. It shows itself to the planner as the API server would, takes plans
/// as the operator carries them out, and plays everybody else: the quota controller, kubelets that
/// mount the ConfigMap, mig-manager, admission and the scheduler, and a clock that only a test
/// moves. [WorldPromises] watches every round.
final class FleetWorld {

    /// A ClusterPolicy as the pools need it.
    private static final StackFacts STACK =
            new StackFacts(
                    Optional.of(
                            new StackFacts.ClusterPolicy(
                                    "cluster-policy",
                                    Optional.of("mixed"),
                                    Optional.of(true),
                                    Optional.of(Fixtures.settings().migConfigMap()),
                                    Optional.of(
                                            List.of(
                                                    new StackFacts.Toleration(
                                                            "", "Exists", "", ""))))),
                    List.of());

    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);
    private static final int PATIENCE = 400;

    final SortedMap<String, WorldNode> nodes = new TreeMap<>();
    final SortedMap<String, PoolFacts> pools = new TreeMap<>();
    final SortedMap<String, TenantFacts> tenants = new TreeMap<>();
    final WorldNamespaces namespaces = new WorldNamespaces();
    final WorldMigConfig migConfig = new WorldMigConfig();
    final WorldPods pods = new WorldPods(this);
    final SortedSet<String> confirmations = new TreeSet<>();

    /// Every write on a node, in order.
    final List<NodeChange> nodeWrites = new ArrayList<>();

    /// Every namespace that a round changed, in order.
    final List<String> namespaceWrites = new ArrayList<>();

    /// What happens after a look and before the writes that follow from it.
    Runnable meanwhile = () -> {};

    /// What happens after each round.
    Runnable afterwards = () -> {};

    Instant now = TestNode.NOW;
    Memory memory = Memory.empty();
    private final FleetPlanner planner = new FleetPlanner(Fixtures.catalog(), Fixtures.settings());
    private final WorldPromises promises = new WorldPromises(this);
    private int born;

    /// Adds a free node of whole GPUs.
    WorldNode node(String name, GpuGeometry model, int gpus) {
        WorldNode node = WorldNode.whole(name, model, gpus);
        nodes.put(name, node);
        return node;
    }

    /// Adds a pool, or changes its spec.
    void pool(String name, PoolSpec spec) {
        PoolFacts old = pools.get(name);
        pools.put(
                name,
                old == null
                        ? new PoolFacts(name, "uid-" + name, 1, birthday(), spec, Optional.empty())
                        : new PoolFacts(
                                name,
                                old.uid(),
                                old.generation() + 1,
                                old.createdAt(),
                                spec,
                                Optional.empty()));
    }

    /// Adds a tenant, or changes its spec; the first to come is the oldest.
    void tenant(String name, TenantSpec spec) {
        TenantFacts old = tenants.get(name);
        tenants.put(
                name,
                old == null
                        ? new TenantFacts(
                                name, "uid-" + name, 1, birthday(), spec, Optional.empty())
                        : new TenantFacts(
                                name,
                                old.uid(),
                                old.generation() + 1,
                                old.createdAt(),
                                spec,
                                Optional.empty()));
    }

    /// Puts a tenant's share in force as if it had been granted long ago.
    void grantAll(String tenant) {
        StoryPlans.granted(plan(), tenant)
                .forEach(
                        hold -> {
                            namespaces.write(hold);
                            namespaces.enforce(hold.name(), pods.heldBy(hold.name()));
                        });
    }

    private Instant birthday() {
        return TestNode.NOW.minus(Duration.ofDays(1)).plusSeconds(born++);
    }

    WorldNode node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    TenantFacts living(String name) {
        return Objects.requireNonNull(tenants.get(name), name);
    }

    /// What the reader delivers at this moment, and what the process then remembers.
    ClusterSnapshot look() {
        ClusterSnapshot seen = snapshot();
        memory = Memories.observe(memory, seen, TestNode.TIMES);
        return snapshot();
    }

    private ClusterSnapshot snapshot() {
        return new ClusterSnapshot(
                now,
                new Served(true, true),
                List.copyOf(pools.values()),
                List.copyOf(tenants.values()),
                nodes.values().stream().map(node -> node.node().facts()).toList(),
                shownNamespaces(),
                migConfig.facts(),
                STACK,
                confirmations,
                memory);
    }

    /// Those that a tenant names and those that carry our label.
    private List<NamespaceFacts> shownNamespaces() {
        SortedSet<String> named = new TreeSet<>();
        tenants.values()
                .forEach(
                        tenant -> tenant.spec().namespaces().forEach(one -> named.add(one.name())));
        Map<String, Integer> gpuPods = new HashMap<>();
        for (PodFacts pod : pods.all()) {
            gpuPods.merge(pod.namespace(), pod.holds().isEmpty() ? 0 : 1, Integer::sum);
        }
        return namespaces.all.values().stream()
                .filter(one -> named.contains(one.name()) || one.tenant().isPresent())
                .map(
                        one ->
                                WorldNamespaces.with(
                                        one, one.quota(), gpuPods.getOrDefault(one.name(), 0)))
                .toList();
    }

    FleetPlan plan(ClusterSnapshot snapshot) {
        return planner.plan(snapshot);
    }

    /// The plan as it is now, carried out by nobody.
    FleetPlan plan() {
        return plan(look());
    }

    /// Looks, decides, writes, and lets everybody else work once.
    FleetPlan round() {
        FleetPlan plan = plan(look());
        meanwhile.run();
        promises.before();
        apply(plan);
        promises.after(plan);
        work();
        promises.hold();
        afterwards.run();
        return plan;
    }

    /// In the order of the operator: the map, namespaces, nodes.
    private void apply(FleetPlan plan) {
        migConfig.write(plan);
        for (NamespacePlan namespace : plan.namespaces()) {
            NamespaceFacts before = namespaces.all.get(namespace.name());
            namespaces.write(namespace);
            if (!Objects.equals(before, namespaces.all.get(namespace.name()))) {
                namespaceWrites.add(namespace.name());
            }
        }
        for (NodeChange change : plan.nodeChanges()) {
            TestNode node = node(change.node()).node();
            node.apply(change);
            nodeWrites.add(change);
            if (change.kind() == Kind.MEND) {
                memory = Memories.mended(memory, node.name, now, generation(node), TestNode.TIMES);
            }
        }
        confirmations.removeAll(plan.confirmationsDone());
    }

    private long generation(TestNode node) {
        return node.facts().pool().map(pools::get).map(PoolFacts::generation).orElse(0L);
    }

    private void work() {
        for (String namespace : List.copyOf(namespaces.all.keySet())) {
            namespaces.enforce(namespace, pods.heldBy(namespace));
        }
        for (WorldNode node : nodes.values()) {
            node.mounts(migConfig.mounted(now));
            node.manager().tick();
        }
    }

    /// Runs rounds until nothing changes any more and time alone will change nothing; returns the
    /// last plan, which is empty.
    FleetPlan settle() {
        for (int round = 0; round < PATIENCE; round++) {
            List<Object> before = picture();
            FleetPlan plan = round();
            if (!before.equals(picture())) {
                now = now.plus(BETWEEN_ROUNDS);
            } else if (plan.reconsiderAt().isPresent()) {
                now = plan.reconsiderAt().get();
            } else {
                return plan;
            }
        }
        throw new AssertionError(
                "does not settle; the last writes: "
                        + nodeWrites.reversed().stream()
                                .limit(8)
                                .map(it -> it.node() + " " + it.kind() + " " + it.because())
                                .collect(Collectors.joining("; ")));
    }

    /// Everything that can be different after a round.
    private List<Object> picture() {
        List<Object> picture = new ArrayList<>();
        nodes.values().forEach(node -> picture.add(node.node().facts()));
        picture.add(new TreeMap<>(namespaces.all));
        picture.add(migConfig.facts().since());
        picture.add(new TreeSet<>(confirmations));
        return picture;
    }
}
