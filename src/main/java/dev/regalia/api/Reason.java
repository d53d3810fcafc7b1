package dev.regalia.api;

/// Every reason that a condition, an event or a finding may carry, the most severe first: where
/// several apply, the first in this order is the one a condition shows.
public enum Reason {
    // The spec cannot be carried out.
    UNKNOWN_GPU_MODEL(
            "UnknownGpuModel", "The GPU model is not in the geometry, so it cannot be cut."),
    AMBIGUOUS_GPU_MODEL("AmbiguousGpuModel", "Two geometries match one node group."),
    UNKNOWN_PROFILE("UnknownProfile", "The GPU model has no such MIG profile."),
    AMBIGUOUS_PROFILE(
            "AmbiguousProfile", "The profile means different resources on the pool's GPU models."),
    DUPLICATE_PROFILE("DuplicateProfile", "Two spellings name the same MIG profile."),
    LAYOUT_IMPOSSIBLE("LayoutImpossible", "The partitions do not fit on the GPU."),
    LAYOUT_REFUSED(
            "LayoutRefused",
            "The layout depends on where the driver puts it, and the model does not allow that."),
    RESOURCE_MEANING_CONFLICT(
            "ResourceMeaningConflict",
            "One resource name would mean two different things in the pool."),
    MIG_CONFIG_TOO_LARGE(
            "MigConfigTooLarge", "The merged mig-parted configuration would exceed 900 KiB."),
    ISOLATION_TOO_WEAK(
            "IsolationTooWeak", "The share asks for less isolation than its pool gives at least."),
    RESERVED_NAMESPACE(
            "ReservedNamespace", "The namespace belongs to the platform and cannot be a tenant's."),
    // The spec stands against another object.
    POOL_MISSING("PoolMissing", "The pool that the spec names does not exist."),
    NAMESPACE_NOT_OURS(
            "NamespaceNotOurs", "The namespace exists and is not ours; it is not touched."),
    NAMESPACE_TAKEN("NamespaceTaken", "The namespace belongs to another tenant."),
    NAMESPACE_POOL_MISMATCH(
            "NamespacePoolMismatch", "The namespace already draws on another pool."),
    NO_SHARE_FOR_NAMESPACE(
            "NoShareForNamespace",
            "The namespace draws on a pool of which the tenant has no share."),
    NO_NAMESPACE_FOR_SHARE(
            "NoNamespaceForShare", "The share is reserved, but no namespace draws on it."),
    NODE_TAKEN("NodeTaken", "A node that the group selects belongs to another pool."),
    NODE_NOT_USABLE("NodeNotUsable", "A node that the group selects cannot be taken."),
    NOT_ENOUGH_NODES("NotEnoughNodes", "Fewer nodes match than `nodes.min` asks for."),
    NO_NODES("NoNodes", "No node matches the group."),
    // Something outside stands in the way.
    NVIDIA_STACK_MISCONFIGURED(
            "NvidiaStackMisconfigured",
            "NVIDIA's ClusterPolicy does not allow what the pools need."),
    DAEMON_SET_NOT_TOLERATING(
            "DaemonSetNotTolerating",
            "A DaemonSet does not tolerate our taints: its pods cannot come to nodes that join."),
    KEYS_OVERWRITTEN("KeysOverwritten", "Somebody keeps overwriting our keys on a node."),
    REPARTITION_FAILED("RepartitionFailed", "mig-manager answered 'failed'."),
    REPARTITION_TIMED_OUT("RepartitionTimedOut", "mig-manager gave no answer in time."),
    WRONG_ALLOCATABLE(
            "WrongAllocatable",
            "mig-manager reported success, but allocatable shows something else."),
    NODE_DEGRADED("NodeDegraded", "A verified node shows less than its layout."),
    NODE_NOT_READY("NodeNotReady", "A node has been NotReady for five minutes or more."),
    OWNER_MISSING(
            "OwnerMissing", "The owner of nodes or namespaces is gone; nothing is released yet."),
    WRITE_REFUSED("WriteRefused", "The API server refused a write."),
    WEBHOOK_UNREACHABLE(
            "WebhookUnreachable",
            "The API server could not ask a webhook about a write, which is tried again."),
    // On the way.
    INSUFFICIENT_CAPACITY("InsufficientCapacity", "The pool cannot give all that is asked for."),
    PARTLY_GRANTED("PartlyGranted", "A part of the shares is granted."),
    WAITING_FOR_NODES(
            "WaitingForNodes", "Reserved; the nodes that will give it are not ready yet."),
    WAITING_FOR_IDLE(
            "WaitingForIdle", "A node waits until the pods that stand in its way have ended."),
    WAITING_FOR_CONFIG_MAP(
            "WaitingForConfigMap", "The layout's entry waits until kubelets have mounted it."),
    WAITING_FOR_QUOTA("WaitingForQuota", "The quota is not in force yet."),
    REPARTITIONING("Repartitioning", "Nodes are being cut."),
    JOINING("Joining", "Nodes are joining."),
    LEAVING("Leaving", "A node that leaves the pool is not out of it yet."),
    SUSPENDED("Suspended", "The pool is suspended: nothing new begins, and drift is not mended."),
    // Neutral and good.
    EXTRA_MIG_CONFIG_INVALID(
            "ExtraMigConfigInvalid",
            "Something in the extra mig-parted configuration cannot be taken in and is left out."),
    HEADROOM_MISSING("HeadroomMissing", "A part of the headroom cannot be kept free."),
    NOT_DISCOVERED("NotDiscovered", "There is no ClusterPolicy to read."),
    AS_SPECIFIED("AsSpecified", "Everything is as the spec says."),
    GRANTED("Granted", "Wholly granted and in force."),
    UNEXPLAINED(
            "Unexplained",
            "The operator gave no cause, which is a defect of it; please report it.");

    private final String text;
    private final String definition;

    Reason(String text, String definition) {
        this.text = text;
        this.definition = definition;
    }

    /// As it stands in `reason`.
    public String text() {
        return text;
    }

    /// The sentence of the reference page.
    public String definition() {
        return definition;
    }
}
