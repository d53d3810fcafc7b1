package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A fleet on the shared control plane, with a mig-parted map of its own that nodes have mounted.
///
/// @param map the name of that map
record RunningFleet(String map, FleetProbe probe, SimulatedFleet fleet) implements AutoCloseable {

    static final Duration MOUNT_LAG = Duration.ofMillis(400);

    /// What a node of [#cutNode] shows.
    static final Map<String, String> SEVENS = Map.of("nvidia.com/mig-1g.10gb", "28");

    private static final String CONFIGS =
            """
              all-disabled: [{devices: all, mig-enabled: false}]
              sevens: [{devices: all, mig-enabled: true, mig-devices: {1g.10gb: 7}}]
              mixed:
              - {devices: [0, 1], mig-enabled: true, mig-devices: {1g.10gb: 4, 3g.40gb: 1}}
              - {devices: [2, 3], mig-enabled: false}
              impossible: [{devices: all, mig-enabled: true, mig-devices: {3g.40gb: 3}}]
            """;

    static RunningFleet start(Path adminKubeconfig, String map) {
        var client = FleetProbe.client(adminKubeconfig);
        SimTiming timing = new SimTiming(MOUNT_LAG, Duration.ofMillis(200), Duration.ofMillis(50));
        FleetProbe probe = new FleetProbe(client);
        SimulatedFleet fleet = SimulatedFleet.start(client, Boards.CATALOG, timing, map);
        probe.writeConfigMap(map, CONFIGS);
        ApiAccess.pause(MOUNT_LAG.multipliedBy(2));
        return new RunningFleet(map, probe, fleet);
    }

    /// Adds an entry to the map and returns at once.
    void addConfig(String entry) {
        probe.writeConfigMap(map, CONFIGS + entry);
    }

    /// A settled node of four H100.
    String gpuNode(String name) {
        fleet.addNode(NodeShape.gpu(name, Boards.H100, 4));
        probe.awaitState(name, "success");
        return name;
    }

    /// The same, cut into seven slices per GPU.
    String cutNode(String name) {
        gpuNode(name);
        probe.request(name, "sevens");
        probe.awaitState(name, "success");
        assertThat(probe.allocatable(name)).isEqualTo(SEVENS);
        return name;
    }

    @Override
    public void close() {
        fleet.removeAll();
        fleet.close();
        probe.client().close();
    }
}
