package dev.regalia;

import java.util.List;

/// YAML of pools, tenants and pods, with only what tests vary.
final class Specs {

    static final String H100 = "NVIDIA-H100-80GB-HBM3";

    private Specs() {}

    /// A pool of these groups.
    static String pool(String name, String... groups) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignPool
        metadata: {name: %s}
        spec: {nodeGroups: [%s]}
        """
                .formatted(name, String.join(", ", groups));
    }

    /// A group of all H100 nodes of a zone, each of their 8 GPUs cut into so many of that profile.
    static String cut(String name, String zone, String profile, int count) {
        return ("{name: %s, nodeSelector: {matchLabels: {topology.kubernetes.io/zone: %s}},"
                        + " gpu: {product: %s}, partitioning: {strategy: Fixed, fixed: {layouts:"
                        + " [{gpusPerNode: 8, partitions: [{profile: %s, count: %d}]}]}}}")
                .formatted(name, zone, H100, profile, count);
    }

    /// A group of all H100 nodes of a zone with MIG off.
    static String whole(String name, String zone) {
        return ("{name: %s, nodeSelector: {matchLabels: {topology.kubernetes.io/zone: %s}},"
                        + " gpu: {product: %s}}")
                .formatted(name, zone, H100);
    }

    /// A group of all nodes of a zone, without GPUs.
    static String cpu(String name, String zone) {
        return "{name: %s, nodeSelector: {matchLabels: {topology.kubernetes.io/zone: %s}}}"
                .formatted(name, zone);
    }

    /// A tenant with one share of `1g` slices of one pool and these namespaces.
    static String tenant(String name, String pool, int slices, String... namespaces) {
        List<String> listed =
                List.of(namespaces).stream()
                        .map(it -> "{name: " + it + ", poolName: " + pool + "}")
                        .toList();
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignTenant
        metadata: {name: %s}
        spec:
          shares: [{poolName: %s, partitions: [{profile: 1g, count: %d}]}]
          namespaces: [%s]
        """
                .formatted(name, pool, slices, String.join(", ", listed));
    }

    /// A pod that asks for one `1g` slice of an H100 of a pool.
    static String pod(String namespace, String name, String pool) {
        return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %2$s, namespace: %1$s}
        spec:
          nodeSelector: {regalia.dev.node-restriction.kubernetes.io/pool: %3$s}
          tolerations:
          - {key: regalia.dev/pool, operator: Equal, value: %3$s, effect: NoSchedule}
          securityContext:
            {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: model
            image: registry.example.fr/model:1
            resources: {limits: {nvidia.com/mig-1g.10gb: 1}}
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        """
                .formatted(namespace, name, pool);
    }
}
