package dev.regalia.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wish of a pool, as its author wrote it.
public record PoolSpec(
        @JsonPropertyDescription(
                        "Which pool gets a free node that several pools select: the higher"
                                + " priority, then the older pool, then the name. A node that is"
                                + " already assigned stays where it is. -1000 to 1000, default 0.")
                @Default("0")
                @Min(-1000)
                @Max(1000)
                @Nullable Integer priority,
        @JsonPropertyDescription(
                        "Node groups in the order in which they take nodes; 1 to 32 groups.")
                @Required
                @Size(min = 1, max = 32)
                List<NodeGroup> nodeGroups,
        @JsonPropertyDescription(
                        "true: nothing new begins on nodes and grants, drift is not mended; what"
                                + " has begun is finished, status goes on. Default false.")
                @Default("false")
                @Nullable Boolean suspend,
        @JsonPropertyDescription(
                        "The least isolation that a share of this pool gets. 'SharedNode': nodes"
                                + " are shared by tenants. 'DedicatedNode': every tenant has nodes"
                                + " of its own. Default 'SharedNode'.")
                @Default("SharedNode")
                @Nullable Isolation minimumIsolation) {

    public PoolSpec {
        nodeGroups = Lists.copy(nodeGroups);
    }

    /// Nodes of one kind with one layout.
    @ValidationRule(
            value =
                    "has(self.gpu) || !has(self.partitioning) || self.partitioning.strategy =="
                            + " 'Disabled'",
            message =
                    "`partitioning.strategy` must be 'Disabled' or absent when `gpu` is absent; add"
                            + " `gpu.product` to cut GPUs")
    @ValidationRule(
            value =
                    "!has(self.gpu) || !has(self.gpu.countPerNode) || !has(self.partitioning) ||"
                            + " !has(self.partitioning.fixed) ||"
                            + " self.partitioning.fixed.layouts.map(l, l.gpusPerNode).sum() <="
                            + " self.gpu.countPerNode",
            message =
                    "the sum of `gpusPerNode` over `partitioning.fixed.layouts` must be at most"
                            + " `gpu.countPerNode`; lower `gpusPerNode`")
    public record NodeGroup(
            @JsonPropertyDescription(
                            "Name of the group, unique in the pool; a DNS label of at most 40"
                                    + " characters.")
                    @Required
                    @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
                    @Size(min = 1, max = 40)
                    String name,
            @JsonPropertyDescription(
                            "Labels that a node must carry to belong to the group. Must not be"
                                    + " empty.")
                    @Required
                    NodeSelector nodeSelector,
            @JsonPropertyDescription(
                            "The GPU model of the group's nodes. Absent: a group of CPU nodes.")
                    @Nullable Gpu gpu,
            @JsonPropertyDescription("How many nodes the group takes. Absent: all that match.")
                    @Nullable NodeRange nodes,
            @JsonPropertyDescription(
                            "How the GPUs are cut. Absent: not at all (strategy 'Disabled').")
                    @Nullable Partitioning partitioning) {}

    /// The GPU model a node must have.
    public record Gpu(
            @JsonPropertyDescription(
                            "Value of the node label nvidia.com/gpu.product without -MIG-... and"
                                    + " -SHARED suffixes, for example 'NVIDIA-H100-80GB-HBM3'.")
                    @Required
                    @Pattern("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$")
                    @Size(min = 1, max = 63)
                    String product,
            @JsonPropertyDescription(
                            "Memory of one GPU in GiB, rounded up as NVIDIA's profile names do,"
                                    + " where the product name alone does not tell two boards"
                                    + " apart; compared with nvidia.com/gpu.memory. 1 to 4096.")
                    @Min(1)
                    @Max(4096)
                    @Nullable Integer memoryGB,
            @JsonPropertyDescription(
                            "GPUs that a node must have; a node with another count is not taken. 1"
                                    + " to 16.")
                    @Min(1)
                    @Max(16)
                    @Nullable Integer countPerNode) {}

    /// Bounds on the nodes of a group.
    @ValidationRule(
            value = "!has(self.min) || !has(self.max) || self.min <= self.max",
            message = "`min` must be at most `max`; lower `min` or raise `max`")
    public record NodeRange(
            @JsonPropertyDescription(
                            "Nodes below which the group is not Ready. 0 to 5000. Absent: all its"
                                    + " nodes, and at least one.")
                    @Min(0)
                    @Max(5000)
                    @Nullable Integer min,
            @JsonPropertyDescription(
                            "Nodes that the group takes at most; surplus nodes leave when idle,"
                                    + " newest first. 0 to 5000. Absent: all that match.")
                    @Min(0)
                    @Max(5000)
                    @Nullable Integer max) {}

    /// How GPUs are cut: the strategy and the member of its name.
    @ValidationRule(
            value = "self.strategy == 'Fixed' ? has(self.fixed) : !has(self.fixed)",
            message =
                    "`fixed` must be given with strategy 'Fixed' and must be absent with"
                            + " 'Disabled' and 'Demand'")
    @ValidationRule(
            value = "self.strategy == 'Demand' || !has(self.demand)",
            message =
                    "`demand` must be absent unless `strategy` is 'Demand'; write 'strategy:"
                            + " Demand' or remove `demand`")
    public record Partitioning(
            @JsonPropertyDescription(
                            "'Disabled': MIG is off. 'Fixed': every node of the group has the same"
                                    + " layouts. 'Demand': the layouts follow what tenants hold,"
                                    + " and the group takes the nodes that this needs. Default"
                                    + " 'Disabled'.")
                    @Default("Disabled")
                    @Nullable Strategy strategy,
            @JsonPropertyDescription("The layouts of strategy 'Fixed'.") @Nullable Fixed fixed,
            @JsonPropertyDescription("Settings of strategy 'Demand'. Absent: no headroom, slack 5.")
                    @Nullable Demand demand) {}

    /// Who decides the layout.
    public enum Strategy {
        @JsonProperty("Disabled")
        DISABLED,
        @JsonProperty("Fixed")
        FIXED,
        @JsonProperty("Demand")
        DEMAND
    }

    /// What separates tenants from each other.
    public enum Isolation {
        @JsonProperty("SharedNode")
        SHARED_NODE,
        @JsonProperty("DedicatedNode")
        DEDICATED_NODE
    }

    /// How layouts follow demand.
    public record Demand(
            @JsonPropertyDescription(
                            "Partitions kept free beyond what tenants have reserved, as far as"
                                    + " they fit without disturbing anybody; at most 16 profiles.")
                    @Size(max = 16)
                    List<Headroom> headroom,
            @JsonPropertyDescription(
                            "GPUs that a plan may newly take above the fewest possible, in percent"
                                    + " of these, if that leaves more nodes untouched. 0 to 100,"
                                    + " default 5.")
                    @Default("5")
                    @Min(0)
                    @Max(100)
                    @Nullable Integer slackPercent) {
        public Demand {
            headroom = Lists.copy(headroom);
        }
    }

    /// Partitions of one profile to be kept free.
    public record Headroom(
            @JsonPropertyDescription(
                            "A shape ('1g', '1g+me', '1g.double', '2g', '3g', '4g', '7g') or"
                                    + " NVIDIA's name ('1g.10gb').")
                    @Required
                    @Pattern(WellKnown.PROFILE_PATTERN)
                    @Size(min = 2, max = 24)
                    String profile,
            @JsonPropertyDescription("Partitions to be kept free. 1 to 280000.")
                    @Required
                    @Min(1)
                    @Max(280000)
                    Integer count) {}

    /// The same layouts on every node; GPUs that no layout names stay whole.
    public record Fixed(
            @JsonPropertyDescription(
                            "Layouts of one node, in the order of its GPU indexes; 1 to 16. GPUs"
                                    + " not named stay whole.")
                    @Required
                    @Size(min = 1, max = 16)
                    List<GpuLayout> layouts) {
        public Fixed {
            layouts = Lists.copy(layouts);
        }
    }

    /// One layout and on how many GPUs of a node it stands.
    public record GpuLayout(
            @JsonPropertyDescription("GPUs of a node that get this layout. 1 to 16.")
                    @Required
                    @Min(1)
                    @Max(16)
                    Integer gpusPerNode,
            @JsonPropertyDescription("Partitions of one GPU; 1 to 8 profiles.")
                    @Required
                    @Size(min = 1, max = 8)
                    List<Partition> partitions) {
        public GpuLayout {
            partitions = Lists.copy(partitions);
        }
    }

    /// A number of partitions of one profile on one GPU.
    public record Partition(
            @JsonPropertyDescription(
                            "A shape ('1g', '1g+me', '1g.double', '2g', '3g', '4g', '7g') or"
                                    + " NVIDIA's name ('1g.10gb').")
                    @Required
                    @Pattern(WellKnown.PROFILE_PATTERN)
                    @Size(min = 2, max = 24)
                    String profile,
            @JsonPropertyDescription("Partitions of this profile on one GPU. 1 to 7.")
                    @Required
                    @Min(1)
                    @Max(7)
                    Integer count) {}
}
