package dev.regalia.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The fields of one entry of a resource file. A field that is missing or of the wrong kind is
/// noted as a problem, and a harmless value is returned, so that one reading finds every problem.
///
/// @param where the entry, as messages name it
/// @param node its content
/// @param problems where problems are noted; shared by all entries of a file
record Fields(String where, JsonNode node, List<String> problems) {

    /// Notes a problem with a field.
    void refuse(String field, String problem) {
        String at = where.isEmpty() ? "" : where + ", ";
        problems.add(at + "field " + field + ": " + problem);
    }

    /// Notes every field that is not one of these.
    void only(String... known) {
        List<String> names = List.of(known);
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!names.contains(name)) {
                                refuse(
                                        name,
                                        "is unknown; the fields are " + String.join(", ", names));
                            }
                        });
    }

    Fields under(String place) {
        return new Fields(where.isEmpty() ? place : where + ", " + place, node, problems);
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    String text(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            refuse(field, found(value) + "; it must be a text");
            return "";
        }
        return value.textValue();
    }

    Optional<String> optionalText(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    /// A whole number of at least `least`; `least` where the field is bad.
    int number(String field, int least) {
        JsonNode value = node.path(field);
        if (!value.isInt() || value.intValue() < least) {
            refuse(field, found(value) + "; it must be a whole number of at least " + least);
            return least;
        }
        return value.intValue();
    }

    /// A whole number of at least 1, or empty for an explicit null.
    OptionalInt numberOrNull(String field) {
        return node.path(field).isNull() ? OptionalInt.empty() : OptionalInt.of(number(field, 1));
    }

    boolean flag(String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            refuse(field, found(value) + "; it must be true or false");
        }
        return value.booleanValue();
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(field)) {
            if (value.isTextual() && !value.textValue().isBlank()) {
                texts.add(value.textValue());
            } else {
                refuse(field, found(value) + "; every item must be a text");
            }
        }
        return texts;
    }

    List<Integer> numbers(String field) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode value : list(field)) {
            if (value.isInt() && value.intValue() >= 0) {
                numbers.add(value.intValue());
            } else {
                refuse(field, found(value) + "; every item must be a whole number, 0 or more");
            }
        }
        return numbers;
    }

    /// The constant whose name in `PascalCase` is the value; the first where it is none.
    <E extends Enum<E>> E choice(String field, Class<E> type) {
        String text = node.path(field).asText();
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(text)) {
                return constant;
            }
        }
        String choices =
                String.join(", ", Stream.of(type.getEnumConstants()).map(Fields::written).toList());
        refuse(field, found(node.path(field)) + "; it must be one of " + choices);
        return type.getEnumConstants()[0];
    }

    Fields object(String field) {
        JsonNode value = node.path(field);
        if (!value.isObject()) {
            refuse(field, found(value) + "; it must be an object");
            return new Fields(where, JsonNodeFactory.instance.objectNode(), new ArrayList<>());
        }
        return new Fields(where.isEmpty() ? field : where + ", " + field, value, problems);
    }

    /// The items of a list of objects; the caller says with [#under] how messages name each.
    List<Fields> objects(String field) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode value : list(field)) {
            if (value.isObject()) {
                objects.add(new Fields(where, value, problems));
            } else {
                refuse(field, found(value) + "; every item must be an object");
            }
        }
        return objects;
    }

    private JsonNode list(String field) {
        JsonNode value = node.path(field);
        if (!value.isArray() || value.isEmpty()) {
            refuse(field, found(value) + "; it must be a list of at least one item");
            return JsonNodeFactory.instance.arrayNode();
        }
        return value;
    }

    private static String found(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "is missing" : "is " + value;
    }

    private static String written(Enum<?> constant) {
        String name = constant.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
