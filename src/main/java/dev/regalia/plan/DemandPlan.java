package dev.regalia.plan;

import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.packing.Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What follows from demand for the nodes of one GPU model in one pool, and how good that is.
///
/// @param tenant whose dedicated nodes these are; empty for the nodes that tenants share
/// @param follows whether the layout of any of the nodes follows demand
/// @param reserved per resource and tenant, what the nodes that the pool may have will give to the
///   tenant's namespaces
/// @param demand per resource, all that is reserved
/// @param headroom per resource, what is to be kept free beside it
/// @param headroomMissing per resource, what of the headroom cannot be kept free
/// @param unserved what tenants ask for beyond what is reserved, in the order of service
/// @param unservedLevels how much that is per priority, the highest first, then what is missing of
///   the headroom; only levels of which something is missing
public record DemandPlan(
        GpuGeometry geometry,
        Optional<String> tenant,
        boolean follows,
        SortedMap<String, SortedMap<String, Long>> reserved,
        SortedMap<String, Long> demand,
        SortedMap<String, Long> headroom,
        SortedMap<String, Long> headroomMissing,
        List<Unserved> unserved,
        List<UnservedLevel> unservedLevels,
        Certificate certificate) {

    public DemandPlan {
        reserved = Collections.unmodifiableSortedMap(new TreeMap<>(reserved));
        demand = Collections.unmodifiableSortedMap(new TreeMap<>(demand));
        headroom = Collections.unmodifiableSortedMap(new TreeMap<>(headroom));
        headroomMissing = Collections.unmodifiableSortedMap(new TreeMap<>(headroomMissing));
        unserved = List.copyOf(unserved);
        unservedLevels = List.copyOf(unservedLevels);
    }

    /// Whether a resource is one of the model's.
    boolean plans(String resource) {
        return new ModelCounts(geometry).index(resource).isPresent();
    }

    /// What a tenant asks for and cannot have.
    ///
    /// @param because what runs out, as a sentence without an end; may be empty
    /// @param cure the cheapest change that would give it
    public record Unserved(
            String tenant, String resource, long count, String because, String cure) {}
}
