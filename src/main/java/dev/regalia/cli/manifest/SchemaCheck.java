package dev.regalia.cli.manifest;

import dev.regalia.cli.json.Similar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Checks a tree against a schema and gives its value with defaults, as the API server would. Goes
/// on after a problem, so that all of them are found.
final class SchemaCheck {

    /// An alias may lead back to where it stands; no object of ours is that deep.
    private static final int DEEPEST = 40;

    private final String file;
    private final List<Problem> problems;

    SchemaCheck(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /// The value with defaults: maps, lists, texts, whole numbers and truth values. Empty where it
    /// is of another type, or null, which stands for absent.
    Optional<Object> check(Node node, Schema schema, String path) {
        if (path.chars().filter(c -> c == '.' || c == '[').count() > DEEPEST) {
            problem(node, path, "is too deep; does an alias lead back to itself?");
            return Optional.empty();
        }
        if (node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        int before = problems.size();
        Optional<Object> value =
                switch (schema.type()) {
                    case "object" -> object(node, schema, path);
                    case "array" -> array(node, schema, path);
                    default -> new ScalarCheck(this::problem).check(node, schema, path);
                };
        if (problems.size() == before) {
            value.ifPresent(it -> rules(node, it, schema, path));
        }
        return value;
    }

    private Optional<Object> object(Node node, Schema schema, String path) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, path, "must be an object with members");
            return Optional.empty();
        }
        Map<String, Object> value = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = key(tuple.getKeyNode());
            if (!seen.add(name)) {
                problem(tuple.getKeyNode(), join(path, name), "stands here twice");
                continue;
            }
            Optional<Schema> member = schema.member(name);
            if (member.isEmpty()) {
                unknown(tuple.getKeyNode(), join(path, name), name, schema.members());
            } else {
                check(tuple.getValueNode(), member.get(), join(path, name))
                        .ifPresent(it -> value.put(name, it));
            }
        }
        complete(node, schema, path, value, seen);
        return Optional.of(value);
    }

    private void complete(
            Node node, Schema schema, String path, Map<String, Object> value, Set<String> seen) {
        for (String name : schema.members()) {
            if (!value.containsKey(name)) {
                schema.member(name)
                        .flatMap(Schema::defaultValue)
                        .ifPresent(it -> value.put(name, plain(it)));
            }
        }
        for (String name : schema.texts("required")) {
            if (!value.containsKey(name) && !seen.contains(name)) {
                problem(node, join(path, name), "is missing");
            }
        }
        schema.number("maxProperties")
                .filter(most -> value.size() > most)
                .ifPresent(
                        most ->
                                problem(
                                        node,
                                        path,
                                        "must have at most " + most.longValue() + " members"));
    }

    private Optional<Object> array(Node node, Schema schema, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            problem(node, path, "must be a list");
            return Optional.empty();
        }
        List<Object> value = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        List<String> keyNames = schema.texts("x-kubernetes-list-map-keys");
        Schema items = schema.items().orElse(new Schema(Map.of()));
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Node element = sequence.getValue().get(i);
            String at = path + "[" + i + "]";
            Optional<Object> checked = check(element, items, at);
            checked.ifPresent(value::add);
            if (!keyNames.isEmpty() && checked.isPresent() && !keys.add(keys(checked, keyNames))) {
                problem(
                        element,
                        at,
                        "has the same "
                                + String.join(", ", keyNames)
                                + " as an entry before it, which must not be");
            }
        }
        int size = sequence.getValue().size();
        schema.number("minItems")
                .filter(least -> size < least)
                .ifPresent(
                        least ->
                                problem(
                                        node,
                                        path,
                                        least == 1
                                                ? "must not be empty"
                                                : "must have at least "
                                                        + least.longValue()
                                                        + " entries"));
        schema.number("maxItems")
                .filter(most -> size > most)
                .ifPresent(
                        most ->
                                problem(
                                        node,
                                        path,
                                        "must have at most "
                                                + most.longValue()
                                                + " entries, not "
                                                + size));
        return Optional.of(value);
    }

    private static Object keys(Optional<Object> element, List<String> names) {
        Map<String, String> keys = new TreeMap<>();
        if (element.get() instanceof Map<?, ?> members) {
            names.forEach(name -> keys.put(name, String.valueOf(members.get(name))));
        }
        return keys;
    }

    private void rules(Node node, Object value, Schema schema, String path) {
        for (Schema.Rule rule : schema.rules()) {
            if (!rule.isTransition() && !CelRule.of(rule.expression()).holds(value)) {
                problem(node, path, rule.message());
            }
        }
    }

    private void unknown(Node key, String path, String name, Set<String> known) {
        problem(
                key,
                path,
                "is not known"
                        + Similar.to(name, known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("; known are " + String.join(", ", known)));
    }

    private void problem(Node node, String path, String message) {
        problems.add(Problem.at(file, node, path.isEmpty() ? message : path + ": " + message));
    }

    private static String key(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Object plain(Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }
}
