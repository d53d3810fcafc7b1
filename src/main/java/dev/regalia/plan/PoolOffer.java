package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What shares of a pool are read against.
///
/// @param geometries of its GPU groups, sorted by id
/// @param isolation the least that a share gets
record PoolOffer(List<GpuGeometry> geometries, Isolation isolation) {

    PoolOffer {
        geometries = List.copyOf(geometries);
    }

    /// The offers of all pools that exist.
    static SortedMap<String, PoolOffer> all(ClusterSnapshot snapshot, GpuCatalog catalog) {
        SortedMap<String, PoolOffer> offers = new TreeMap<>();
        for (PoolFacts pool : snapshot.pools()) {
            Isolation least = pool.spec().minimumIsolation();
            offers.put(
                    pool.name(),
                    new PoolOffer(
                            PoolSupplies.geometries(pool, catalog),
                            least == null ? Isolation.SHARED_NODE : least));
        }
        return offers;
    }
}
