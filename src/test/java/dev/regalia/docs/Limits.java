package dev.regalia.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the schema of one field allows, in words.
final class Limits {

    private Limits() {}

    /// The limits of a field, and of the elements of a list of scalars.
    static List<String> of(JSONSchemaProps schema, boolean required) {
        var limits = new ArrayList<String>();
        if (required) {
            limits.add("required");
        }
        add(limits, range(whole(schema.getMinimum()), whole(schema.getMaximum())), "");
        add(limits, range(schema.getMinItems(), schema.getMaxItems()), " elements");
        add(limits, range(null, schema.getMaxProperties()), " entries");
        add(limits, range(schema.getMinLength(), schema.getMaxLength()), " characters");
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            limits.add(
                    schema.getEnum().stream()
                            .map(JsonNode::asText)
                            .collect(Collectors.joining("`, `", "`", "`")));
        }
        if (schema.getPattern() != null) {
            limits.add("`" + schema.getPattern() + "`");
        }
        JSONSchemaProps element = element(schema);
        if (element != null && !"object".equals(element.getType())) {
            of(element, false).forEach(limit -> limits.add("each " + limit));
        }
        return limits;
    }

    private static @Nullable JSONSchemaProps element(JSONSchemaProps schema) {
        if (schema.getItems() != null) {
            return schema.getItems().getSchema();
        }
        return schema.getAdditionalProperties() == null
                ? null
                : schema.getAdditionalProperties().getSchema();
    }

    private static @Nullable Long whole(@Nullable Double bound) {
        return bound == null ? null : Math.round(bound);
    }

    private static @Nullable String range(@Nullable Long least, @Nullable Long most) {
        if (least != null && most != null) {
            return least + " to " + most;
        }
        if (most != null) {
            return "at most " + most;
        }
        return least == null ? null : "at least " + least;
    }

    private static void add(List<String> limits, @Nullable String range, String unit) {
        if (range != null) {
            limits.add(range + unit);
        }
    }
}
