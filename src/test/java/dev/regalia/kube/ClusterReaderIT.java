package dev.regalia.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Memory;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeFacts.Look;
import dev.regalia.plan.Settings;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.ControlPlaneOptions;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the reader makes of real objects.
class ClusterReaderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WORK = "reader-work";

    private static ControlPlane plane;
    private static KubernetesClient client;
    private static Caches caches;
    private static ClusterReader reader;
    private static ClusterObjects objects;
    private static final AtomicInteger CHANGES = new AtomicInteger();

    @BeforeAll
    static void fillCaches() throws IOException {
        plane = ControlPlane.start(ControlPlaneOptions.everything().withCompanions());
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(Files.readString(plane.adminKubeconfig())))
                        .build();
        objects = new ClusterObjects(client);
        objects.namespace(WORK, Map.of(WellKnown.TENANT_LABEL, "railway"));
        Settings settings =
                new Settings(
                        "regalia-system",
                        "gpu-operator",
                        "regalia-mig-parted",
                        new TreeSet<>(),
                        Settings.Times.defaults());
        caches = new Caches(client, settings, Optional.empty(), CHANGES::incrementAndGet);
        caches.start();
        reader = new ClusterReader(client, caches, settings.times());
        await().atMost(PATIENCE).until(caches::synced);
    }

    @AfterAll
    static void stop() {
        caches.close();
        client.close();
        plane.close();
    }

    @Test
    void missingKindsStopNothing() {
        ClusterSnapshot snapshot = read();

        assertThat(snapshot.served()).isEqualTo(new ClusterSnapshot.Served(false, false));
        assertThat(snapshot.stack().clusterPolicy()).isEmpty();
        assertThat(snapshot.pools()).isEmpty();
    }

    @Test
    void aNodeIsReadWithWhatItShowsAndWhoUsesIt() {
        createNode("reader-used");
        objects.pod(WORK, "reader-pod", "reader-used", gpus(2));
        await().atMost(PATIENCE).until(() -> !node("reader-used").idle());

        NodeFacts node = node("reader-used");

        assertThat(node.allocatable()).containsExactly(Map.entry("nvidia.com/gpu", 8L));
        assertThat(node.ready()).isTrue();
        assertThat(node.readySince()).contains(NOW);
        assertThat(node.gpuPods())
                .singleElement()
                .satisfies(
                        pod -> {
                            assertThat(pod.namespace()).isEqualTo(WORK);
                            assertThat(pod.holds()).containsEntry("nvidia.com/gpu", 2L);
                        });
        assertThat(read().namespaces())
                .filteredOn(namespace -> namespace.name().equals(WORK))
                .singleElement()
                .satisfies(namespace -> assertThat(namespace.gpuPods()).isPositive());
    }

    @Test
    void aPodWithoutDevicesLeavesItsNodeIdle() {
        createNode("reader-idle");
        objects.pod(WORK, "reader-plain", "reader-idle", Map.of("cpu", new Quantity("1")));
        objects.pod(WORK, "reader-witness", "reader-idle", gpus(1));
        await().atMost(PATIENCE).until(() -> !node("reader-idle").idle());

        assertThat(node("reader-idle").gpuPods())
                .extracting(NodeFacts.PodFacts::name)
                .containsExactly("reader-witness");
    }

    @Test
    void onlyAFencedNodeIsLookedAt() {
        createNode("reader-plain");
        createNode("reader-fenced");
        createNode("reader-busy");
        objects.pod(WORK, "reader-late", "reader-busy", gpus(1));
        objects.fence("reader-fenced");
        objects.fence("reader-busy");
        await().atMost(PATIENCE).until(() -> node("reader-busy").fencedLook().isPresent());
        await().atMost(PATIENCE).until(() -> node("reader-fenced").fencedLook().isPresent());

        assertThat(node("reader-plain").fencedLook()).isEmpty();
        assertThat(node("reader-fenced").fencedLook()).contains(look(true));
        assertThat(node("reader-busy").fencedLook()).contains(look(false, WORK));
    }

    @Test
    void podsAreCountedByNamespaceWithoutThoseThatBelongToTheNode() {
        objects.namespace("reader-else", Map.of());
        createNode("reader-lodging");
        objects.pod(WORK, "reader-a", "reader-lodging", gpus(1));
        objects.pod(WORK, "reader-b", "reader-lodging", Map.of());
        objects.pod("reader-else", "reader-c", "reader-lodging", Map.of());
        objects.pod("reader-else", "reader-unbound", "", Map.of());
        objects.ownedPod("reader-else", "reader-daemon", "reader-lodging", "DaemonSet");
        objects.ownedPod("reader-else", "reader-static", "reader-lodging", "Node");
        await().atMost(PATIENCE).until(() -> node("reader-lodging").pods().size() == 2);
        await().atMost(PATIENCE).until(() -> node("reader-lodging").pods().containsValue(2));

        assertThat(node("reader-lodging").pods())
                .containsExactly(Map.entry("reader-else", 1), Map.entry(WORK, 2));

        objects.fence("reader-lodging");
        await().atMost(PATIENCE).until(() -> node("reader-lodging").fencedLook().isPresent());
        assertThat(node("reader-lodging").fencedLook()).contains(look(false, "reader-else", WORK));
        assertThat(node("reader-lodging").pods())
                .containsExactly(Map.entry("reader-else", 1), Map.entry(WORK, 2));
    }

    @Test
    void everyReadShowsOurOwnLastWrite() {
        createNode("reader-written");
        ApiWriter writer = new ApiWriter(client, caches.writes());

        for (int i = 0; i < 50; i++) {
            String patch = "{\"metadata\":{\"labels\":{\"turn\":\"" + i + "\"}}}";
            assertThat(writer.patchNode("reader-written", patch)).isEqualTo(new Outcome.Written());
            assertThat(node("reader-written").label("turn")).contains(Integer.toString(i));
        }
    }

    @Test
    void heartbeatsWakeNobodyAndLabelsDo() {
        createNode("reader-beating");
        await().atMost(PATIENCE).until(() -> find("reader-beating").isPresent());
        String before = node("reader-beating").resourceVersion();
        int changes = CHANGES.get();

        objects.ready("reader-beating", NOW, NOW.plusSeconds(300));
        await().atMost(PATIENCE)
                .until(() -> !node("reader-beating").resourceVersion().equals(before));
        int afterHeartbeat = CHANGES.get();
        objects.label("reader-beating", "rack", "r7");
        await().atMost(PATIENCE).until(() -> node("reader-beating").label("rack").isPresent());

        assertThat(afterHeartbeat).isEqualTo(changes);
        assertThat(CHANGES.get()).isGreaterThan(changes);
    }

    @Test
    void whoOverwritesOurKeysIsNamed() {
        createNode("reader-overwritten");
        objects.label("reader-overwritten", WellKnown.POOL_LABEL, "other");
        await().atMost(PATIENCE)
                .until(() -> node("reader-overwritten").overwrittenBy().isPresent());

        assertThat(node("reader-overwritten").overwrittenBy())
                .contains("fabric8-kubernetes-client");
    }

    private static Map<String, Quantity> gpus(int count) {
        return Map.of("nvidia.com/gpu", new Quantity(Integer.toString(count)));
    }

    private static Look look(boolean idle, String... namespaces) {
        return new Look(idle, new TreeSet<>(List.of(namespaces)));
    }

    private static ClusterSnapshot read() {
        return reader.read(NOW, Memory.empty());
    }

    private static Optional<NodeFacts> find(String name) {
        return read().nodes().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    private static NodeFacts node(String name) {
        await().atMost(PATIENCE).until(() -> find(name).isPresent());
        return find(name).orElseThrow();
    }

    private static void createNode(String name) {
        objects.node(name, NOW);
        await().atMost(PATIENCE).until(() -> find(name).filter(NodeFacts::ready).isPresent());
    }
}
