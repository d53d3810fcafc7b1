package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.ControlPlaneOptions;
import dev.regalia.sandbox.Tool;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedFleetOutageIT {

    private static final Duration AWAY = Duration.ofSeconds(6);

    @Test
    void aFleetGoesOnAfterTheApiServerWasAway() throws InterruptedException {
        SimTiming timing = SimTiming.ofMillis(0, 1500, 0);
        try (var plane = ControlPlane.start(ControlPlaneOptions.everything().withCompanions());
                var client = FleetProbe.client(plane.adminKubeconfig());
                var fleet = SimulatedFleet.start(client, Boards.CATALOG, timing)) {
            FleetProbe probe = new FleetProbe(client);
            String during = fleet.addGpuNodes("during", 1, Boards.H100, 4).getFirst();
            String after = fleet.addGpuNodes("after", 1, Boards.A100, 4).getFirst();
            probe.awaitState(during, "success");
            probe.awaitState(after, "success");
            probe.request(during, "all-1g.10gb");
            probe.awaitState(during, "pending");

            plane.stop(Tool.KUBE_APISERVER);
            Thread.sleep(AWAY);
            plane.start(Tool.KUBE_APISERVER);

            probe.request(after, "all-3g.40gb");
            probe.awaitState(during, "success");
            probe.awaitState(after, "success");
            assertThat(probe.allocatable(during)).isEqualTo(Map.of("nvidia.com/mig-1g.10gb", "28"));
            assertThat(probe.allocatable(after)).isEqualTo(Map.of("nvidia.com/mig-3g.40gb", "8"));
        }
    }
}
