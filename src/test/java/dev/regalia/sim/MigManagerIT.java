package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.regalia.api.WellKnown;
import dev.regalia.sandbox.TestControlPlane;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigManagerIT {

    private static RunningFleet running;
    private static SimulatedFleet fleet;
    private static FleetProbe probe;

    @BeforeAll
    static void startFleet() {
        running =
                RunningFleet.start(TestControlPlane.get().adminKubeconfig(), "sim-mig-manager-it");
        fleet = running.fleet();
        probe = running.probe();
    }

    @AfterAll
    static void endFleet() {
        running.close();
    }

    @Test
    void aChangedValueIsAppliedByWayOfPending() {
        String node = running.gpuNode("sim-apply");

        probe.request(node, "mixed");
        probe.awaitState(node, "pending");
        probe.awaitAllocatable(node, Map.of());
        assertThat(probe.labels(node))
                .containsEntry("nvidia.com/gpu.deploy.device-plugin", "paused-for-mig-change");

        probe.awaitState(node, "success");
        assertThat(probe.allocatable(node))
                .isEqualTo(
                        Map.of(
                                "nvidia.com/gpu", "2",
                                "nvidia.com/mig-1g.10gb", "8",
                                "nvidia.com/mig-3g.40gb", "2"));
        assertThat(probe.labels(node))
                .containsEntry("nvidia.com/gpu.deploy.device-plugin", "true")
                .containsEntry("nvidia.com/mig-1g.10gb.count", "8")
                .containsEntry("nvidia.com/mig-3g.40gb.count", "2");
    }

    @Test
    void labelsAndResourcesOfAnOldLayoutGoAndTheirNamesStayWithZero() {
        String node = running.cutNode("sim-back");

        probe.request(node, "all-disabled");
        probe.awaitState(node, "success");

        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/gpu", "4"));
        assertThat(probe.labels(node))
                .allSatisfy((key, value) -> assertThat(key).doesNotContain("/mig-1g"));
        var status = probe.node(node).getStatus();
        assertThat(status.getAllocatable())
                .containsEntry("nvidia.com/mig-1g.10gb", new Quantity("0"));
        assertThat(status.getCapacity()).containsEntry("nvidia.com/mig-1g.10gb", new Quantity("0"));
    }

    @Test
    void aLayoutThatIsThereAlreadyIsSuccessAtOnce() {
        fleet.addNode(NodeShape.gpu("sim-there", Boards.H100, 4).withPartitions(Map.of("1g", 7)));
        assertThat(probe.labels("sim-there")).doesNotContainKey(WellKnown.MIG_CONFIG_LABEL);

        probe.request("sim-there", "sevens");
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> probe.state("sim-there").isPresent());

        assertThat(probe.state("sim-there")).contains("success");
        assertThat(probe.allocatable("sim-there")).isEqualTo(RunningFleet.SEVENS);
    }

    @Test
    void anEqualValueIsIgnored() {
        String node = running.cutNode("sim-equal");

        probe.request(node, "sevens");

        probe.staysIn(node, "");
    }

    @Test
    void aRestartedMigManagerTakesTheValueForARequest() {
        String node = running.cutNode("sim-restart");
        probe.request(node, "sevens");

        fleet.restartMigManager(node);

        probe.awaitState(node, "success");
    }

    @Test
    void anUnknownNameFails() {
        String node = running.gpuNode("sim-unknown");

        probe.request(node, "nobody-wrote-this");

        probe.awaitState(node, "failed");
        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/gpu", "4"));
    }

    @Test
    void aLabelThatComesBeforeTheMountFails() throws InterruptedException {
        String node = running.gpuNode("sim-early");

        running.addConfig("  early: [{devices: all, mig-enabled: false}]\n");
        probe.request(node, "early");
        probe.awaitState(node, "failed");

        Thread.sleep(RunningFleet.MOUNT_LAG.multipliedBy(2));
        probe.staysIn(node, "failed");
        probe.request(node, "sevens");
        probe.awaitState(node, "success");
        probe.request(node, "early");
        probe.awaitState(node, "success");
    }

    @Test
    void anImpossibleLayoutFailsAndLeavesNothing() {
        String node = running.gpuNode("sim-impossible");

        probe.request(node, "impossible");

        probe.awaitState(node, "failed");
        assertThat(probe.allocatable(node)).isEmpty();
        assertThat(probe.labels(node)).containsEntry("nvidia.com/gpu.deploy.device-plugin", "true");
    }

    @Test
    void aNodeWithAGpuPodFails() {
        String node = running.gpuNode("sim-busy");
        probe.client()
                .resource(
                        new PodBuilder()
                                .withNewMetadata()
                                .withName("sim-busy")
                                .withNamespace("default")
                                .endMetadata()
                                .withNewSpec()
                                .withNodeName(node)
                                .addNewContainer()
                                .withName("main")
                                .withImage("registry.example/work:1")
                                .withNewResources()
                                .addToLimits("nvidia.com/gpu", new Quantity("1"))
                                .endResources()
                                .endContainer()
                                .endSpec()
                                .build())
                .create();

        probe.request(node, "mixed");

        probe.awaitState(node, "failed");
        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/gpu", "2"));
    }
}
