package dev.regalia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The objects that real Helm renders from the chart in `helm/`, as release `regalia` in namespace
/// `regalia-system`.
record HelmChart(List<JsonNode> objects) {
    static final Path ROOT = Path.of("helm");
    static final String NAMESPACE = "regalia-system";

    /// Templates are rendered for this version; Helm takes an old one where none is said.
    static final String KUBERNETES = "1.36.4";

    HelmChart {
        objects = List.copyOf(objects);
    }

    /// Renders with these values over the defaults; keys are paths such as `image.tag`.
    static HelmChart render(Map<String, Object> values) {
        TemplateCommand command =
                new Helm(ROOT)
                        .template()
                        .withName("regalia")
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(KUBERNETES);
        values.forEach(command::set);
        try (var documents =
                new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(command.call())) {
            return new HelmChart(
                    documents.readAll().stream().filter(node -> !node.isEmpty()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The objects of one kind, in the order in which Helm prints them.
    Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /// The only object of this kind and name.
    JsonNode only(String kind, String name) {
        List<JsonNode> found =
                ofKind(kind)
                        .filter(object -> object.at("/metadata/name").asText().equals(name))
                        .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "expected one %s/%s, found %d".formatted(kind, name, found.size()));
        }
        return found.getFirst();
    }

    /// The container of the operator.
    JsonNode container() {
        return only("Deployment", "regalia").at("/spec/template/spec/containers/0");
    }
}
