package dev.regalia.api;

/// The condition types. Each says exactly which facts make it true.
public enum ConditionType {
    /// Pool: every group has its nodes verified. Tenant: every share granted and in force, all
    /// namespaces as wanted.
    READY("Ready", "The object is usable exactly as its spec says."),
    /// Present only while true: the operator is on its way to what the spec says.
    RECONCILING(
            "Reconciling", "Work is under way or will go on by itself. Present only while True."),
    /// Present only while true: nothing more will happen until somebody changes something.
    STALLED("Stalled", "Nothing more happens until something is changed. Present only while True."),
    /// Present only while true: `suspend` is set, or the operator holds back for a missing owner.
    SUSPENDED(
            "Suspended", "Nothing new begins, because the spec says so. Present only while True."),
    /// The spec makes sense together with what the cluster knows.
    ACCEPTED("Accepted", "The spec can be carried out: all names resolve and all layouts exist."),
    /// Pool: every group has at least `min` nodes.
    NODES_ASSIGNED("NodesAssigned", "Every node group has at least its `min` nodes."),
    /// Pool: every assigned node shows exactly its layout.
    PARTITIONS_CONFIGURED(
            "PartitionsConfigured",
            "Every assigned node shows the layout that its group asks for."),
    /// Pool: NVIDIA's ClusterPolicy allows what we do; Unknown where it cannot be read.
    NVIDIA_STACK_READY(
            "NvidiaStackReady",
            "NVIDIA's ClusterPolicy is set as the pools need; Unknown where none is there."),
    /// Tenant: every share is wholly granted and in force.
    SHARE_GRANTED("ShareGranted", "Every share is wholly granted and in force as quota."),
    /// Tenant: every namespace exists with quota in force and its grant label.
    NAMESPACES_READY(
            "NamespacesReady",
            "Every namespace exists, with quota in force and all that belongs to it.");

    private final String text;
    private final String definition;

    ConditionType(String text, String definition) {
        this.text = text;
        this.definition = definition;
    }

    /// As it stands in `status.conditions[].type`.
    public String text() {
        return text;
    }

    /// The sentence of the reference page.
    public String definition() {
        return definition;
    }
}
