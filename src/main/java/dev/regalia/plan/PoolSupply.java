package dev.regalia.plan;

import dev.regalia.mig.GpuGeometry;
import java.util.List;
import java.util.SortedSet;

/// What the tenants' side needs to know of a pool that exists.
///
/// @param accepted a refused pool keeps its grants, and nothing is raised or lowered on it
/// @param suspended nothing new is granted
/// @param joining nodes are joining, being cut or waiting for idle, so that supply may still grow
/// @param geometries of its GPU groups, for resolving shapes; sorted by id, distinct
/// @param resources the extended resources that its groups' layouts show
public record PoolSupply(
        PoolFacts pool,
        boolean accepted,
        boolean suspended,
        boolean joining,
        Supply supply,
        List<GpuGeometry> geometries,
        SortedSet<String> resources) {

    public PoolSupply {
        geometries = List.copyOf(geometries);
    }
}
