package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regalia.api.WellKnown;
import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The configuration of kind agrees with the rest of the repository. No container engine is needed.
final class KindConfigTest {
    private static final Pattern KUBERNETES =
            Pattern.compile("^\\s*k8s\\.io/kubernetes (v\\S+)", Pattern.MULTILINE);

    private final Cluster cluster = read();

    @Test
    void itIsAClusterOfOneControlPlaneAndThreeWorkers() {
        assertThat(cluster.kind()).isEqualTo("Cluster");
        assertThat(cluster.apiVersion()).isEqualTo("kind.x-k8s.io/v1alpha4");
        assertThat(cluster.nodes())
                .extracting(Node::role)
                .containsExactly("control-plane", "worker", "worker", "worker");
    }

    @Test
    void allRunTheKubernetesVersionOfTheTests() throws IOException {
        var version =
                KUBERNETES.matcher(Files.readString(Path.of("src/test/go/kubernetes/go.mod")));

        assertThat(version.find()).isTrue();
        assertThat(cluster.nodes())
                .extracting(Node::image)
                .containsOnly("kindest/node:" + version.group(1));
        assertThat("v" + HelmChart.KUBERNETES).isEqualTo(version.group(1));
    }

    @Test
    void workersPoseAsGpuNodesOfKnownModelsInTwoZones() {
        GpuCatalog catalog = GpuCatalogReader.readDefault();

        assertThat(workers())
                .allSatisfy(
                        labels -> {
                            int memoryGB =
                                    GpuCatalog.memoryGB(
                                            Long.parseLong(
                                                    labels.getOrDefault(
                                                            WellKnown.GPU_MEMORY_LABEL, "0")));
                            assertThat(
                                            catalog.forProduct(
                                                    labels.getOrDefault(
                                                            WellKnown.GPU_PRODUCT_LABEL, ""),
                                                    OptionalInt.of(memoryGB)))
                                    .hasSize(1);
                            assertThat(labels.get(WellKnown.GPU_COUNT_LABEL)).isEqualTo("8");
                            assertThat(labels.get(WellKnown.MIG_CAPABLE_LABEL)).isEqualTo("true");
                        });
        assertThat(
                        workers().stream()
                                .map(labels -> labels.get("topology.kubernetes.io/zone"))
                                .distinct())
                .containsExactly("blc1-a", "blc1-b");
    }

    @Test
    void noLabelIsOneThatAKubeletMayNotGiveItself() {
        assertThat(workers().stream().flatMap(labels -> labels.keySet().stream()))
                .filteredOn(key -> key.matches("(.*[.])?(kubernetes|k8s)[.]io/.*"))
                .containsOnly("topology.kubernetes.io/zone");
    }

    private List<SortedMap<String, String>> workers() {
        return cluster.nodes().stream()
                .filter(node -> node.role().equals("worker"))
                .map(Node::labels)
                .toList();
    }

    private static Cluster read() {
        try {
            return YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readValue(Path.of("kind-config.yaml").toFile(), Cluster.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The part of kind's `v1alpha4` format that is used; anything else is refused.
    record Cluster(String kind, String apiVersion, String name, List<Node> nodes) {}

    /// One node; a control plane has no labels of its own.
    record Node(String role, String image, SortedMap<String, String> labels) {
        Node {
            labels =
                    new TreeMap<>(
                            Optional.<Map<String, String>>ofNullable(labels).orElse(Map.of()));
        }
    }
}
