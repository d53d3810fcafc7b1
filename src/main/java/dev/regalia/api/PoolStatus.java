package dev.regalia.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was observed of a pool: counts and conditions, never lists of nodes.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolStatus(
        @JsonPropertyDescription("Generation of the spec that this status speaks of.")
                @Nullable Long observedGeneration,
        @JsonPropertyDescription("Conditions, one per type.") @Size(max = 16)
                List<Condition> conditions,
        @JsonPropertyDescription("Counts per node group, in the order of the spec.") @Size(max = 32)
                List<NodeGroupStatus> nodeGroups,
        @JsonPropertyDescription(
                        "How well the groups with strategy 'Demand' are packed; absent where there"
                                + " is none.")
                @Nullable Packing packing,
        @JsonPropertyDescription("Strings for printing only; do not parse.")
                @Nullable Summary summary) {

    public PoolStatus {
        conditions = Lists.copy(conditions);
        nodeGroups = Lists.copy(nodeGroups);
    }

    /// Counts of one node group.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeGroupStatus(
            @JsonPropertyDescription("Name of the group.") @Size(max = 40) String name,
            @JsonPropertyDescription("Nodes by state.") NodeCounts nodes,
            @JsonPropertyDescription("Physical GPUs of the group's nodes.") GpuCounts gpus,
            @JsonPropertyDescription("Whole GPUs and partitions that the layout gives.")
                    @Size(max = 64)
                    List<ResourceCounts> partitions) {
        public NodeGroupStatus {
            partitions = Lists.copy(partitions);
        }
    }

    /// Nodes of a group by state.
    public record NodeCounts(
            @JsonPropertyDescription("Nodes that the group could have, its own included.")
                    int matching,
            @JsonPropertyDescription("Nodes that belong to the group.") int assigned,
            @JsonPropertyDescription("Assigned nodes whose layout is verified.") int ready,
            @JsonPropertyDescription(
                            "Nodes that wait: for idleness, their turn, or the configuration map.")
                    int waiting,
            @JsonPropertyDescription("Nodes that are being cut now.") int repartitioning,
            @JsonPropertyDescription("Nodes whose cut failed; they stay fenced.") int failed) {}

    /// Physical GPUs of a group.
    public record GpuCounts(
            @JsonPropertyDescription("GPUs of the assigned nodes.") int total,
            @JsonPropertyDescription("GPUs of the nodes that are ready.") int ready) {}

    /// One resource of a group.
    public record ResourceCounts(
            @JsonPropertyDescription("NVIDIA's profile name as resolved for the GPU model; 'gpu'.")
                    @Size(max = 63)
                    String profile,
            @JsonPropertyDescription("Name of the extended resource.") @Size(max = 63)
                    String resource,
            @JsonPropertyDescription("What the layout of all assigned nodes gives.") long desired,
            @JsonPropertyDescription("What allocatable of the ready nodes shows.") long ready) {}

    /// How many GPUs the layouts take, and how many would do.
    public record Packing(
            @JsonPropertyDescription("GPUs that are cut, and whole GPUs that are reserved.")
                    long gpusUsed,
            @JsonPropertyDescription("The fewest GPUs on which all that is reserved would fit.")
                    long gpusOptimal,
            @JsonPropertyDescription("What runs out first, in words; empty with no demand.")
                    @Size(max = 253)
                    String bindingResource) {}

    /// Strings ready to print.
    public record Summary(
            @JsonPropertyDescription("Ready and assigned nodes.") @Size(max = 63) String nodes,
            @JsonPropertyDescription("Ready and assigned GPUs.") @Size(max = 63) String gpus,
            @JsonPropertyDescription("Ready and not granted: whole GPUs and partitions.")
                    @Size(max = 253)
                    String free,
            @JsonPropertyDescription("Ready and desired partitions.") @Size(max = 63)
                    String partitions,
            @JsonPropertyDescription("Tenants that hold a share.") int tenants) {}
}
