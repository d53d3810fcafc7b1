package dev.regalia.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regalia.api.NodeSelector;
import dev.regalia.api.PoolSpec;
import dev.regalia.api.PoolSpec.Demand;
import dev.regalia.api.PoolSpec.Fixed;
import dev.regalia.api.PoolSpec.Gpu;
import dev.regalia.api.PoolSpec.GpuLayout;
import dev.regalia.api.PoolSpec.Headroom;
import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.PoolSpec.NodeRange;
import dev.regalia.api.PoolSpec.Partition;
import dev.regalia.api.PoolSpec.Partitioning;
import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.mig.GpuGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The short forms in which stories tell pools, tenants and models.
final class StoryGiven {

    private StoryGiven() {}

    static GpuGeometry model(String id) {
        return Fixtures.catalog().geometries().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such model: " + id));
    }

    /// A pool: its groups by name, and `isolation`, `priority`, `suspend` of the pool.
    static PoolSpec pool(JsonNode told) {
        Story.check("pool", told, Set.of("groups", "isolation", "priority", "suspend"));
        List<NodeGroup> groups = new ArrayList<>();
        for (Map.Entry<String, JsonNode> group : told.path("groups").properties()) {
            groups.add(group(group.getKey(), group.getValue()));
        }
        return new PoolSpec(
                told.path("priority").asInt(0),
                groups,
                told.path("suspend").asBoolean(false),
                isolation(told));
    }

    private static NodeGroup group(String name, JsonNode told) {
        Story.check(
                "group " + name,
                told,
                Set.of("gpu", "zone", "min", "max", "demand", "fixed", "headroom", "slack"));
        GpuGeometry model = model(told.path("gpu").asText());
        return new NodeGroup(
                name,
                new NodeSelector(
                        Map.of(Fixtures.ZONE, told.path("zone").asText("zone-a")), List.of()),
                new Gpu(model.productLabels().getFirst(), null, null),
                new NodeRange(number(told, "min"), number(told, "max")),
                partitioning(told));
    }

    private static @Nullable Partitioning partitioning(JsonNode told) {
        if (told.path("demand").asBoolean(false)) {
            List<Headroom> headroom = new ArrayList<>();
            told.path("headroom")
                    .properties()
                    .forEach(
                            one ->
                                    headroom.add(
                                            new Headroom(one.getKey(), one.getValue().asInt())));
            return new Partitioning(
                    Strategy.DEMAND, null, new Demand(headroom, told.path("slack").asInt(5)));
        }
        List<GpuLayout> layouts = new ArrayList<>();
        for (JsonNode layout : told.path("fixed")) {
            List<Partition> partitions = new ArrayList<>();
            layout.properties().stream()
                    .filter(one -> !one.getKey().equals("gpus"))
                    .forEach(
                            one ->
                                    partitions.add(
                                            new Partition(one.getKey(), one.getValue().asInt())));
            layouts.add(new GpuLayout(layout.path("gpus").asInt(), partitions));
        }
        return layouts.isEmpty()
                ? null
                : new Partitioning(Strategy.FIXED, new Fixed(layouts), null);
    }

    /// A tenant: counts by profile, `gpu` for whole GPUs, of the pool `paris` or of those in `of`;
    /// one namespace per pool, the first of the tenant's name, the second with `-lab`.
    static TenantSpec tenant(String name, JsonNode told) {
        List<Share> shares = new ArrayList<>();
        List<TenantNamespace> namespaces = new ArrayList<>();
        if (told.has("of")) {
            Story.check("tenant " + name, told, Set.of("of", "priority", "granted"));
            told.path("of")
                    .properties()
                    .forEach(one -> share(name, one.getKey(), one.getValue(), shares, namespaces));
        } else {
            share(name, "paris", told, shares, namespaces);
        }
        return new TenantSpec(shares, namespaces, List.of(), told.path("priority").asInt(0));
    }

    private static void share(
            String tenant,
            String pool,
            JsonNode told,
            List<Share> shares,
            List<TenantNamespace> namespaces) {
        List<PartitionCount> partitions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : told.properties()) {
            if (!Set.of("gpu", "isolation", "priority", "granted").contains(one.getKey())) {
                partitions.add(new PartitionCount(one.getKey(), one.getValue().asInt()));
            }
        }
        shares.add(new Share(pool, number(told, "gpu"), partitions, isolation(told)));
        namespaces.add(
                new TenantNamespace(namespaces.isEmpty() ? tenant : tenant + "-lab", pool, 1));
    }

    private static @Nullable Isolation isolation(JsonNode told) {
        return switch (told.path("isolation").asText("")) {
            case "" -> null;
            case "DedicatedNode" -> Isolation.DEDICATED_NODE;
            case "SharedNode" -> Isolation.SHARED_NODE;
            default -> throw new AssertionError("isolation: " + told);
        };
    }

    private static @Nullable Integer number(JsonNode told, String field) {
        return told.has(field) ? told.path(field).asInt() : null;
    }
}
