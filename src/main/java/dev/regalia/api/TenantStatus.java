package dev.regalia.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was observed of a tenant: what it asked for, what it has, what it uses.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantStatus(
        @JsonPropertyDescription("Generation of the spec that this status speaks of.")
                @Nullable Long observedGeneration,
        @JsonPropertyDescription("Conditions, one per type.") @Size(max = 16)
                List<Condition> conditions,
        @JsonPropertyDescription("Shares, one per pool.") @Size(max = 16) List<ShareStatus> shares,
        @JsonPropertyDescription("Strings for printing only; do not parse.")
                @Nullable Summary summary) {

    public TenantStatus {
        conditions = Lists.copy(conditions);
        shares = Lists.copy(shares);
    }

    /// The state of one share.
    public record ShareStatus(
            @JsonPropertyDescription("Name of the pool.") @Size(max = 40) String poolName,
            @JsonPropertyDescription("What the share asks for, by resource.") @Size(max = 32)
                    List<ShareItem> items) {
        public ShareStatus {
            items = Lists.copy(items);
        }
    }

    /// One resource of a share, from the wish to the use.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShareItem(
            @JsonPropertyDescription("Name of the extended resource.") @Size(max = 63)
                    String resource,
            @JsonPropertyDescription("What the spec asks for.") long requested,
            @JsonPropertyDescription(
                            "What the nodes that the pool may have will give. Absent while the"
                                    + " pool is missing, because nobody knows its nodes.")
                    @Nullable Long reserved,
            @JsonPropertyDescription("What quota in force allows now.") long granted,
            @JsonPropertyDescription("What pods hold now, by quota.") long inUse,
            @JsonPropertyDescription("Why granted is what it is.") @Size(max = 63) String reason) {}

    /// Strings ready to print.
    public record Summary(
            @JsonPropertyDescription("Granted and requested GPUs and partitions.") @Size(max = 63)
                    String granted,
            @JsonPropertyDescription("GPUs and partitions in use.") @Size(max = 63) String used,
            @JsonPropertyDescription("Ready and wanted namespaces.") @Size(max = 63)
                    String namespaces,
            @JsonPropertyDescription("Pools that the tenant has shares of.") @Size(max = 1024)
                    String pools) {}
}
