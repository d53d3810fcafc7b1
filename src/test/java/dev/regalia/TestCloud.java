package dev.regalia;

import dev.regalia.api.Condition;
import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.operator.OperatorOptions;
import dev.regalia.operator.OperatorRuntime;
import dev.regalia.plan.Settings;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.ControlPlaneOptions;
import dev.regalia.sandbox.TestControlPlane;
import dev.regalia.sim.SimTiming;
import dev.regalia.sim.SimulatedFleet;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A whole cloud in a test JVM: a real control plane, the chart, a simulated fleet, and the
/// operator with the rights of the chart's service account, in plain Java so that a test can stop
/// it and start it again. Times are shortened.
final class TestCloud implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static @Nullable TestCloud shared;

    private final ControlPlane plane;
    private final KubernetesClient admin;
    private final SimulatedFleet fleet;
    private final AuditLog audit;
    private @Nullable OperatorRuntime operator;
    private @Nullable KubernetesClient operatorClient;

    private TestCloud(ControlPlane plane) {
        this.plane = plane;
        this.admin = LocalRun.client(plane);
        Chart.install(plane, admin, new Console());
        this.fleet =
                SimulatedFleet.start(
                        admin, GpuCatalogReader.readDefault(), SimTiming.ofMillis(100, 200, 50));
        this.audit = new AuditLog(plane.auditLog());
    }

    /// The one of this JVM, with its operator running; tests in it use names of their own.
    static synchronized TestCloud shared() {
        if (shared == null) {
            shared = new TestCloud(TestControlPlane.get());
            shared.startOperator();
        }
        return shared;
    }

    /// One of its own, for a test that breaks things for everybody; its operator is not started.
    static TestCloud own() {
        return own(ControlPlaneOptions.everything());
    }

    /// One of its own on such a control plane.
    static TestCloud own(ControlPlaneOptions options) {
        return new TestCloud(ControlPlane.start(options));
    }

    /// Times that tests need not wait for.
    static Settings settings() {
        var times =
                new Settings.Times(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10));
        return new Settings(
                Chart.NAMESPACE,
                Chart.NVIDIA_NAMESPACE,
                SimulatedFleet.MIG_CONFIG_MAP,
                new TreeSet<>(List.of(Chart.NAMESPACE, Chart.NVIDIA_NAMESPACE)),
                times);
    }

    ControlPlane plane() {
        return plane;
    }

    KubernetesClient admin() {
        return admin;
    }

    SimulatedFleet fleet() {
        return fleet;
    }

    AuditLog audit() {
        return audit;
    }

    /// Starts the operator with a fresh token; it must not be running.
    void startOperator() {
        startOperator(OperatorOptions.of(() -> {}));
    }

    /// The same with other options, but always under one identity.
    void startOperator(OperatorOptions options) {
        KubernetesClient client = operatorClient();
        operatorClient = client;
        operator =
                OperatorRuntime.start(
                        client, settings(), options.withIdentity(Optional.of("test")));
    }

    /// Whether its operator runs and leads.
    boolean leading() {
        return operator != null && operator.leading();
    }

    /// Ends it as a kill does: from one moment on nothing that it writes arrives, and nothing is
    /// given back.
    void killOperator() {
        if (operatorClient != null) {
            operatorClient.close();
        }
        stopOperator();
    }

    /// Stops it as a process that ends.
    void stopOperator() {
        if (operator != null) {
            operator.close();
            operator = null;
        }
        if (operatorClient != null) {
            operatorClient.close();
            operatorClient = null;
        }
    }

    private KubernetesClient operatorClient() {
        var config = LocalRun.client(plane).getConfiguration();
        config.setClientCertData(null);
        config.setClientKeyData(null);
        config.setClientCertFile(null);
        config.setClientKeyFile(null);
        config.setOauthToken(AccountToken.request(admin));
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /// Applies YAML as the administrator by server-side apply, as GitOps tools do.
    void apply(String yaml) {
        admin.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(
                        item ->
                                admin.resource(item)
                                        .fieldManager("gitops")
                                        .forceConflicts()
                                        .serverSideApply());
    }

    /// Waits until something holds, or fails with what it was.
    static void await(String what, BooleanSupplier holds) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(holds::getAsBoolean);
    }

    /// A condition of a pool for its present generation.
    Optional<Condition> poolCondition(String name, String type) {
        return Optional.ofNullable(admin.resources(SovereignPool.class).withName(name).get())
                .filter(it -> it.getStatus() != null)
                .flatMap(
                        it ->
                                current(
                                        it.getStatus().conditions(),
                                        type,
                                        it.getMetadata().getGeneration()));
    }

    /// A condition of a tenant for its present generation.
    Optional<Condition> tenantCondition(String name, String type) {
        return Optional.ofNullable(admin.resources(SovereignTenant.class).withName(name).get())
                .filter(it -> it.getStatus() != null)
                .flatMap(
                        it ->
                                current(
                                        it.getStatus().conditions(),
                                        type,
                                        it.getMetadata().getGeneration()));
    }

    private static Optional<Condition> current(
            List<Condition> conditions, String type, long generation) {
        return conditions.stream()
                .filter(it -> it.type().equals(type) && it.observedGeneration() == generation)
                .findFirst();
    }

    /// Waits until a pool is Ready.
    void awaitPool(String name) {
        await("pool " + name + " Ready", () -> isTrue(poolCondition(name, "Ready")));
    }

    /// Waits until a tenant is Ready.
    void awaitTenant(String name) {
        await("tenant " + name + " Ready", () -> isTrue(tenantCondition(name, "Ready")));
    }

    private static boolean isTrue(Optional<Condition> condition) {
        return condition.filter(it -> it.status().equals("True")).isPresent();
    }

    /// A node as it is now.
    Node node(String name) {
        return admin.nodes().withName(name).require();
    }

    @Override
    public void close() {
        stopOperator();
        fleet.close();
        admin.close();
        plane.close();
    }
}
