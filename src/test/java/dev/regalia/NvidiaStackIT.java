package dev.regalia;

import static dev.regalia.TestCloud.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Condition;
import dev.regalia.api.WellKnown;
import dev.regalia.sandbox.GoModules;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// NVIDIA's real ClusterPolicy: read, explained, never written; while it is wrong nothing begins.
class NvidiaStackIT {

    private static final ResourceDefinitionContext CLUSTER_POLICY =
            new ResourceDefinitionContext.Builder()
                    .withGroup("nvidia.com")
                    .withVersion("v1")
                    .withKind("ClusterPolicy")
                    .withPlural("clusterpolicies")
                    .withNamespaced(false)
                    .build();

    private static final String WRONG =
            """
            apiVersion: nvidia.com/v1
            kind: ClusterPolicy
            metadata: {name: cluster-policy}
            spec:
              operator: {defaultRuntime: containerd}
              driver: {enabled: true}
              toolkit: {enabled: true}
              devicePlugin: {}
              dcgm: {enabled: true}
              dcgmExporter: {}
              nodeStatusExporter: {enabled: true}
              gfd: {}
              migManager: {enabled: true, config: {name: somebody-elses}}
              mig: {strategy: single}
              daemonsets: {tolerations: [{key: nvidia.com/gpu, operator: Exists, effect: NoSchedule}]}
            """;

    private static final String RIGHT =
            WRONG.replace("strategy: single", "strategy: mixed")
                    .replace("somebody-elses", "regalia-mig-parted")
                    .replace(
                            "tolerations: [",
                            "tolerations: [{key: regalia.dev/pool, operator: Exists},"
                                    + " {key: regalia.dev/change, operator: Exists},"
                                    + " {key: regalia.dev/tenant, operator: Exists},"
                                    + " {key: regalia.dev/quarantine, operator: Exists}, ");

    @Test
    void whileAClusterPolicyIsWrongNothingBeginsAndEachMismatchIsSaidWithItsPatch()
            throws IOException {
        try (TestCloud cloud = TestCloud.own()) {
            cloud.startOperator();
            cloud.apply(Files.readString(GoModules.clusterPolicyCrd()));
            var node = cloud.fleet().addGpuNodes("stack", 1, "NVIDIA-H100-80GB-HBM3", 8, "stack");
            await("served", () -> tryApply(cloud, WRONG));

            cloud.apply(Yaml.slicedPool("stack", "stack", "1g", 7));

            await("said", () -> stack(cloud).status().equals("False"));
            assertThat(stack(cloud).message())
                    .contains("mixed", "single")
                    .contains("regalia-mig-parted", "somebody-elses")
                    .contains("regalia.dev/change", "kubectl patch clusterpolicy");
            assertThat(cloud.poolCondition("stack", "Stalled")).isPresent();
            var labels = cloud.node(node.getFirst()).getMetadata().getLabels();
            assertThat(labels).doesNotContainKey(WellKnown.POOL_LABEL);
            assertThat(
                            cloud.admin()
                                    .configMaps()
                                    .inNamespace(Chart.NVIDIA_NAMESPACE)
                                    .withName("regalia-mig-parted")
                                    .get())
                    .as("a ClusterPolicy cannot name a map that does not exist")
                    .isNotNull();

            cloud.apply(RIGHT);
            cloud.awaitPool("stack");
            assertThat(stack(cloud).status()).isEqualTo("True");
            GenericKubernetesResource policy =
                    cloud.admin()
                            .genericKubernetesResources(CLUSTER_POLICY)
                            .withName("cluster-policy")
                            .require();
            assertThat(policy.getMetadata().getManagedFields())
                    .extracting("manager")
                    .doesNotContain(WellKnown.FIELD_MANAGER);
        }
    }

    private static boolean tryApply(TestCloud cloud, String yaml) {
        cloud.apply(yaml);
        return true;
    }

    private static Condition stack(TestCloud cloud) {
        return cloud.poolCondition("stack", "NvidiaStackReady").orElseThrow();
    }
}
