package dev.regalia.cli.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A schema of OpenAPI v3 as a CustomResourceDefinition may have it.
///
/// @param raw its keywords
record Schema(Map<?, ?> raw) {

    /// The keywords that are checked, or that say nothing about values.
    static final Set<String> KNOWN =
            Set.of(
                    "type",
                    "properties",
                    "additionalProperties",
                    "items",
                    "required",
                    "enum",
                    "pattern",
                    "minLength",
                    "maxLength",
                    "minimum",
                    "maximum",
                    "minItems",
                    "maxItems",
                    "maxProperties",
                    "default",
                    "description",
                    "format",
                    "x-kubernetes-list-type",
                    "x-kubernetes-list-map-keys",
                    "x-kubernetes-validations");

    String type() {
        return text("type").orElse("object");
    }

    Optional<String> text(String keyword) {
        return Optional.ofNullable(raw.get(keyword)).map(String::valueOf);
    }

    Optional<Double> number(String keyword) {
        return Optional.ofNullable((Number) raw.get(keyword)).map(Number::doubleValue);
    }

    Optional<Object> defaultValue() {
        return Optional.ofNullable(raw.get("default"));
    }

    List<String> texts(String keyword) {
        List<?> values = (List<?>) raw.get(keyword);
        return values == null ? List.of() : values.stream().map(String::valueOf).toList();
    }

    /// Names of the members, sorted.
    Set<String> members() {
        return properties().keySet().stream()
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The schema of a member; that of any member where the object is a map.
    Optional<Schema> member(String name) {
        return Optional.ofNullable((Map<?, ?>) properties().get(name))
                .map(Schema::new)
                .or(() -> nested("additionalProperties"));
    }

    /// The schema of elements.
    Optional<Schema> items() {
        return nested("items");
    }

    private Optional<Schema> nested(String keyword) {
        return raw.get(keyword) instanceof Map<?, ?> nested
                ? Optional.of(new Schema(nested))
                : Optional.empty();
    }

    private Map<?, ?> properties() {
        return raw.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
    }

    /// Rules over several members, in CEL.
    List<Rule> rules() {
        return raw.get("x-kubernetes-validations") instanceof List<?> rules
                ? rules.stream().map(rule -> rule((Map<?, ?>) rule)).toList()
                : List.of();
    }

    private static Rule rule(Map<?, ?> rule) {
        return new Rule(String.valueOf(rule.get("rule")), String.valueOf(rule.get("message")));
    }

    /// A rule and what is said where it does not hold.
    record Rule(String expression, String message) {

        /// Whether it speaks of how an object changes.
        boolean isTransition() {
            return expression.contains("oldSelf");
        }
    }
}
