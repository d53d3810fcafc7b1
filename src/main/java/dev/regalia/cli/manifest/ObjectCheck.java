package dev.regalia.cli.manifest;

import dev.regalia.cli.json.Similar;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Checks a whole object: what every object of Kubernetes has, then its spec. A status is skipped:
/// the API server ignores it in what people apply.
final class ObjectCheck {

    private static final Set<String> EVERYWHERE = Set.of("apiVersion", "kind", "metadata");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private final String file;
    private final List<Problem> problems;
    private String name = "";

    ObjectCheck(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /// The name that was found; empty where there is none.
    String name() {
        return name;
    }

    /// The object's spec with defaults, under its name.
    Map<String, Object> check(MappingNode object, Schema schema) {
        Map<String, Object> value = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>(EVERYWHERE);
        known.addAll(schema.members());
        once(object, "");
        for (NodeTuple tuple : object.getValue()) {
            String member = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            if (!known.contains(member)) {
                problem(
                        tuple.getKeyNode(),
                        member
                                + ": is not known"
                                + Similar.to(member, known)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse("; known are " + String.join(", ", known)));
            }
        }
        Optional<Node> metadata = Manifests.member(object, "metadata");
        metadata.filter(MappingNode.class::isInstance)
                .ifPresent(node -> once((MappingNode) node, "metadata."));
        named(object, metadata);
        value.put("metadata", Map.of("name", name));
        Optional<Schema> spec = schema.member("spec");
        Optional<Node> written =
                Manifests.member(object, "spec").filter(node -> !node.getTag().equals(Tag.NULL));
        if (written.isPresent() && spec.isPresent()) {
            new SchemaCheck(file, problems)
                    .check(written.get(), spec.get(), "spec")
                    .ifPresent(it -> value.put("spec", it));
        } else {
            problem(object, "spec: is missing");
        }
        if (!name.isEmpty()) {
            rules(metadata.orElse(object), value, schema);
        }
        return value;
    }

    private void once(MappingNode node, String path) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && !seen.add(key.getValue())) {
                problem(key, path + key.getValue() + ": stands here twice");
            }
        }
    }

    private void named(MappingNode object, Optional<Node> metadata) {
        Optional<Node> written =
                metadata.filter(MappingNode.class::isInstance)
                        .flatMap(node -> Manifests.member((MappingNode) node, "name"));
        if (written.isEmpty() || !(written.get() instanceof ScalarNode scalar)) {
            problem(metadata.orElse(object), "metadata.name: is missing");
        } else if (!NAME.matcher(scalar.getValue()).matches()) {
            problem(
                    scalar,
                    "metadata.name: '"
                            + scalar.getValue()
                            + "' must be lower-case letters, digits and '-'");
        } else {
            name = scalar.getValue();
        }
    }

    private void rules(Node node, Map<String, Object> value, Schema schema) {
        for (Schema.Rule rule : schema.rules()) {
            if (!rule.isTransition() && !CelRule.parse(rule.expression()).holds(value)) {
                problem(node, rule.message());
            }
        }
    }

    private void problem(Node node, String message) {
        problems.add(Problem.at(file, node, message));
    }
}
