package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the chart renders, checked with real Helm and without a cluster.
final class HelmChartTest {
    @Test
    void helmFindsNothingToComplainAbout() {
        var result = new Helm(HelmChart.ROOT).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages()::toString).isFalse();
    }

    @Test
    void olderClustersThanThoseTestedAreRefused() {
        var command = new Helm(HelmChart.ROOT).template().withName("regalia");

        assertThatThrownBy(() -> command.withKubeVersion("1.35.9").call())
                .hasMessageContaining(">=1.36-0");
        assertThat(command.withKubeVersion(HelmChart.KUBERNETES).call())
                .contains("kind: Deployment");
    }

    @Test
    void theServiceAccountIsNamedAfterTheRelease() {
        HelmChart chart = HelmChart.render(Map.of());

        assertThat(chart.only("ServiceAccount", "regalia").at("/metadata/namespace").asText())
                .isEqualTo(HelmChart.NAMESPACE);
        assertThat(
                        HelmChart.render(Map.of("fullnameOverride", "pools"))
                                .ofKind("ServiceAccount")
                                .map(account -> account.at("/metadata/name").asText()))
                .containsExactly("pools");
    }

    @Test
    void everyBindingLeadsToARoleOfTheChartAndToItsServiceAccount() {
        HelmChart chart = HelmChart.render(Map.of());
        List<JsonNode> bindings =
                Stream.of("ClusterRoleBinding", "RoleBinding").flatMap(chart::ofKind).toList();

        assertThat(bindings).hasSize(3);
        assertThat(bindings)
                .allSatisfy(
                        binding -> {
                            JsonNode ref = binding.path("roleRef");
                            JsonNode role =
                                    chart.only(
                                            ref.path("kind").asText(), ref.path("name").asText());
                            assertThat(role.at("/metadata/namespace"))
                                    .isEqualTo(binding.at("/metadata/namespace"));
                            assertThat(binding.path("subjects")).hasSize(1);
                            assertThat(binding.at("/subjects/0/name").asText())
                                    .isEqualTo("regalia");
                            assertThat(binding.at("/subjects/0/namespace").asText())
                                    .isEqualTo(HelmChart.NAMESPACE);
                        });
    }

    @Test
    void thePodMeetsTheRestrictedProfile() {
        HelmChart chart = HelmChart.render(Map.of());
        JsonNode pod = chart.only("Deployment", "regalia").at("/spec/template/spec");
        JsonNode security = chart.container().path("securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.at("/capabilities/drop"))
                .extracting(JsonNode::asText)
                .containsExactly("ALL");
        assertThat(pod.path("containers")).hasSize(1);
        assertThat(pod.at("/volumes")).hasSize(1);
        assertThat(pod.at("/volumes/0").has("emptyDir")).isTrue();
        assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC")).isFalse();
    }

    @Test
    void probesAskTheManagementPort() {
        JsonNode container = HelmChart.render(Map.of()).container();

        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(9000);
        Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
                .forEach(
                        (probe, path) -> {
                            JsonNode get = container.path(probe).path("httpGet");
                            assertThat(get.path("path").asText()).isEqualTo("/q/health/" + path);
                            assertThat(get.path("port").asText())
                                    .isEqualTo(container.at("/ports/0/name").asText());
                        });
    }

    @Test
    void settingsReachTheOperatorAsEnvironment() {
        assertThat(environment(HelmChart.render(Map.of())))
                .containsEntry("REGALIA_NVIDIA_NAMESPACE", "gpu-operator")
                .containsEntry("REGALIA_NVIDIA_MIG_CONFIG_MAP", "regalia-mig-parted")
                .containsEntry("REGALIA_NVIDIA_CONFIG_MAP_DELAY_SECONDS", "90")
                .containsEntry("REGALIA_NAMESPACE", "metadata.namespace")
                .doesNotContainKeys(
                        "REGALIA_NVIDIA_EXTRA_MIG_CONFIG", "REGALIA_RESERVED_NAMESPACES");
        assertThat(
                        environment(
                                HelmChart.render(
                                        Map.of(
                                                "nvidia.namespace", "nvidia",
                                                "nvidia.migConfigMap", "cuts",
                                                "nvidia.extraMigConfig", "site-cuts",
                                                "nvidia.configMapDelaySeconds", 2,
                                                "reservedNamespaces[0]", "monitoring",
                                                "reservedNamespaces[1]", "ingress"))))
                .containsEntry("REGALIA_NVIDIA_NAMESPACE", "nvidia")
                .containsEntry("REGALIA_NVIDIA_MIG_CONFIG_MAP", "cuts")
                .containsEntry("REGALIA_NVIDIA_EXTRA_MIG_CONFIG", "site-cuts")
                .containsEntry("REGALIA_NVIDIA_CONFIG_MAP_DELAY_SECONDS", "2")
                .containsEntry("REGALIA_RESERVED_NAMESPACES", "monitoring,ingress");
    }

    @Test
    void noReplicasMeansNoProcessButEverythingElse() {
        HelmChart none = HelmChart.render(Map.of("replicas", 0));

        assertThat(none.only("Deployment", "regalia").at("/spec/replicas").asInt(-1)).isZero();
        assertThat(none.objects()).hasSameSizeAs(HelmChart.render(Map.of()).objects());
    }

    @Test
    void theImageIsNamedByTagOrByDigest() {
        String digest = "sha256:" + "0a".repeat(32);

        assertThat(HelmChart.render(Map.of()).container().path("image").asText())
                .isEqualTo("regalia:0.1.0");
        assertThat(
                        HelmChart.render(Map.of("image.registry", "registry.example.fr:5000"))
                                .container()
                                .path("image")
                                .asText())
                .isEqualTo("registry.example.fr:5000/regalia:0.1.0");
        assertThat(
                        HelmChart.render(Map.of("image.digest", digest))
                                .container()
                                .path("image")
                                .asText())
                .isEqualTo("regalia@" + digest);
    }

    @ParameterizedTest
    @CsvSource({
        "replica, 1",
        "nvidia.namespaces, gpu-operator",
        "image.name, regalia",
        "crds.keep, false",
        "replicas, -1",
        "replicas, one",
        "nvidia.namespace, GPU",
        "nvidia.configMapDelaySeconds, soon",
        "image.digest, sha256:short",
        "reservedNamespaces[0], Not_A_Name"
    })
    void aValueThatWouldBeIgnoredOrWrongIsRefusedByItsName(String path, String value) {
        assertThatThrownBy(() -> HelmChart.render(Map.of(path, value)))
                .hasMessageContaining("don't meet the specifications of the schema")
                .hasMessageContaining(path.replaceAll(".*\\.|\\[.*", ""));
    }

    @Test
    void everyValueIsInTheTableOfTheReadme() throws IOException {
        String table = Files.readString(HelmChart.ROOT.resolve("README.md"));
        JsonNode values = new YAMLMapper().readTree(HelmChart.ROOT.resolve("values.yaml").toFile());

        assertThat(paths(values)).isNotEmpty().allMatch(path -> table.contains("`" + path + "`"));
    }

    @Test
    void theNotesSayHowToSeeItAliveAndWhatIsNotProtectedYet() {
        String notes =
                new Helm(HelmChart.ROOT)
                        .install()
                        .withName("regalia")
                        .withNamespace(HelmChart.NAMESPACE)
                        .withKubeVersion(HelmChart.KUBERNETES)
                        .clientOnly()
                        .dryRun()
                        .debug()
                        .call()
                        .getOutput();

        assertThat(notes.lines().filter(line -> line.startsWith("  kubectl "))).hasSize(3);
        assertThat(notes)
                .contains("not enforced by admission policies yet")
                .contains("CustomResourceDefinitions stay");
    }

    /// The values that are set one by one; `resources` is one value.
    private static List<String> paths(JsonNode values) {
        List<String> paths = new ArrayList<>();
        for (var value : values.properties()) {
            boolean whole = value.getValue().isEmpty() || value.getKey().equals("resources");
            if (whole) {
                paths.add(value.getKey());
            } else {
                value.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> paths.add(value.getKey() + "." + name));
            }
        }
        return paths;
    }

    private static Map<String, String> environment(HelmChart chart) {
        Map<String, String> environment = new TreeMap<>();
        chart.container()
                .path("env")
                .forEach(
                        variable ->
                                environment.put(
                                        variable.path("name").asText(),
                                        variable.has("value")
                                                ? variable.path("value").asText()
                                                : variable.at("/valueFrom/fieldRef/fieldPath")
                                                        .asText()));
        return environment;
    }
}
