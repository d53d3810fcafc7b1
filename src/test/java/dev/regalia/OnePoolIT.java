package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import org.junit.jupiter.api.Test;

/// One pool and one tenant, all the way.
class OnePoolIT {

    private static final String POOL =
            """
            apiVersion: regalia.dev/v1alpha1
            kind: SovereignPool
            metadata: {name: onepool}
            spec:
              nodeGroups:
              - name: slices
                nodeSelector: {matchLabels: {topology.kubernetes.io/zone: onepool-a}}
                gpu: {product: NVIDIA-H100-80GB-HBM3}
                partitioning:
                  strategy: Fixed
                  fixed: {layouts: [{gpusPerNode: 8, partitions: [{profile: 1g, count: 7}]}]}
            """;
    private static final String TENANT =
            """
            apiVersion: regalia.dev/v1alpha1
            kind: SovereignTenant
            metadata: {name: onetenant}
            spec:
              shares: [{poolName: onepool, partitions: [{profile: 1g, count: 20}]}]
              namespaces: [{name: onetenant-a, poolName: onepool}]
            """;

    @Test
    void aPoolAndATenantBecomeReady() {
        TestCloud cloud = TestCloud.shared();
        var nodes =
                cloud.fleet().addGpuNodes("onepool", 2, "NVIDIA-H100-80GB-HBM3", 8, "onepool-a");

        cloud.apply(POOL);
        cloud.apply(TENANT);
        cloud.awaitPool("onepool");
        cloud.awaitTenant("onetenant");

        for (String name : nodes) {
            var node = cloud.node(name);
            assertThat(node.getMetadata().getLabels())
                    .containsEntry(WellKnown.POOL_LABEL, "onepool");
            assertThat(node.getStatus().getAllocatable().get("nvidia.com/mig-1g.10gb"))
                    .hasToString("56");
            assertThat(node.getSpec().getTaints())
                    .extracting("key")
                    .containsExactly(WellKnown.POOL_TAINT);
        }
    }
}
