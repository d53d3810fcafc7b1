package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Gpu;
import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.PoolRequest.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What every pool gives, put together for the tenants' side.
///
/// @param results the same as it was counted
/// @param quotaKeys every resource that a GPU model named by any pool can have, cut or not
record PoolSupplies(
        SortedMap<String, PoolSupply> byPool,
        SortedMap<String, Supplies.Result> results,
        SortedSet<String> quotaKeys,
        Optional<Instant> reconsiderAt) {

    PoolSupplies {
        byPool = Collections.unmodifiableSortedMap(new TreeMap<>(byPool));
        quotaKeys = Collections.unmodifiableSortedSet(new TreeSet<>(quotaKeys));
    }

    static PoolSupplies of(
            PlanInput input, List<PoolRequest> requests, NodeOrders orders, Assignment assignment) {
        ClusterSnapshot snapshot = input.snapshot();
        SortedMap<String, PoolSupply> byPool = new TreeMap<>();
        SortedMap<String, Supplies.Result> results = new TreeMap<>();
        SortedSet<String> quotaKeys = new TreeSet<>();
        List<Instant> wake = new ArrayList<>();
        Wished wished = Wished.of(orders);
        for (PoolRequest request : requests) {
            PoolFacts pool = request.pool();
            List<GpuGeometry> geometries = geometries(pool, input.catalog());
            geometries.forEach(it -> quotaKeys.addAll(it.resourceNames()));
            if (pool.spec().nodeGroups().stream().anyMatch(it -> it.gpu() != null)) {
                quotaKeys.add(WellKnown.GPU_RESOURCE);
            }
            Supplies.Result result =
                    orders.supplies()
                            .of(
                                    pool.name(),
                                    tenantNamespaces(snapshot, pool.name()),
                                    orders.candidates());
            results.put(pool.name(), result);
            result.changesAt().ifPresent(wake::add);
            byPool.put(
                    pool.name(),
                    new PoolSupply(
                            pool,
                            request instanceof Accepted,
                            pool.suspended(),
                            wished.joining().contains(pool.name()),
                            result.supply(),
                            result.own(),
                            geometries,
                            resources(request, wished),
                            assignment.demand().getOrDefault(pool.name(), List.of())));
        }
        return new PoolSupplies(byPool, results, quotaKeys, wake.stream().min(Instant::compareTo));
    }

    /// The geometries of a pool's GPU groups, sorted by id.
    static List<GpuGeometry> geometries(PoolFacts pool, GpuCatalog catalog) {
        return pool.spec().nodeGroups().stream()
                .map(NodeGroup::gpu)
                .flatMap(gpu -> gpu == null ? Stream.empty() : of(gpu, catalog))
                .distinct()
                .sorted(Comparator.comparing(GpuGeometry::id))
                .toList();
    }

    private static Stream<GpuGeometry> of(Gpu gpu, GpuCatalog catalog) {
        Integer memory = gpu.memoryGB();
        OptionalInt memoryGB = memory == null ? OptionalInt.empty() : OptionalInt.of(memory);
        return catalog.forProduct(gpu.product(), memoryGB).stream();
    }

    /// The namespaces whose pods draw on a pool's grants.
    static SortedSet<String> tenantNamespaces(ClusterSnapshot snapshot, String pool) {
        SortedSet<String> names = new TreeSet<>();
        for (NamespaceFacts namespace : snapshot.namespaces()) {
            if (namespace.tenant().isPresent()
                    && namespace.pool().filter(pool::equals).isPresent()) {
                names.add(namespace.name());
            }
        }
        return names;
    }

    /// What is wished of the nodes of all pools.
    ///
    /// @param joining names of pools that have nodes on their way
    /// @param resources per pool, what its nodes are to show
    private record Wished(Set<String> joining, Map<String, Set<String>> resources) {

        static Wished of(NodeOrders orders) {
            Wished wished = new Wished(new HashSet<>(), new HashMap<>());
            orders.byNode()
                    .forEach((node, order) -> wished.add(order, orders.decisions().get(node)));
            return wished;
        }

        private void add(NodeOrder order, @Nullable NodeDecision decision) {
            if (order.wish().membership().isEmpty()) {
                return;
            }
            String pool = order.wish().membership().get().pool();
            if (decision != null && isOnItsWay(decision.standing())) {
                joining.add(pool);
            }
            resources
                    .computeIfAbsent(pool, _ -> new HashSet<>())
                    .addAll(order.wish().expected().keySet());
        }

        private static boolean isOnItsWay(Standing standing) {
            return standing == Standing.WAITING || standing == Standing.CUTTING;
        }
    }

    /// What the layouts of a pool's groups show, on nodes that it has and on those that it may get.
    private static SortedSet<String> resources(PoolRequest request, Wished wished) {
        SortedSet<String> resources =
                new TreeSet<>(wished.resources().getOrDefault(request.pool().name(), Set.of()));
        if (request instanceof Accepted accepted) {
            for (var group : accepted.groups()) {
                group.layouts().stream()
                        .flatMap(layout -> layout.counts().keySet().stream())
                        .forEach(it -> resources.add(MigEntries.resourceName(group, it)));
                if (group.product().isPresent() && group.layouts().isEmpty()) {
                    resources.add(WellKnown.GPU_RESOURCE);
                }
                if (group.demand().isPresent()) {
                    group.geometry().ifPresent(it -> resources.addAll(it.resourceNames()));
                }
            }
        }
        return resources;
    }
}
