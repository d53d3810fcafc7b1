package dev.regalia;

import static dev.regalia.TestCloud.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.ControlPlaneOptions;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chart through its life on a cluster of its own, by the commands of the documentation.
final class HelmInstallIT {

    private static final Path CHART_PAGE = Path.of("helm/README.md");
    private static final String NAMESPACE = "regalia-system";

    @TempDir Path folder = Path.of("");

    @Test
    void theChartIsInstalledUpgradedUninstalledAndInstalledAgainAndPoolsOutliveIt()
            throws IOException {
        try (var plane = ControlPlane.start(ControlPlaneOptions.everything());
                var client = LocalRun.client(plane)) {
            Path shell = Files.createDirectory(folder.resolve("shell"));
            var terminal = new Terminal(plane, shell);
            createRestrictedNamespace(client);

            run(plane, terminal, DocPage.read(DocPage.README).commands(DocCommand.INSTALLED));
            await("the operator's pod is admitted", () -> operatorPods(client).size() == 1);
            assertThat(refusals(client)).isEmpty();
            terminal.save("pool.yaml", Files.readString(Path.of("examples/quickstart/pool.yaml")));
            await("the kinds are served", () -> shortNames(client).contains("spool"));
            terminal.run("kubectl apply -f pool.yaml");

            upgradeToAChartWithAnotherCrd(plane);
            await("the CRD is upgraded", () -> shortNames(client).contains("spl"));
            assertThat(terminal.run("kubectl get spool -o name")).contains("paris-h100");

            Helm.uninstall("regalia")
                    .withNamespace(NAMESPACE)
                    .withKubeConfig(plane.adminKubeconfig())
                    .call();
            assertThat(client.apps().deployments().inNamespace(NAMESPACE).list().getItems())
                    .isEmpty();
            assertThat(terminal.run("kubectl get spool -o name")).contains("paris-h100");

            run(plane, terminal, DocPage.read(CHART_PAGE).commands(DocCommand.INSTALLED));
            assertThat(crds(client)).isEmpty();
        }
    }

    /// As a platform team may run it: the namespace takes restricted pods only.
    private static void createRestrictedNamespace(KubernetesClient client) {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NAMESPACE)
                                .withLabels(
                                        Map.of(
                                                "pod-security.kubernetes.io/enforce", "restricted",
                                                "pod-security.kubernetes.io/enforce-version",
                                                        "v1.36"))
                                .endMetadata()
                                .build())
                .create();
    }

    private static void run(ControlPlane plane, Terminal terminal, List<String> commands) {
        assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
        for (String command : commands) {
            if (command.startsWith("helm ")) {
                HelmCommandLine.run(command, plane.adminKubeconfig());
            } else {
                terminal.run(command);
            }
        }
    }

    private void upgradeToAChartWithAnotherCrd(ControlPlane plane) throws IOException {
        Path chart = folder.resolve("chart");
        try (Stream<Path> files = Files.walk(Path.of("helm"))) {
            for (Path file : files.toList()) {
                Files.copy(file, chart.resolve(Path.of("helm").relativize(file)));
            }
        }
        Path crd = chart.resolve("files/crds/sovereignpools.regalia.dev.yaml");
        String before = Files.readString(crd);
        String after = before.replaceFirst("(?m)^( *)- \"?spool\"?$", "$0\n$1- spl");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(crd, after);
        new Helm(chart)
                .upgrade()
                .withName("regalia")
                .withNamespace(NAMESPACE)
                .withKubeConfig(plane.adminKubeconfig())
                .call();
    }

    private static List<Pod> operatorPods(KubernetesClient client) {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    private static List<String> refusals(KubernetesClient client) {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getReason().equals("FailedCreate"))
                .map(event -> event.getMessage())
                .toList();
    }

    private static List<String> shortNames(KubernetesClient client) {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("sovereignpools.regalia.dev")
                .require()
                .getStatus()
                .getAcceptedNames()
                .getShortNames();
    }

    private static List<String> crds(KubernetesClient client) {
        return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .map(crd -> crd.getMetadata().getName())
                .filter(name -> name.endsWith(".regalia.dev"))
                .toList();
    }
}
