package dev.regalia.cli.manifest;

import dev.regalia.cli.json.Similar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Checks texts, whole numbers and truth values against a schema.
final class ScalarCheck {

    private final Complaint complaint;

    /// Takes in what is wrong.
    interface Complaint {
        void about(Node node, String path, String message);
    }

    ScalarCheck(Complaint complaint) {
        this.complaint = complaint;
    }

    /// The value; empty where it is of another type.
    Optional<Object> check(Node node, Schema schema, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            complaint.about(node, path, "must be " + named(schema.type()));
            return Optional.empty();
        }
        return switch (schema.type()) {
            case "integer" -> integer(scalar, schema, path);
            case "boolean" -> truth(scalar, path);
            default -> text(scalar, schema, path);
        };
    }

    private static String named(String type) {
        return switch (type) {
            case "integer" -> "a whole number";
            case "boolean" -> "'true' or 'false'";
            default -> "a text";
        };
    }

    private Optional<Object> integer(ScalarNode node, Schema schema, String path) {
        Optional<Long> number = number(node);
        if (number.isEmpty()) {
            complaint.about(node, path, "must be a whole number, not '" + node.getValue() + "'");
            return Optional.empty();
        }
        long value = number.get();
        Optional<Double> least = schema.number("minimum");
        Optional<Double> most = schema.number("maximum");
        boolean low = least.filter(bound -> value < bound).isPresent();
        boolean high = most.filter(bound -> value > bound).isPresent();
        if (low || high) {
            complaint.about(node, path, "must be " + range(least, most) + ", not " + value);
        }
        return Optional.of(value);
    }

    private static Optional<Long> number(ScalarNode node) {
        if (!node.getTag().equals(Tag.INT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.decode(node.getValue().replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String range(Optional<Double> least, Optional<Double> most) {
        if (least.isPresent() && most.isPresent()) {
            return least.get().longValue() + " to " + most.get().longValue();
        }
        return least.map(bound -> "at least " + bound.longValue())
                .orElseGet(() -> "at most " + most.map(Double::longValue).orElse(0L));
    }

    private Optional<Object> truth(ScalarNode node, String path) {
        if (node.getTag().equals(Tag.BOOL)) {
            return Optional.of(
                    List.of("true", "yes", "on")
                            .contains(node.getValue().toLowerCase(java.util.Locale.ROOT)));
        }
        complaint.about(node, path, "must be 'true' or 'false', not '" + node.getValue() + "'");
        return Optional.empty();
    }

    private Optional<Object> text(ScalarNode node, Schema schema, String path) {
        String value = node.getValue();
        boolean text = node.getTag().equals(Tag.STR) || node.getTag().equals(Tag.TIMESTAMP);
        if (!text) {
            complaint.about(node, path, "must be a text, not " + value + "; put quotes around it");
            return Optional.empty();
        }
        List<String> names = schema.texts("enum");
        if (!names.isEmpty() && !names.contains(value)) {
            complaint.about(
                    node,
                    path,
                    "must be one of "
                            + String.join(", ", names)
                            + ", not '"
                            + value
                            + "'"
                            + Similar.to(value, names)
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse(""));
        }
        length(node, value, schema, path);
        schema.text("pattern")
                .filter(pattern -> !Pattern.compile(pattern).matcher(value).find())
                .ifPresent(
                        pattern ->
                                complaint.about(
                                        node,
                                        path,
                                        "'" + value + "' must match the pattern " + pattern));
        return Optional.of(value);
    }

    private void length(ScalarNode node, String value, Schema schema, String path) {
        int length = value.codePointCount(0, value.length());
        schema.number("minLength")
                .filter(least -> length < least)
                .ifPresent(
                        least ->
                                complaint.about(
                                        node,
                                        path,
                                        "must have at least " + least.longValue() + " characters"));
        schema.number("maxLength")
                .filter(most -> length > most)
                .ifPresent(
                        most ->
                                complaint.about(
                                        node,
                                        path,
                                        "must have at most "
                                                + most.longValue()
                                                + " characters, not "
                                                + length));
    }
}
