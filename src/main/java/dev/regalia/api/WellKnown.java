package dev.regalia.api;

/// Every name that we share with others: keys of labels, annotations and taints, ours and NVIDIA's,
/// and the names of objects that people see.
public final class WellKnown {

    public static final String GROUP = "regalia.dev";
    public static final String VERSION = "v1alpha1";
    public static final String POOL_KIND = "SovereignPool";
    public static final String TENANT_KIND = "SovereignTenant";

    /// The one field manager of everything we write.
    public static final String FIELD_MANAGER = "regalia";

    /// What a profile may look like in a spec: a shape or NVIDIA's name.
    public static final String PROFILE_PATTERN =
            "^[1-9]g(\\.double|\\.[1-9][0-9]{0,3}gb)?([+](me|gfx)(\\.all)?|-me)?$";

    // Node: labels under a prefix that a kubelet may not write.
    public static final String POOL_LABEL = "regalia.dev.node-restriction.kubernetes.io/pool";
    public static final String NODE_GROUP_LABEL =
            "regalia.dev.node-restriction.kubernetes.io/node-group";
    public static final String NODE_TENANT_LABEL =
            "regalia.dev.node-restriction.kubernetes.io/tenant";

    // Node: taints, all with effect NoSchedule.
    public static final String POOL_TAINT = "regalia.dev/pool";
    public static final String CHANGE_TAINT = "regalia.dev/change";
    public static final String TENANT_TAINT = "regalia.dev/tenant";
    public static final String QUARANTINE_TAINT = "regalia.dev/quarantine";
    public static final String NO_SCHEDULE = "NoSchedule";

    // Node: annotations, JSON.
    public static final String CHANGE_ANNOTATION = "regalia.dev/change";
    public static final String BEFORE_ANNOTATION = "regalia.dev/before";

    // Namespace.
    public static final String TENANT_LABEL = "regalia.dev/tenant";
    public static final String NAMESPACE_POOL_LABEL = "regalia.dev/pool";
    public static final String GRANT_LABEL = "regalia.dev/grant";
    public static final String GRANT_SHARED = "shared";
    public static final String GRANT_DEDICATED = "dedicated";
    public static final String RESOURCES_ANNOTATION = "regalia.dev/resources";
    public static final String LENT_ANNOTATION = "regalia.dev/lent";
    public static final String TENANT_UID_ANNOTATION = "regalia.dev/tenant-uid";
    public static final String DELETION_POLICY_ANNOTATION = "regalia.dev/deletion-policy";
    public static final String PROTECT = "Protect";

    // Everything we create.
    public static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
    public static final String MANAGED_BY = "regalia";

    /// On the merged mig-parted ConfigMap: since when each entry has been in it, JSON.
    public static final String ENTRIES_SINCE_ANNOTATION = "regalia.dev/entries-since";

    /// ConfigMap in our namespace whose keys `<Kind>.<name>` confirm that an owner is gone for
    /// good.
    public static final String CONFIRMATIONS = "regalia-confirmations";

    // NVIDIA's stack.
    public static final String NVIDIA_PREFIX = "nvidia.com/";
    public static final String GPU_RESOURCE = "nvidia.com/gpu";
    public static final String MIG_RESOURCE_PREFIX = "nvidia.com/mig-";
    public static final String MIG_CONFIG_LABEL = "nvidia.com/mig.config";
    public static final String MIG_STATE_LABEL = "nvidia.com/mig.config.state";
    public static final String MIG_CAPABLE_LABEL = "nvidia.com/mig.capable";
    public static final String GPU_PRODUCT_LABEL = "nvidia.com/gpu.product";
    public static final String GPU_MEMORY_LABEL = "nvidia.com/gpu.memory";
    public static final String GPU_COUNT_LABEL = "nvidia.com/gpu.count";
    public static final String GPU_REPLICAS_LABEL = "nvidia.com/gpu.replicas";
    public static final String GPU_PRESENT_LABEL = "nvidia.com/gpu.present";
    public static final String WORKLOAD_CONFIG_LABEL = "nvidia.com/gpu.workload.config";
    public static final String ALL_DISABLED = "all-disabled";

    /// Names of our own entries in the merged mig-parted configuration begin with this.
    public static final String MIG_ENTRY_PREFIX = "regalia-";

    public static final String CONTROL_PLANE_LABEL = "node-role.kubernetes.io/control-plane";

    private WellKnown() {}
}
