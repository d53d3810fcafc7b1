package dev.regalia.plan;

import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.mig.GpuCatalog;
import java.util.ArrayList;
import java.util.List;

/// Parses what a pool's author wrote into what can be carried out, or into everything that is wrong
/// with it.
public final class PoolRequests {

    private PoolRequests() {}

    /// The request of one pool. Any finding refuses the whole pool, because groups of one pool
    /// compete for nodes and half a pool would take the nodes of the other half.
    public static PoolRequest parse(PoolFacts pool, GpuCatalog catalog) {
        List<PoolRequest.GroupRequest> groups = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (NodeGroup group : pool.spec().nodeGroups()) {
            GroupReading reading = new GroupReading(pool.name(), group, catalog);
            groups.add(reading.read());
            findings.addAll(reading.findings());
        }
        findings.addAll(ResourceMeanings.conflicts(pool.name(), groups));
        return findings.isEmpty()
                ? new PoolRequest.Accepted(pool, groups, List.of())
                : new PoolRequest.Refused(
                        pool, findings.stream().sorted(Finding.ORDER).distinct().toList());
    }
}
