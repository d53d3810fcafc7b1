package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.regalia.api.WellKnown;
import dev.regalia.sandbox.TestControlPlane;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedFleetIT {

    private static RunningFleet running;
    private static SimulatedFleet fleet;
    private static FleetProbe probe;

    @BeforeAll
    static void startFleet() {
        running = RunningFleet.start(TestControlPlane.get().adminKubeconfig(), "sim-fleet-it");
        fleet = running.fleet();
        probe = running.probe();
    }

    @AfterAll
    static void endFleet() {
        running.close();
    }

    @Test
    void nodesComeUpReadyWithLabelsAndGpus() {
        List<String> names = fleet.addGpuNodes("sim-up", 3, Boards.H100, 8, "a", "b");

        assertThat(names).containsExactly("sim-up-000", "sim-up-001", "sim-up-002");
        assertThat(probe.allocatable("sim-up-002")).isEqualTo(Map.of("nvidia.com/gpu", "8"));
        assertThat(probe.labels("sim-up-001"))
                .containsEntry("topology.kubernetes.io/zone", "b")
                .containsEntry("nvidia.com/gpu.product", Boards.H100)
                .containsEntry("nvidia.com/gpu.present", "true")
                .containsEntry("nvidia.com/gpu.deploy.mig-manager", "true")
                .containsEntry(WellKnown.MIG_CONFIG_LABEL, "all-disabled");
        probe.awaitState("sim-up-000", "success");
        await().untilAsserted(
                        () ->
                                assertThat(probe.node("sim-up-000").getStatus().getConditions())
                                        .anyMatch(
                                                c ->
                                                        c.getType().equals("Ready")
                                                                && c.getStatus().equals("True")));
    }

    @Test
    void aModelThatIsNotInTheCatalogHasGpusAndNoMigManager() {
        String node = fleet.addGpuNodes("sim-nomig", 1, Boards.L40S, 4).getFirst();

        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/gpu", "4"));
        assertThat(probe.labels(node))
                .containsEntry("nvidia.com/mig.capable", "false")
                .doesNotContainKeys(
                        WellKnown.MIG_CONFIG_LABEL, "nvidia.com/gpu.deploy.mig-manager");
    }

    @Test
    void cpuNodesHaveNothingOfNvidia() {
        String node = fleet.addCpuNodes("sim-cpu", 1).getFirst();

        assertThat(probe.allocatable(node)).isEmpty();
        assertThat(probe.labels(node)).allSatisfy((k, v) -> assertThat(k).doesNotContain("nvidia"));
        assertThat(probe.node(node).getStatus().getAllocatable()).containsKeys("cpu", "pods");
    }

    @Test
    void deadGpusAreGoneFromAllocatableAndStillCounted() {
        String node = running.gpuNode("sim-dead");

        fleet.setDeadGpus(node, 1);

        probe.awaitAllocatable(node, Map.of("nvidia.com/gpu", "3"));
        assertThat(probe.node(node).getStatus().getCapacity())
                .containsEntry("nvidia.com/gpu", new Quantity("4"));
        fleet.setDeadGpus(node, 0);
        probe.awaitAllocatable(node, Map.of("nvidia.com/gpu", "4"));
    }

    @Test
    void theGpuOperatorPutsItsDefaultBack() {
        String node = running.gpuNode("sim-default");

        probe.client()
                .nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        NodePatch.labels(Map.of(), List.of(WellKnown.MIG_CONFIG_LABEL)));

        await().untilAsserted(
                        () ->
                                assertThat(probe.labels(node))
                                        .containsEntry(WellKnown.MIG_CONFIG_LABEL, "all-disabled"));
    }

    @Test
    void aNodeOfTheSameNameStartsAnew() {
        String node = running.cutNode("sim-again");

        fleet.removeNode(node);
        running.gpuNode(node);

        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/gpu", "4"));
    }

    @Test
    void aNodeThatSomebodyDeletesAndMakesAgainIsPlayedAgain() {
        String node = running.gpuNode("sim-by-hand");
        Node manifest = probe.node(node);
        manifest.getMetadata().setResourceVersion(null);
        manifest.getMetadata().setUid(null);
        manifest.setStatus(null);

        probe.client().nodes().withName(node).delete();
        probe.client().resource(manifest).create();

        await().ignoreExceptions()
                .untilAsserted(
                        () ->
                                assertThat(probe.allocatable(node))
                                        .isEqualTo(Map.of("nvidia.com/gpu", "4")));
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        fleet.addCpuNodes("sim-taken", 1);
        try (var other = SimulatedFleet.start(probe.client(), Boards.CATALOG)) {
            assertThatThrownBy(() -> other.addCpuNodes("sim-taken", 1))
                    .hasRootCauseMessage("There is a node sim-taken-000 already");
        }
        assertThatThrownBy(() -> fleet.setFault("sim-nobody", Fault.FAIL))
                .hasMessage("There is no node sim-nobody");
    }

    @Test
    void everyPartWritesUnderItsOwnIdentity() {
        String node = running.cutNode("sim-who");

        String account = "system:serviceaccount:gpu-operator:";
        await().untilAsserted(
                        () ->
                                assertThat(
                                                FleetProbe.writers(
                                                        TestControlPlane.get().auditLog(), node))
                                        .contains(
                                                "system:node:" + node + " patch status",
                                                account + "node-feature-discovery patch metadata",
                                                account + "nvidia-mig-manager patch metadata",
                                                account + "gpu-operator patch metadata"));
    }

    @Test
    void aKubeletCannotGiveItselfAPool() {
        String node = running.gpuNode("sim-restricted");
        KubernetesClient kubelet = Identity.kubelet(node).over(probe.client());

        assertThatThrownBy(
                        () ->
                                kubelet.nodes()
                                        .withName(node)
                                        .patch(
                                                PatchContext.of(PatchType.JSON_MERGE),
                                                NodePatch.labels(
                                                        Map.of(WellKnown.POOL_LABEL, "stolen"),
                                                        List.of())))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("is not allowed to modify labels");
    }

    @Test
    void aKubeletCannotWriteAnotherNode() {
        String node = running.gpuNode("sim-other");
        KubernetesClient kubelet = Identity.kubelet("sim-stranger").over(probe.client());

        assertThatThrownBy(
                        () ->
                                kubelet.resource(probe.node(node))
                                        .subresource("status")
                                        .patch(
                                                PatchContext.of(PatchType.JSON_MERGE),
                                                NodePatch.resources(
                                                        Map.of("nvidia.com/gpu", 1), Map.of())))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("is not allowed to");
    }
}
