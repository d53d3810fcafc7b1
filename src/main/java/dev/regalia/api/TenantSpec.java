package dev.regalia.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.regalia.api.PoolSpec.Isolation;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wish of a tenant, as its author wrote it.
public record TenantSpec(
        @JsonPropertyDescription(
                        "What the tenant holds, one entry per pool; at most 16. A share without a"
                                + " namespace on its pool is reserved but not granted.")
                @Size(max = 16)
                List<Share> shares,
        @JsonPropertyDescription(
                        "Namespaces of the tenant, at most 64. Each draws on exactly one pool.")
                @Size(max = 64)
                List<TenantNamespace> namespaces,
        @JsonPropertyDescription(
                        "Who works in the tenant's namespaces and in which role; at most 64.")
                @Size(max = 64)
                List<Member> members,
        @JsonPropertyDescription(
                        "Whose shares are reserved first where not all fit: the higher priority,"
                                + " then the older tenant, then the name. What is granted already"
                                + " is never taken for it. -1000 to 1000, default 0.")
                @Default("0")
                @Min(-1000)
                @Max(1000)
                @Nullable Integer priority) {

    public TenantSpec {
        shares = Lists.copy(shares);
        namespaces = Lists.copy(namespaces);
        members = Lists.copy(members);
    }

    /// A part of one pool.
    @ValidationRule(
            value =
                    "(has(self.gpus) && self.gpus > 0) || (has(self.partitions) &&"
                            + " size(self.partitions) > 0)",
            message =
                    "a share must ask for `gpus` or `partitions`; to give a share back, remove its"
                            + " entry")
    public record Share(
            @JsonPropertyDescription("Name of the SovereignPool.")
                    @Required
                    @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
                    @Size(min = 1, max = 40)
                    String poolName,
            @JsonPropertyDescription("Whole GPUs. 0 to 40000, default 0.") @Min(0) @Max(40000)
                    @Nullable Integer gpus,
            @JsonPropertyDescription("Partitions by profile; at most 16 profiles.") @Size(max = 16)
                    List<PartitionCount> partitions,
            @JsonPropertyDescription(
                            "'SharedNode' or 'DedicatedNode' (nodes of the tenant's own). May be"
                                    + " stricter than the pool's `minimumIsolation`, never weaker."
                                    + " Absent: what the pool says.")
                    @Nullable Isolation isolation) {
        public Share {
            partitions = Lists.copy(partitions);
        }
    }

    /// A number of partitions of one profile, over the whole pool.
    public record PartitionCount(
            @JsonPropertyDescription(
                            "A shape ('1g', '1g+me', '1g.double', '2g', '3g', '4g', '7g') or"
                                    + " NVIDIA's name ('1g.10gb').")
                    @Required
                    @Pattern(WellKnown.PROFILE_PATTERN)
                    @Size(min = 2, max = 24)
                    String profile,
            @JsonPropertyDescription("Partitions. 1 to 280000.") @Required @Min(1) @Max(280000)
                    Integer count) {}

    /// A namespace that draws on one pool.
    @ValidationRule(
            value = "self.poolName == oldSelf.poolName",
            message =
                    "`poolName` of a namespace is immutable, because quota is not kept per pool;"
                            + " add another namespace for the other pool")
    @ValidationRule(
            value = "self.name != 'default' && !self.name.startsWith('kube-')",
            message =
                    "a tenant namespace must not be 'default' and must not start with 'kube-';"
                            + " write for example 'bank-risk'")
    public record TenantNamespace(
            @JsonPropertyDescription(
                            "Name of the namespace. It is created when it does not exist; an"
                                    + " existing one that is not ours is never touched.")
                    @Required
                    @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
                    @Size(min = 1, max = 63)
                    String name,
            @JsonPropertyDescription("Name of the pool it draws on. Immutable.")
                    @Required
                    @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
                    @Size(min = 1, max = 40)
                    String poolName,
            @JsonPropertyDescription(
                            "Its part of the share, relative to the tenant's other namespaces of"
                                    + " that pool. 1 to 1000, default 1.")
                    @Default("1")
                    @Min(1)
                    @Max(1000)
                    @Nullable Integer weight) {}

    /// Somebody who works in the tenant's namespaces.
    @ValidationRule(
            value = "self.kind == 'ServiceAccount' ? self.namespace != '' : self.namespace == ''",
            message =
                    "`namespace` must be given for a ServiceAccount and must be absent for a User"
                            + " or a Group")
    @ValidationRule(
            value =
                    "self.kind != 'ServiceAccount' ||"
                            + " !format.dns1123Subdomain().validate(self.name).hasValue()",
            message =
                    "`name` of a ServiceAccount must be its own name, of lower case letters,"
                            + " digits, '-' and '.'; write for example 'ci' instead of"
                            + " 'system:serviceaccount:bank-ci:ci'")
    @ValidationRule(
            value =
                    "self.kind == 'ServiceAccount' ||"
                            + " (self.name.matches(r'\\S') && !self.name.matches(r'\\p{Cc}'))",
            message =
                    "`name` of a User or a Group must not be blank and must not contain control"
                            + " characters; write it as the API server knows it, for example"
                            + " 'oidc:bank-admins'")
    public record Member(
            @JsonPropertyDescription("What `name` names.") @Required MemberKind kind,
            @JsonPropertyDescription(
                            "User, group or service account as the API server knows it, for"
                                    + " example 'oidc:bank-admins'.")
                    @Required
                    @Size(min = 1, max = 253)
                    String name,
            @JsonPropertyDescription("Namespace of a ServiceAccount; empty otherwise.")
                    @Default("\"\"")
                    @Pattern("^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$")
                    @Size(max = 63)
                    @Nullable String namespace,
            @JsonPropertyDescription(
                            "'Admin' runs workloads and writes NetworkPolicies, 'Member' runs"
                                    + " workloads, 'Viewer' reads.")
                    @Required
                    Role role) {}

    /// The kinds of subject of Kubernetes' RBAC.
    public enum MemberKind {
        @JsonProperty("User")
        USER,
        @JsonProperty("Group")
        GROUP,
        @JsonProperty("ServiceAccount")
        SERVICE_ACCOUNT
    }

    /// What a member may do in every namespace of the tenant.
    public enum Role {
        @JsonProperty("Admin")
        ADMIN,
        @JsonProperty("Member")
        MEMBER,
        @JsonProperty("Viewer")
        VIEWER
    }
}
