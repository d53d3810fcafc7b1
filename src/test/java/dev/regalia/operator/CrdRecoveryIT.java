package dev.regalia.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regalia.api.PoolStatus;
import dev.regalia.api.SovereignPool;
import dev.regalia.kube.Caches;
import dev.regalia.plan.Settings;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.ControlPlaneOptions;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The operator while its own kinds are missing, on a control plane of its own because others need
/// them.
class CrdRecoveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAMESPACE = "regalia-system";
    private static final String POOL_CRD = "sovereignpools.regalia.dev";

    private static ControlPlane plane;
    private static KubernetesClient client;

    @BeforeAll
    static void startApiServer() throws IOException {
        plane = ControlPlane.start(ControlPlaneOptions.everything().withCompanions());
        Config config = Config.fromKubeconfig(Files.readString(plane.adminKubeconfig()));
        config.setWatchReconnectInterval(250);
        ObjectMapper mapper = new ObjectMapper();
        new LenientClient().customize(mapper);
        client =
                new KubernetesClientBuilder()
                        .withConfig(config)
                        .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                        .build();
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
    }

    @AfterAll
    static void stopApiServer() {
        client.close();
        plane.close();
    }

    @Test
    void statusIsWrittenWheneverTheKindsAreThere() throws IOException {
        AtomicBoolean lost = new AtomicBoolean();
        try (OperatorRuntime operator =
                OperatorRuntime.start(
                        client, settings(), OperatorOptions.of(() -> lost.set(true)))) {
            await().atMost(PATIENCE).until(operator::leading);

            install();
            createPool("first");
            awaitStatus("first");

            client.apiextensions().v1().customResourceDefinitions().withName(POOL_CRD).delete();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    client.apiextensions()
                                                    .v1()
                                                    .customResourceDefinitions()
                                                    .withName(POOL_CRD)
                                                    .get()
                                            == null);
            install();
            createPool("second");
            awaitStatus("second");
            assertThat(operator.leading()).isTrue();
        }
        assertThat(lost).isFalse();
    }

    @Test
    void aFieldOfNewerDefinitionsIsSaidAndNothingIsDoneBeforeItIsGone() throws IOException {
        install();
        createPool("older");
        try (Caches caches = new Caches(client, settings(), Optional.empty(), () -> {});
                OperatorRuntime operator =
                        OperatorRuntime.start(client, settings(), OperatorOptions.of(() -> {}))) {
            caches.start();
            awaitStatus("older");
            addFieldToDefinition();
            // Watches that are older than the definition do not show the field.
            AtomicInteger week = new AtomicInteger();
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                setMaintenance(
                                        "older", "\"week %d\"".formatted(week.incrementAndGet()));
                                return !caches.synced();
                            });
            assertThat(caches.refused())
                    .containsExactly(
                            "sovereignpools 'older' has the field 'spec.maintenance', which this"
                                    + " version of Regalia does not know; upgrade Regalia to the"
                                    + " version of its CRDs, or take the field out");
            assertThat(operator.leading()).isTrue();
            createPool("waiting");
            await().during(Duration.ofSeconds(3)).until(() -> status("waiting").isEmpty());

            setMaintenance("older", "null");
            await().atMost(PATIENCE).until(caches::synced);
            assertThat(caches.refused()).isEmpty();
            awaitStatus("waiting");
        } finally {
            client.apiextensions().v1().customResourceDefinitions().withName(POOL_CRD).delete();
        }
    }

    private static void setMaintenance(String pool, String value) {
        client.genericKubernetesResources("regalia.dev/v1alpha1", "SovereignPool")
                .withName(pool)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"maintenance\": %s}}".formatted(value));
    }

    /// As a later version would.
    private static void addFieldToDefinition() {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(POOL_CRD)
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\": \"add\", \"path\": \"/spec/versions/0/schema/openAPIV3Schema/properties"
                                + "/spec/properties/maintenance\", \"value\": {\"type\": \"string\"}}]");
    }

    @Test
    void theNextProcessLeadsAtOnceWhenTheLastOneStopped() {
        try (OperatorRuntime first =
                OperatorRuntime.start(client, settings(), OperatorOptions.of(() -> {}))) {
            await().atMost(PATIENCE).until(first::leading);
        }
        try (OperatorRuntime second =
                OperatorRuntime.start(client, settings(), OperatorOptions.of(() -> {}))) {
            await().atMost(Duration.ofSeconds(20)).until(second::leading);
        }
    }

    private static Settings settings() {
        return new Settings(
                NAMESPACE,
                "gpu-operator",
                "regalia-mig-parted",
                new TreeSet<>(List.of(NAMESPACE, "gpu-operator")),
                Settings.Times.defaults());
    }

    private static void install() throws IOException {
        try (var files = Files.list(Path.of("crds"))) {
            for (Path file : files.sorted().toList()) {
                client.resource(Files.readString(file)).serverSideApply();
            }
        }
    }

    private static void createPool(String name) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.resource(pool(name)).create() != null);
    }

    private static String pool(String name) {
        return """
                apiVersion: regalia.dev/v1alpha1
                kind: SovereignPool
                metadata: {name: %s}
                spec:
                  nodeGroups:
                  - name: whole
                    nodeSelector: {matchLabels: {rack: r1}}
                    gpu: {product: NVIDIA-H100-80GB-HBM3}
                """
                .formatted(name);
    }

    private static void awaitStatus(String name) {
        await().atMost(PATIENCE).until(() -> status(name).isPresent());
    }

    private static Optional<PoolStatus> status(String name) {
        return Optional.ofNullable(
                        client.resources(SovereignPool.class).withName(name).require().getStatus())
                .filter(status -> !status.conditions().isEmpty());
    }
}
