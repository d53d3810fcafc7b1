package dev.regalia;

/// Pools, tenants and pods as text, for tests of the whole.
final class Yaml {

    private Yaml() {}

    /// A pool of H100 nodes in one zone, all GPUs cut into slices of one profile.
    static String slicedPool(String name, String zone, String profile, int count) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignPool
        metadata: {name: %s}
        spec:
          nodeGroups:
          - name: slices
            nodeSelector: {matchLabels: {topology.kubernetes.io/zone: %s}}
            gpu: {product: NVIDIA-H100-80GB-HBM3}
            partitioning:
              strategy: Fixed
              fixed: {layouts: [{gpusPerNode: 8, partitions: [{profile: %s, count: %d}]}]}
        """
                .formatted(name, zone, profile, count);
    }

    /// A pool of H100 nodes in one zone, GPUs whole.
    static String wholePool(String name, String zone) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignPool
        metadata: {name: %s}
        spec:
          nodeGroups:
          - name: whole
            nodeSelector: {matchLabels: {topology.kubernetes.io/zone: %s}}
            gpu: {product: NVIDIA-H100-80GB-HBM3}
        """
                .formatted(name, zone);
    }

    /// A tenant with one share of slices and one namespace, named after it with `-a`.
    static String tenant(String name, String pool, String profile, int count) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignTenant
        metadata: {name: %s}
        spec:
          shares: [{poolName: %s, partitions: [{profile: %s, count: %d}]}]
          namespaces: [{name: %s-a, poolName: %s}]
        """
                .formatted(name, pool, profile, count, name, pool);
    }

    /// A pod that asks for one of a resource and may run on a pool's nodes.
    static String pod(String namespace, String name, String pool, String resource) {
        return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: %s}
        spec:
          nodeSelector: {regalia.dev.node-restriction.kubernetes.io/pool: %s}
          tolerations: [{key: regalia.dev/pool, operator: Equal, value: %s, effect: NoSchedule}]
          securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: work
            image: registry.example.fr/work:1
            resources: {limits: {%s: 1}}
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        """
                .formatted(name, namespace, pool, pool, resource);
    }
}
