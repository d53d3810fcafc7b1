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
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
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
    private static final AtomicInteger CHANGES = new AtomicInteger();

    @BeforeAll
    static void fillCaches() throws IOException {
        plane = ControlPlane.start(ControlPlaneOptions.everything().withCompanions());
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(Files.readString(plane.adminKubeconfig())))
                        .build();
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(WORK)
                                .addToLabels(WellKnown.TENANT_LABEL, "railway")
                                .endMetadata()
                                .build())
                .create();
        client.resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName("default")
                                .withNamespace(WORK)
                                .endMetadata()
                                .build())
                .create();
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
        createPod("reader-pod", "reader-used", Map.of("nvidia.com/gpu", new Quantity("2")));
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
        createPod("reader-plain", "reader-idle", Map.of("cpu", new Quantity("1")));
        createPod("reader-witness", "reader-idle", Map.of("nvidia.com/gpu", new Quantity("1")));
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
        createPod("reader-late", "reader-busy", Map.of("nvidia.com/gpu", new Quantity("1")));
        fence("reader-fenced");
        fence("reader-busy");
        await().atMost(PATIENCE).until(() -> node("reader-busy").fencedLook() != Look.NONE);
        await().atMost(PATIENCE).until(() -> node("reader-fenced").fencedLook() != Look.NONE);

        assertThat(node("reader-plain").fencedLook()).isEqualTo(Look.NONE);
        assertThat(node("reader-fenced").fencedLook()).isEqualTo(Look.IDLE);
        assertThat(node("reader-busy").fencedLook()).isEqualTo(Look.BUSY);
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

        ready("reader-beating", "2026-01-01T00:05:00Z");
        await().atMost(PATIENCE)
                .until(() -> !node("reader-beating").resourceVersion().equals(before));
        int afterHeartbeat = CHANGES.get();
        label("reader-beating", "rack", "r7");
        await().atMost(PATIENCE).until(() -> node("reader-beating").label("rack").isPresent());

        assertThat(afterHeartbeat).isEqualTo(changes);
        assertThat(CHANGES.get()).isGreaterThan(changes);
    }

    @Test
    void whoOverwritesOurKeysIsNamed() {
        createNode("reader-overwritten");
        label("reader-overwritten", WellKnown.POOL_LABEL, "other");
        await().atMost(PATIENCE)
                .until(() -> node("reader-overwritten").overwrittenBy().isPresent());

        assertThat(node("reader-overwritten").overwrittenBy())
                .contains("fabric8-kubernetes-client");
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
        client.resource(
                        new NodeBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .addToLabels(WellKnown.GPU_PRODUCT_LABEL, "NVIDIA-H100-80GB-HBM3")
                                .endMetadata()
                                .build())
                .create();
        client.nodes()
                .withName(name)
                .editStatus(
                        node ->
                                new NodeBuilder(node)
                                        .editOrNewStatus()
                                        .addToCapacity("nvidia.com/gpu", new Quantity("8"))
                                        .addToAllocatable("nvidia.com/gpu", new Quantity("8"))
                                        .addToAllocatable(
                                                "nvidia.com/mig-1g.10gb", new Quantity("0"))
                                        .endStatus()
                                        .build());
        ready(name, NOW.toString());
        await().atMost(PATIENCE).until(() -> find(name).filter(NodeFacts::ready).isPresent());
    }

    private static void ready(String name, String heartbeat) {
        client.nodes()
                .withName(name)
                .editStatus(
                        node ->
                                new NodeBuilder(node)
                                        .editStatus()
                                        .removeMatchingFromConditions(
                                                it -> it.getType().equals("Ready"))
                                        .addNewCondition()
                                        .withType("Ready")
                                        .withStatus("True")
                                        .withLastHeartbeatTime(heartbeat)
                                        .withLastTransitionTime(NOW.toString())
                                        .endCondition()
                                        .endStatus()
                                        .build());
    }

    private static void label(String node, String key, String value) {
        client.nodes()
                .withName(node)
                .edit(
                        it ->
                                new NodeBuilder(it)
                                        .editMetadata()
                                        .addToLabels(key, value)
                                        .endMetadata()
                                        .build());
    }

    private static void fence(String node) {
        client.nodes()
                .withName(node)
                .edit(
                        it ->
                                new NodeBuilder(it)
                                        .editOrNewSpec()
                                        .addNewTaint()
                                        .withKey(WellKnown.CHANGE_TAINT)
                                        .withValue("Fenced")
                                        .withEffect(WellKnown.NO_SCHEDULE)
                                        .endTaint()
                                        .endSpec()
                                        .build());
    }

    private static void createPod(String name, String node, Map<String, Quantity> holds) {
        client.resource(
                        new PodBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace(WORK)
                                .endMetadata()
                                .withNewSpec()
                                .withNodeName(node)
                                .addNewContainer()
                                .withName("main")
                                .withImage("none")
                                .withNewResources()
                                .withLimits(holds)
                                .endResources()
                                .endContainer()
                                .endSpec()
                                .build())
                .create();
    }
}
