package dev.regalia.plan;

import dev.regalia.api.NodeSelector;
import dev.regalia.api.PoolSpec;
import dev.regalia.api.PoolSpec.Demand;
import dev.regalia.api.PoolSpec.Gpu;
import dev.regalia.api.PoolSpec.Headroom;
import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.PoolSpec.NodeRange;
import dev.regalia.api.PoolSpec.Partitioning;
import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.mig.GpuGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A small [FleetWorld] to which anything happens that people and machines do.
final class RandomWorld {

    private static final List<String> MODELS =
            List.of("H100-80GB", "H100-80GB", "H100-80GB", "A30", "RTX-PRO-6000-Blackwell-96GB");
    private static final List<String> TENANTS = List.of("bank", "railway", "telecom", "defence");

    final FleetWorld world = new FleetWorld();
    private final Random random;
    private final GpuGeometry model;
    private final int gpus;
    private final Set<String> dedicated = new TreeSet<>();
    private int nodes;

    /// What has happened, for whom a seed has failed.
    final List<String> events = new ArrayList<>();

    RandomWorld(int seed) {
        random = new Random(seed);
        model = StoryGiven.model(MODELS.get(random.nextInt(MODELS.size())));
        gpus = 2 + random.nextInt(3);
        if (random.nextInt(3) == 0) {
            TENANTS.stream().filter(_ -> random.nextBoolean()).forEach(dedicated::add);
        }
        int first = 1 + random.nextInt(4);
        for (int i = 0; i < first; i++) {
            addNode();
        }
        pool();
        world.settle();
    }

    private void addNode() {
        world.node("n" + ++nodes, model, gpus);
    }

    private void pool() {
        List<Headroom> headroom =
                random.nextInt(3) == 0
                        ? List.of(new Headroom(profile(), 1 + random.nextInt(4)))
                        : List.of();
        List<NodeGroup> groups = new ArrayList<>();
        groups.add(
                group(
                        "slices",
                        new Partitioning(
                                Strategy.DEMAND,
                                null,
                                new Demand(headroom, random.nextInt(3) * 10))));
        if (random.nextInt(4) == 0) {
            groups.add(group("whole", new Partitioning(Strategy.DISABLED, null, null)));
        }
        world.pool("paris", new PoolSpec(0, groups, false, Isolation.SHARED_NODE));
    }

    private NodeGroup group(String name, Partitioning partitioning) {
        Integer max = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : null;
        return new NodeGroup(
                name,
                new NodeSelector(Map.of(Fixtures.ZONE, "zone-a"), List.of()),
                new Gpu(model.productLabels().getFirst(), null, null),
                new NodeRange(random.nextInt(4) == 0 && max == null ? 1 : null, max),
                partitioning);
    }

    private String profile() {
        return model.profiles().get(random.nextInt(model.profiles().size())).name();
    }

    private String anyTenant() {
        return TENANTS.get(random.nextInt(TENANTS.size()));
    }

    /// Something that may not cost anybody a grant, but who asks for less himself.
    void harmless() {
        String tenant = anyTenant();
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> share(tenant);
            case 3 -> priority(tenant);
            case 4, 5 -> startPods(tenant);
            case 6 -> endPods();
            case 7 -> {
                tell("a node is added");
                addNode();
            }
            default -> remove(tenant);
        }
    }

    private void tell(String event) {
        events.add(event);
    }

    private void share(String tenant) {
        List<PartitionCount> partitions = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String profile = profile();
            if (partitions.stream().noneMatch(one -> one.profile().equals(profile))) {
                partitions.add(new PartitionCount(profile, 1 + random.nextInt(8)));
            }
        }
        Integer whole = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : null;
        Optional<TenantFacts> old = Optional.ofNullable(world.tenants.get(tenant));
        Isolation isolation =
                dedicated.contains(tenant) ? Isolation.DEDICATED_NODE : Isolation.SHARED_NODE;
        tell(tenant + " asks for " + partitions + " and " + whole + " GPUs, " + isolation);
        Integer priority = old.map(TenantFacts::priority).orElse(0);
        List<TenantNamespace> namespaces = new ArrayList<>();
        namespaces.add(new TenantNamespace(tenant, "paris", 2));
        if (tenant.equals("bank")) {
            namespaces.add(new TenantNamespace("bank-lab", "paris", 1));
        }
        world.tenant(
                tenant,
                new TenantSpec(
                        List.of(new Share("paris", whole, partitions, isolation)),
                        namespaces,
                        List.of(),
                        priority));
    }

    private void priority(String tenant) {
        Optional.ofNullable(world.tenants.get(tenant))
                .ifPresent(
                        old -> {
                            int priority = random.nextInt(21) - 10;
                            tell(tenant + " gets priority " + priority);
                            world.tenant(
                                    tenant,
                                    new TenantSpec(
                                            old.spec().shares(),
                                            old.spec().namespaces(),
                                            List.of(),
                                            priority));
                        });
    }

    private void startPods(String tenant) {
        List<String> resources = new ArrayList<>(model.resourceNames());
        resources.add(WellKnown.GPU_RESOURCE);
        int started = 0;
        for (String namespace : List.of(tenant, tenant + "-lab")) {
            for (String resource : resources) {
                for (int i = random.nextInt(5); i > 0; i--) {
                    started += world.pods.start(namespace, resource, 1) ? 1 : 0;
                }
            }
            started += random.nextInt(4) == 0 && world.pods.startWithoutGpus(namespace) ? 1 : 0;
        }
        tell(tenant + " starts " + started + " pods");
    }

    private void endPods() {
        for (WorldNode node : world.nodes.values()) {
            if (random.nextBoolean()) {
                tell("all pods on " + node.node().name + " end");
                node.node().pods.clear();
            }
        }
    }

    private void remove(String tenant) {
        if (world.tenants.remove(tenant) != null) {
            tell(tenant + " is deleted");
            if (random.nextBoolean()) {
                tell("and confirmed");
                world.confirmations.add(OwnerVerdicts.key(WellKnown.TENANT_KIND, tenant));
            }
        }
    }

    /// Something that may cost grants: iron is lost, or the pool changes.
    void harmful() {
        List<WorldNode> all = List.copyOf(world.nodes.values());
        WorldNode node = all.get(random.nextInt(all.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                tell(node.node().name + " is deleted");
                if (all.size() > 1) {
                    world.nodes.remove(node.node().name);
                }
            }
            case 1, 2 -> {
                tell(node.node().name + " is Ready: " + !node.node().ready);
                node.node().ready = !node.node().ready;
                node.node().readySince = Optional.of(world.now);
            }
            default -> {
                tell("the pool changes");
                pool();
            }
        }
    }

    /// Lets pods come while a round runs.
    void restless() {
        world.meanwhile =
                () -> {
                    if (random.nextInt(4) == 0) {
                        startPods(anyTenant());
                    }
                };
        for (int i = random.nextInt(6); i > 0; i--) {
            world.round();
            world.now = world.now.plusSeconds(5 + random.nextInt(60));
        }
        world.meanwhile = () -> {};
    }
}
