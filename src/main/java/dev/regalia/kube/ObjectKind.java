package dev.regalia.kube;

/// The kinds that we both write and watch.
enum ObjectKind {
    NODE("Node"),
    NAMESPACE("Namespace"),
    RESOURCE_QUOTA("ResourceQuota"),
    LIMIT_RANGE("LimitRange"),
    NETWORK_POLICY("NetworkPolicy"),
    ROLE_BINDING("RoleBinding"),
    MIG_CONFIG_MAP("mig-parted ConfigMap"),
    CONFIRMATIONS("confirmations ConfigMap");

    private final String text;

    ObjectKind(String text) {
        this.text = text;
    }

    /// As Kubernetes calls it; the two ConfigMaps are told apart.
    String text() {
        return text;
    }

    /// The kind of an object of ours in a tenant namespace.
    static ObjectKind of(String kind) {
        for (ObjectKind candidate : values()) {
            if (candidate.text.equals(kind)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(kind + " is not a kind that we write");
    }
}
