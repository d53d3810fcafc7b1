package dev.regalia.cli.manifest;

import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Memories;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.Settings;
import dev.regalia.plan.TenantFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A cluster as it would be with the objects of files in it.
public final class Overlay {

    private final ClusterSnapshot cluster;
    private final List<Manifest> objects;
    private final boolean prune;

    private Overlay(ClusterSnapshot cluster, List<Manifest> objects, boolean prune) {
        this.cluster = cluster;
        this.objects = objects;
        this.prune = prune;
    }

    /// The cluster with those objects laid over it by kind and name: what exists keeps its identity
    /// and age, what is new is the youngest.
    ///
    /// @param prune the files are the complete set: what they do not have is gone
    public static ClusterSnapshot over(
            ClusterSnapshot cluster, Settings settings, Manifests manifests, boolean prune) {
        return new Overlay(cluster, manifests.objects(), prune).apply(settings);
    }

    private ClusterSnapshot apply(Settings settings) {
        List<PoolFacts> pools = pools();
        List<TenantFacts> tenants = tenants();
        ClusterSnapshot laid =
                new ClusterSnapshot(
                        cluster.takenAt(),
                        new ClusterSnapshot.Served(
                                cluster.served().pools() || !pools.isEmpty(),
                                cluster.served().tenants() || !tenants.isEmpty()),
                        pools,
                        tenants,
                        cluster.nodes(),
                        cluster.namespaces(),
                        cluster.migConfig(),
                        cluster.stack(),
                        cluster.confirmations(),
                        cluster.memory());
        return new ClusterSnapshot(
                laid.takenAt(),
                laid.served(),
                laid.pools(),
                laid.tenants(),
                laid.nodes(),
                laid.namespaces(),
                laid.migConfig(),
                laid.stack(),
                laid.confirmations(),
                Memories.observe(cluster.memory(), laid, settings.times()));
    }

    private List<PoolFacts> pools() {
        SortedMap<String, PoolFacts> there = new TreeMap<>();
        cluster.pools().forEach(pool -> there.put(pool.name(), pool));
        SortedMap<String, PoolFacts> laid = prune ? new TreeMap<>() : new TreeMap<>(there);
        for (Manifest object : objects) {
            if (object instanceof Manifest.Pool(String name, var spec)) {
                Optional<PoolFacts> known = Optional.ofNullable(there.get(name));
                laid.put(
                        name,
                        new PoolFacts(
                                name,
                                known.map(PoolFacts::uid).orElse("new-pool-" + name),
                                generation(
                                        known.map(PoolFacts::generation),
                                        known.filter(it -> it.spec().equals(spec)).isPresent()),
                                known.map(PoolFacts::createdAt).orElse(youngest()),
                                spec,
                                known.flatMap(PoolFacts::status)));
            }
        }
        return List.copyOf(laid.values());
    }

    private List<TenantFacts> tenants() {
        SortedMap<String, TenantFacts> there = new TreeMap<>();
        cluster.tenants().forEach(tenant -> there.put(tenant.name(), tenant));
        SortedMap<String, TenantFacts> laid = prune ? new TreeMap<>() : new TreeMap<>(there);
        for (Manifest object : objects) {
            if (object instanceof Manifest.Tenant(String name, var spec)) {
                Optional<TenantFacts> known = Optional.ofNullable(there.get(name));
                laid.put(
                        name,
                        new TenantFacts(
                                name,
                                known.map(TenantFacts::uid).orElse("new-tenant-" + name),
                                generation(
                                        known.map(TenantFacts::generation),
                                        known.filter(it -> it.spec().equals(spec)).isPresent()),
                                known.map(TenantFacts::createdAt).orElse(youngest()),
                                spec,
                                known.flatMap(TenantFacts::status)));
            }
        }
        return List.copyOf(laid.values());
    }

    private static long generation(Optional<Long> known, boolean same) {
        return known.map(it -> same ? it : it + 1).orElse(1L);
    }

    /// A moment after everything that is there.
    private Instant youngest() {
        return Stream.of(
                        Stream.of(cluster.takenAt()),
                        cluster.pools().stream().map(PoolFacts::createdAt),
                        cluster.tenants().stream().map(TenantFacts::createdAt))
                .flatMap(it -> it)
                .max(Instant::compareTo)
                .map(latest -> latest.plusSeconds(1))
                .orElse(cluster.takenAt());
    }
}
