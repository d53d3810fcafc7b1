package dev.regalia.api;

/// A pool that is in order, and ways to deviate from it.
final class Pools {
    /// A pool with every member of a node group.
    static final Manifest POOL =
            Manifest.of(
                    """
                    apiVersion: regalia.dev/v1alpha1
                    kind: SovereignPool
                    metadata:
                      name: rules-of-pools
                    spec:
                      nodeGroups:
                        - name: slices
                          nodeSelector:
                            matchLabels: {rack: r1}
                          gpu: {product: NVIDIA-H100-80GB-HBM3, memoryGB: 80, countPerNode: 8}
                          nodes: {min: 1, max: 4}
                          partitioning:
                            strategy: Fixed
                            fixed:
                              layouts:
                                - gpusPerNode: 4
                                  partitions:
                                    - {profile: 1g, count: 7}
                    """);

    /// A pool of nodes without GPUs.
    static final Manifest CPU_POOL =
            POOL.without("/spec/nodeGroups/0/gpu").without("/spec/nodeGroups/0/partitioning");

    static final String GROUP = "/spec/nodeGroups/0/";
    static final String SELECTOR = GROUP + "nodeSelector";
    static final String PARTITIONING = GROUP + "partitioning";
    static final String LAYOUTS = PARTITIONING + "/fixed/layouts";
    static final String PARTITIONS = LAYOUTS + "/0/partitions";

    private Pools() {}

    /// The pool with that value, as YAML, in its first group.
    static Manifest group(String place, String yaml) {
        return POOL.with(GROUP + place, yaml);
    }

    /// The pool with these match expressions, separated by commas.
    static Manifest selector(String expressions) {
        return POOL.with(SELECTOR, "{matchExpressions: [" + expressions + "]}");
    }
}
