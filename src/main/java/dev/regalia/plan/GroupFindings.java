package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one node group of a pool's spec.
final class GroupFindings {

    private final String pool;
    private final String group;
    private final List<Finding> findings = new ArrayList<>();

    GroupFindings(String pool, String group) {
        this.pool = pool;
        this.group = group;
    }

    /// @param field path below the group, for example `gpu.product`
    void add(Reason reason, String field, String message, String cure) {
        findings.add(
                new Finding(
                        WellKnown.POOL_KIND,
                        pool,
                        "nodeGroups[" + group + "]." + field,
                        reason,
                        message,
                        cure));
    }

    /// In the order in which they were added.
    List<Finding> all() {
        return List.copyOf(findings);
    }
}
