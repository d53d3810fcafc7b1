package dev.regalia;

import com.marcnuri.helm.Helm;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.SandboxException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The chart, installed by real Helm with no replica: the operator runs as a local process.
final class Chart {

    static final String NAMESPACE = "regalia-system";
    static final String NVIDIA_NAMESPACE = "gpu-operator";
    static final String RELEASE = "regalia";

    private static final List<String> CRDS =
            List.of("sovereignpools.regalia.dev", "sovereigntenants.regalia.dev");

    private Chart() {}

    /// Helm's side: installs the chart with the kubeconfig that the only argument names.
    public static void main(String[] args) {
        new Helm(Path.of("helm"))
                .install()
                .withKubeConfig(Path.of(args[0]))
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .createNamespace()
                .set("replicas", 0)
                .set("nvidia.configMapDelaySeconds", 2)
                .call();
    }

    /// Helm's library brings a Go runtime that takes SIGINT and SIGTERM away from the Java one, so
    /// it runs in a process of its own: Ctrl-C has to end a local run.
    private static void helmInstall(ControlPlane plane) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String root = Path.of("").toAbsolutePath().toString();
        Process helm =
                plane.launch(
                        "helm",
                        List.of(
                                "/usr/bin/env",
                                "-C",
                                root,
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                Chart.class.getName(),
                                plane.adminKubeconfig().toString()),
                        Map.of());
        try {
            if (helm.waitFor() != 0) {
                throw new SandboxException(
                        "helm install failed:\n"
                                + Files.readString(plane.folder().resolve("helm.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while installing the chart", e);
        } catch (IOException e) {
            throw new SandboxException("helm install failed and left no log", e);
        }
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Creates the namespace of NVIDIA's operator, installs the chart, and waits until its kinds
    /// are served.
    static void install(ControlPlane plane, KubernetesClient client, Console console) {
        console.step("Installing the chart helm/ with replicas=0");
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NVIDIA_NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
        helmInstall(plane);
        for (String crd : CRDS) {
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(crd)
                    .waitUntilCondition(
                            it ->
                                    it != null
                                            && it.getStatus() != null
                                            && it.getStatus().getConditions().stream()
                                                    .anyMatch(Chart::established),
                            30,
                            TimeUnit.SECONDS);
        }
    }

    private static boolean established(CustomResourceDefinitionCondition condition) {
        return Objects.equals(condition.getType(), "Established")
                && Objects.equals(condition.getStatus(), "True");
    }
}
