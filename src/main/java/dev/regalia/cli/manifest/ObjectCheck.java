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

    /// What this program does not read of what the API server knows or writes itself.
    private static final Set<String> NOT_READ =
            Set.of(
                    "creationTimestamp",
                    "deletionGracePeriodSeconds",
                    "deletionTimestamp",
                    "finalizers",
                    "generateName",
                    "generation",
                    "managedFields",
                    "namespace",
                    "ownerReferences",
                    "resourceVersion",
                    "selfLink",
                    "uid");

    private static final Map<String, ?> TEXTS =
            Map.of("type", "object", "additionalProperties", Map.of("type", "string"));

    private static final Schema METADATA =
            new Schema(
                    Map.of(
                            "type",
                            "object",
                            "required",
                            List.of("name"),
                            "properties",
                            Map.of(
                                    "name",
                                    Map.of("type", "string", "maxLength", 253),
                                    "labels",
                                    TEXTS,
                                    "annotations",
                                    TEXTS)));

    private final String file;
    private final List<Problem> problems;
    private String name = "";
    private boolean namespaced;

    ObjectCheck(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /// The name that was found; empty where there is none.
    String name() {
        return name;
    }

    /// Whether the object names a namespace.
    boolean namespaced() {
        return namespaced;
    }

    /// The object's spec with defaults, under its name.
    Map<String, Object> check(MappingNode object, Schema schema) {
        Map<String, Object> value = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>(EVERYWHERE);
        known.addAll(schema.members());
        once(object);
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

    private void once(MappingNode node) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && !seen.add(key.getValue())) {
                problem(key, key.getValue() + ": stands here twice");
            }
        }
    }

    private void named(MappingNode object, Optional<Node> metadata) {
        Optional<Node> written = metadata.filter(node -> !node.getTag().equals(Tag.NULL));
        if (written.isEmpty()) {
            problem(object, "metadata.name: is missing");
            return;
        }
        Object members =
                new SchemaCheck(file, problems)
                        .check(toRead(written.get()), METADATA, "metadata")
                        .orElse(Map.of());
        namespaced =
                written.get() instanceof MappingNode mapping
                        && Manifests.member(mapping, "namespace").isPresent();
        Object found = ((Map<?, ?>) members).get("name");
        if (found instanceof String text && NAME.matcher(text).matches()) {
            name = text;
        } else if (found != null) {
            problem(
                    Manifests.member((MappingNode) written.get(), "name").orElse(object),
                    "metadata.name: '" + found + "' must be lower-case letters, digits and '-'");
        }
    }

    private static Node toRead(Node metadata) {
        if (!(metadata instanceof MappingNode mapping)) {
            return metadata;
        }
        List<NodeTuple> read =
                mapping.getValue().stream()
                        .filter(
                                tuple ->
                                        !(tuple.getKeyNode() instanceof ScalarNode key)
                                                || !NOT_READ.contains(key.getValue()))
                        .toList();
        return new MappingNode(
                mapping.getTag(),
                true,
                read,
                mapping.getStartMark(),
                mapping.getEndMark(),
                mapping.getFlowStyle());
    }

    private void rules(Node node, Map<String, Object> value, Schema schema) {
        for (Schema.Rule rule : schema.rules()) {
            if (!rule.isTransition() && !CelRule.of(rule.expression()).holds(value)) {
                problem(node, rule.message());
            }
        }
    }

    private void problem(Node node, String message) {
        problems.add(Problem.at(file, node, message));
    }
}
