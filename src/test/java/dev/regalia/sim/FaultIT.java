package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.sandbox.TestControlPlane;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultIT {

    private static RunningFleet running;
    private static SimulatedFleet fleet;
    private static FleetProbe probe;

    @BeforeAll
    static void startFleet() {
        running = RunningFleet.start(TestControlPlane.get().adminKubeconfig(), "sim-fault-it");
        fleet = running.fleet();
        probe = running.probe();
    }

    @AfterAll
    static void endFleet() {
        running.close();
    }

    @Test
    void aFailingNodeBehavesFromTheNextRequestOn() {
        String node = running.gpuNode("sim-fail");
        fleet.setFault(node, Fault.FAIL);
        probe.request(node, "sevens");
        probe.awaitState(node, "failed");
        assertThat(probe.allocatable(node)).isEmpty();

        fleet.clearFault(node);
        probe.staysIn(node, "failed");

        probe.request(node, "all-disabled");
        probe.awaitState(node, "success");
        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/gpu", "4"));
    }

    @Test
    void aWedgedNodeStaysPendingUntilTheNextRequest() {
        String node = running.gpuNode("sim-wedge");
        fleet.setFault(node, Fault.WEDGE);
        probe.request(node, "sevens");
        probe.awaitState(node, "pending");

        fleet.clearFault(node);
        probe.staysIn(node, "pending");
        assertThat(probe.allocatable(node)).isEmpty();

        probe.request(node, "all-disabled");
        probe.awaitState(node, "success");
        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/gpu", "4"));
        assertThat(probe.labels(node)).containsEntry("nvidia.com/gpu.deploy.device-plugin", "true");
    }

    @Test
    void aLyingNodeSaysSuccessWithOneDeviceMissing() {
        String node = running.gpuNode("sim-lie");
        fleet.setFault(node, Fault.LIE);

        probe.request(node, "sevens");

        probe.awaitState(node, "success");
        assertThat(probe.allocatable(node)).isEqualTo(Map.of("nvidia.com/mig-1g.10gb", "27"));
    }

    @Test
    void aLateNodeSaysSuccessBeforeItShowsTheSlices() {
        String node = running.gpuNode("sim-late");
        fleet.setFault(node, Fault.LATE);

        probe.request(node, "sevens");

        probe.awaitState(node, "success");
        assertThat(probe.allocatable(node)).isEmpty();
        probe.awaitAllocatable(node, RunningFleet.SEVENS);
    }
}
