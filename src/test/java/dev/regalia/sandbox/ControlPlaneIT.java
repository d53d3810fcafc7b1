package dev.regalia.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything here runs on real processes. Objects in the shared control plane begin with `cp-`.
final class ControlPlaneIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String NODE =
            """
            apiVersion: v1
            kind: Node
            metadata:
              name: cp-node
              annotations: {kwok.x-k8s.io/node: fake}
            status:
              capacity: {cpu: "8", memory: 32Gi, pods: "110", nvidia.com/gpu: "8"}
              allocatable: {cpu: "8", memory: 32Gi, pods: "110", nvidia.com/gpu: "8"}
            """;

    private static final String JOB =
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: cp-job, namespace: default}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  nodeSelector: {cp: job}
                  containers:
                    - name: train
                      image: example.invalid/train
                      resources: {limits: {nvidia.com/gpu: 2}}
            """;

    @TempDir private Path files = Path.of("");

    @Test
    void theApiServerIsReadyAndTellsItsRelease() {
        ControlPlane shared = TestControlPlane.get();

        assertThat(admin(shared, "get", "--raw", "/readyz")).isEqualTo("ok");
        assertThat(admin(shared, "get", "--raw", "/version"))
                .contains("\"gitVersion\": \"v1.36.4\"")
                .contains("\"minor\": \"36\"");
    }

    @Test
    void aNodeCertificateMakesItsBearerThatNodeAndNoOther() {
        ControlPlane shared = TestControlPlane.get();
        Path node = shared.kubeconfigFor("system:node:cp-own", List.of("system:nodes"));

        CommandOutput own = shared.kubectl(node, "auth", "whoami", "-o", "yaml");
        CommandOutput other =
                shared.kubectl(node, "label", "node", "cp-other", "gpu=no", "--dry-run=server");

        assertThat(own.text()).contains("username: system:node:cp-own").contains("- system:nodes");
        assertThat(other.succeeded()).isFalse();
        assertThat(other.text()).contains("system:node:cp-own").contains("orbidden");
    }

    @Test
    void theAuditLogTellsWhoWroteAndLeavesOutWhoRead() throws IOException {
        ControlPlane shared = TestControlPlane.get();
        Path auditor = shared.kubeconfigFor("cp-auditor", List.of("system:masters"));

        run(shared, auditor, "get", "configmaps");
        run(shared, auditor, "create", "configmap", "cp-audited");

        List<String> lines =
                Files.readAllLines(shared.auditLog()).stream()
                        .filter(line -> line.contains("\"username\":\"cp-auditor\""))
                        .toList();
        assertThat(lines).hasSize(1).first().asString().contains("\"verb\":\"create\"");
    }

    @Test
    void aFakeNodeBecomesReadyKeepsItsGpusAndCanBeHeldNotReady() throws IOException {
        ControlPlane shared = TestControlPlane.get();
        apply(shared, NODE);
        try {
            awaitReady(shared, "True");
            awaitLease(shared);
            admin(shared, "label", "node", "cp-node", "cp=job");
            apply(shared, JOB);
            admin(shared, "wait", "--for=condition=Complete", "job/cp-job", "--timeout=60s");

            admin(shared, "annotate", "node", "cp-node", "sim.regalia.dev/not-ready=");
            awaitReady(shared, "False");
            admin(shared, "annotate", "node", "cp-node", "sim.regalia.dev/not-ready-");
            awaitReady(shared, "True");

            assertThat(node(shared, "{.status.allocatable.nvidia\\.com/gpu}")).isEqualTo("8");
            assertThat(node(shared, "{.status.capacity.nvidia\\.com/gpu}")).isEqualTo("8");
        } finally {
            admin(shared, "delete", "job/cp-job", "node/cp-node", "--ignore-not-found");
        }
    }

    @Test
    void anOutageOfTheApiServerKeepsTheDataAndClosingLeavesNothing() throws IOException {
        ControlPlane own = ControlPlane.start(ControlPlaneOptions.everything().withCompanions());
        List<ProcessHandle> processes = processesOf(own.folder());
        try (own) {
            assertThat(processes).hasSize(2);
            Path heard = Files.createFile(own.folder().resolve("heard"));
            own.launch("listener", List.of("tail", "-f", heard.toString()), Map.of());
            admin(own, "create", "namespace", "cp-kept");

            own.stop(Tool.KUBE_APISERVER);
            assertThat(own.kubectl(own.adminKubeconfig(), "get", "ns").succeeded()).isFalse();
            own.start(Tool.KUBE_APISERVER);

            assertThat(admin(own, "get", "namespace", "cp-kept", "-o", "name"))
                    .isEqualTo("namespace/cp-kept");
            processes = processesOf(own.folder());
        }
        assertThat(processes).hasSize(3).noneMatch(ProcessHandle::isAlive);
        assertThat(own.folder()).doesNotExist();
    }

    @Test
    void aProgramThatALaterStartCouldNotRecogniseIsNotStarted() {
        ControlPlane shared = TestControlPlane.get();

        assertThatThrownBy(() -> shared.launch("cp-sleep", List.of("sleep", "9"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not name " + shared.folder());
    }

    @Test
    void aFlagThatTheApiServerRefusesIsReportedInItsOwnWords() {
        ControlPlaneOptions options =
                ControlPlaneOptions.everything()
                        .withCompanions()
                        .withApiServerFlags("--no-such-flag");

        assertThatThrownBy(() -> ControlPlane.start(options))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("kube-apiserver ended with exit code 1")
                .hasMessageContaining("unknown flag: --no-such-flag");
    }

    @Test
    void whatAKilledJvmLeftIsGoneAfterTheNextSweep() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                AbandonedRun.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Path folder;
        try (BufferedReader lines = jvm.inputReader(UTF_8)) {
            folder = Path.of(lines.readLine());
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        assertThat(folder).isDirectory();

        RunFolder.sweep(CacheFolder.ofThisUser().runs());

        assertThat(folder).doesNotExist();
        await().atMost(LONG).untilAsserted(() -> assertThat(processesOf(folder)).isEmpty());
    }

    private void apply(ControlPlane controlPlane, String manifest) throws IOException {
        Path file = Files.writeString(files.resolve("manifest.yaml"), manifest);
        admin(controlPlane, "create", "-f", file.toString());
    }

    private static void awaitReady(ControlPlane controlPlane, String want) {
        String path = "{.status.conditions[?(@.type==\"Ready\")].status}";
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(node(controlPlane, path)).isEqualTo(want));
    }

    /// Without one the control plane takes the node for dead from time to time.
    private static void awaitLease(ControlPlane controlPlane) {
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(
                                                admin(
                                                        controlPlane,
                                                        "get",
                                                        "lease/cp-node",
                                                        "--namespace=kube-node-lease",
                                                        "--output=name"))
                                        .isNotEmpty());
    }

    private static String node(ControlPlane controlPlane, String jsonPath) {
        return admin(controlPlane, "get", "node", "cp-node", "-o", "jsonpath=" + jsonPath);
    }

    private static String admin(ControlPlane controlPlane, String... arguments) {
        return run(controlPlane, controlPlane.adminKubeconfig(), arguments);
    }

    private static String run(ControlPlane controlPlane, Path kubeconfig, String... arguments) {
        CommandOutput output = controlPlane.kubectl(kubeconfig, arguments);
        assertThat(output.exitCode()).as(output.text()).isZero();
        return output.text().strip();
    }

    private static List<ProcessHandle> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> CommandLine.of(process).contains(folder.toString()))
                .toList();
    }
}
