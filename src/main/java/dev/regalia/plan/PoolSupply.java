package dev.regalia.plan;

import dev.regalia.mig.GpuGeometry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// What the tenants' side needs to know of a pool that exists.
///
/// @param accepted a refused pool keeps its grants, and nothing is raised or lowered on it
/// @param suspended nothing new is granted
/// @param joining nodes are joining, being cut or waiting for idle, so that supply may still grow
/// @param supply of all its nodes
/// @param own what of it dedicated nodes give, by tenant
/// @param geometries of its GPU groups, for resolving shapes; sorted by id, distinct
/// @param resources the extended resources that its groups' layouts show
/// @param demand what its groups with strategy `Demand` reserve, one plan per GPU model
public record PoolSupply(
        PoolFacts pool,
        boolean accepted,
        boolean suspended,
        boolean joining,
        Supply supply,
        SortedMap<String, Supply> own,
        List<GpuGeometry> geometries,
        SortedSet<String> resources,
        List<DemandPlan> demand) {

    public PoolSupply {
        own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
        geometries = List.copyOf(geometries);
        demand = List.copyOf(demand);
    }

    /// What the nodes dedicated to a tenant give.
    Supply ownOf(String tenant) {
        return own.getOrDefault(tenant, Supply.none());
    }

    /// What a tenant asks for of a resource and cannot have, by the plans from demand.
    Optional<DemandPlan.Unserved> unserved(String tenant, String resource) {
        return demand.stream()
                .flatMap(plan -> plan.unserved().stream())
                .filter(one -> one.tenant().equals(tenant) && one.resource().equals(resource))
                .findFirst();
    }

    /// What is reserved per tenant of a resource that is planned from demand; empty for one that is
    /// not.
    Optional<SortedMap<String, Long>> planned(String resource) {
        List<DemandPlan> plans = demand.stream().filter(plan -> plan.plans(resource)).toList();
        if (plans.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Long> reserved = new TreeMap<>();
        for (DemandPlan plan : plans) {
            plan.reserved().getOrDefault(resource, new TreeMap<>()).forEach(reserved::put);
        }
        return Optional.of(reserved);
    }
}
