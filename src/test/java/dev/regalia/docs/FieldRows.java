package dev.regalia.docs;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The rows of the tables of one object, gathered from its schema in the order of its fields.
final class FieldRows {
    private static final String HEAD =
            """
            | Field | Type | Default | Limits | Meaning |
            | --- | --- | --- | --- | --- |
            """;
    private static final String RULES_HEAD =
            """
            | Of | Message |
            | --- | --- |
            """;

    private final List<Row> rows = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    /// A row and the path that it is about.
    private record Row(String path, String text) {}

    /// Adds what is below an object's schema, which stands at that path; empty for the whole
    /// object.
    void add(String path, JSONSchemaProps schema) {
        addRules(path, schema);
        Map<String, JSONSchemaProps> properties =
                new TreeMap<>(schema.getProperties() == null ? Map.of() : schema.getProperties());
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        properties.forEach(
                (name, child) ->
                        field(
                                path.isEmpty() ? name : path + "." + name,
                                child,
                                required.contains(name)));
    }

    /// The table of the fields below a field of the object.
    String under(String field) {
        return HEAD
                + rows.stream()
                        .filter(row -> row.path.startsWith(field + "."))
                        .map(Row::text)
                        .collect(Collectors.joining());
    }

    /// The table of the CEL rules.
    String rules() {
        return RULES_HEAD + String.join("", rules);
    }

    private void field(String path, JSONSchemaProps schema, boolean required) {
        rows.add(new Row(path, text(path, schema, required)));
        if (schema.getItems() == null) {
            add(path, schema);
        } else {
            add(path + "[]", schema.getItems().getSchema());
        }
    }

    private void addRules(String path, JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            String of = path.isEmpty() ? "the object" : "`" + path + "`";
            schema.getXKubernetesValidations()
                    .forEach(
                            rule ->
                                    rules.add(
                                            "| %s | %s |\n"
                                                    .formatted(of, cell(rule.getMessage()))));
        }
    }

    private static String text(String path, JSONSchemaProps schema, boolean required) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        path,
                        type(schema),
                        schema.getDefault() == null ? "" : "`" + schema.getDefault() + "`",
                        cell(String.join("; ", Limits.of(schema, required))),
                        cell(schema.getDescription()));
    }

    private static String type(JSONSchemaProps schema) {
        if (schema.getItems() != null) {
            List<String> keys = schema.getXKubernetesListMapKeys();
            String of = "list of " + type(schema.getItems().getSchema()) + "s";
            return keys == null || keys.isEmpty()
                    ? of
                    : of + ", key `" + String.join("`, `", keys) + "`";
        }
        if (schema.getAdditionalProperties() != null) {
            return "map to " + type(schema.getAdditionalProperties().getSchema()) + "s";
        }
        return "date-time".equals(schema.getFormat()) ? "time" : schema.getType();
    }

    /// A bar ends a cell, even within code.
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
