package dev.regalia.cli.synthetic;

import dev.regalia.api.NodeSelector;
import dev.regalia.api.PoolSpec;
import dev.regalia.api.PoolSpec.Fixed;
import dev.regalia.api.PoolSpec.Gpu;
import dev.regalia.api.PoolSpec.GpuLayout;
import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.PoolSpec.Partition;
import dev.regalia.api.PoolSpec.Partitioning;
import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.api.TenantSpec;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pool of a synthetic fleet: nodes of zone a are cut, nodes of zone b stay whole.
final class SyntheticPool {

    static final String NAME = "fleet";
    static final String ZONE_LABEL = "topology.kubernetes.io/zone";
    static final String CUT_ZONE = "zone-a";
    static final String WHOLE_ZONE = "zone-b";

    /// Which profile the GPUs of a node are cut into, over and over, as indexes into those that are
    /// used.
    private static final int[] PATTERN = {0, 1, 0, 2};

    private SyntheticPool() {}

    /// The wish of the pool.
    static PoolSpec spec(FleetSize size, GpuGeometry geometry) {
        return new PoolSpec(
                0,
                List.of(
                        group("slices", CUT_ZONE, size, partitioning(size, geometry)),
                        group(
                                "whole",
                                WHOLE_ZONE,
                                size,
                                new Partitioning(Strategy.DISABLED, null, null))),
                false,
                PoolSpec.Isolation.SHARED_NODE);
    }

    private static Partitioning partitioning(FleetSize size, GpuGeometry geometry) {
        return switch (size.strategy()) {
            case DISABLED, FIXED ->
                    new Partitioning(Strategy.FIXED, new Fixed(layouts(size, geometry)), null);
            case DEMAND ->
                    new Partitioning(Strategy.DEMAND, null, new PoolSpec.Demand(List.of(), 5));
        };
    }

    private static NodeGroup group(
            String name, String zone, FleetSize size, Partitioning partitioning) {
        return new NodeGroup(
                name,
                new NodeSelector(Map.of(ZONE_LABEL, zone), List.of()),
                new Gpu(size.product(), null, size.gpus()),
                new PoolSpec.NodeRange(0, null),
                partitioning);
    }

    /// Uniform GPUs of up to three profiles.
    private static List<GpuLayout> layouts(FleetSize size, GpuGeometry geometry) {
        List<MigProfile> profiles = profiles(geometry);
        SortedMap<Integer, Integer> gpus = new TreeMap<>();
        for (int gpu = 0; gpu < size.gpus(); gpu++) {
            int profile = Math.min(PATTERN[gpu % PATTERN.length], profiles.size() - 1);
            gpus.merge(profile, 1, Integer::sum);
        }
        List<GpuLayout> layouts = new ArrayList<>();
        gpus.forEach(
                (profile, count) ->
                        layouts.add(
                                new GpuLayout(
                                        count,
                                        List.of(
                                                new Partition(
                                                        profiles.get(profile).name(),
                                                        Math.min(
                                                                7,
                                                                profiles.get(profile)
                                                                        .maxCount()))))));
        return layouts;
    }

    /// The plain profiles of which a GPU holds several, the smallest first.
    private static List<MigProfile> profiles(GpuGeometry geometry) {
        List<MigProfile> profiles =
                geometry.profiles().stream()
                        .filter(profile -> profile.shape().matches("[1-9]g"))
                        .filter(profile -> profile.maxCount() > 1)
                        .limit(3)
                        .toList();
        return profiles.isEmpty() ? geometry.profiles().subList(0, 1) : profiles;
    }

    /// What the pool shows when all nodes are as they should be, by the name under which a share
    /// asks for it; whole GPUs under an empty name.
    static SortedMap<String, Long> supply(FleetSize size, GpuGeometry geometry) {
        SortedMap<String, Long> supply = new TreeMap<>();
        for (int node = 0; node < size.nodes(); node++) {
            if (isWhole(node)) {
                supply.merge("", (long) size.gpus(), Long::sum);
            } else {
                for (GpuLayout layout : layouts(size, geometry)) {
                    Partition partition = layout.partitions().getFirst();
                    supply.merge(
                            partition.profile(),
                            (long) layout.gpusPerNode() * partition.count(),
                            Long::sum);
                }
            }
        }
        return supply;
    }

    /// Every fourth node stays whole.
    static boolean isWhole(int node) {
        return node % 4 == 3;
    }

    /// A share of so much of each.
    static TenantSpec.Share share(SortedMap<String, Long> amounts) {
        List<TenantSpec.PartitionCount> partitions = new ArrayList<>();
        amounts.forEach(
                (profile, count) -> {
                    if (!profile.isEmpty() && count > 0) {
                        partitions.add(
                                new TenantSpec.PartitionCount(profile, Math.toIntExact(count)));
                    }
                });
        return new TenantSpec.Share(
                NAME, Math.toIntExact(amounts.getOrDefault("", 0L)), partitions, null);
    }
}
