package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How the chart installs the generated CustomResourceDefinitions.
final class HelmCrdsTest {
    private static final List<String> CRDS =
            List.of("sovereignpools.regalia.dev.yaml", "sovereigntenants.regalia.dev.yaml");

    /// Helm prints 7.0 as 7.
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
            (one, other) ->
                    one.equals(other)
                                    || (one.isNumber()
                                            && other.isNumber()
                                            && one.decimalValue().compareTo(other.decimalValue())
                                                    == 0)
                            ? 0
                            : 1;

    @Test
    void theCrdsOfTheChartAreTheGeneratedOnes() throws IOException {
        assertThat(filesIn(HelmChart.ROOT.resolve("files/crds"))).containsExactlyElementsOf(CRDS);
        for (String crd : CRDS) {
            assertThat(HelmChart.ROOT.resolve("files/crds").resolve(crd))
                    .hasSameTextualContentAs(Path.of("crds").resolve(crd));
        }
    }

    @Test
    void crdsAreRenderedUnchangedButForTheAnnotationThatKeepsThem() throws IOException {
        HelmChart chart = HelmChart.render(Map.of());

        assertThat(chart.ofKind("CustomResourceDefinition")).hasSameSizeAs(CRDS);
        for (String file : CRDS) {
            JsonNode crd = new YAMLMapper().readTree(Path.of("crds", file).toFile());
            JsonNode rendered =
                    chart.only("CustomResourceDefinition", crd.at("/metadata/name").asText());

            assertThat(rendered.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                    .isEqualTo("keep");
            assertThatObject(withoutHelmsMetadata(rendered))
                    .as(file)
                    .matches(it -> it.equals(NUMBERS_BY_VALUE, withoutHelmsMetadata(crd)));
        }
    }

    @Test
    void crdsCanBeLeftToSomebodyElse() {
        assertThat(
                        HelmChart.render(Map.of("crds.install", false))
                                .ofKind("CustomResourceDefinition"))
                .isEmpty();
    }

    private static JsonNode withoutHelmsMetadata(JsonNode crd) {
        ObjectNode copy = crd.deepCopy();
        ((ObjectNode) copy.path("metadata")).remove(List.of("annotations", "labels"));
        return copy;
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
