package dev.regalia.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One object as somebody writes it, and the origin of objects that deviate from it in one place.
///
/// Places are JSON pointers, for instance `/spec/nodeGroups/0/name`.
record Manifest(JsonNode tree) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /// The object that this YAML spells.
    static Manifest of(String yaml) {
        return new Manifest(parse(yaml));
    }

    /// The objects of a file, in its order.
    static List<Manifest> allOf(Path file) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll().stream().map(Manifest::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A list, as YAML, of that many elements.
    static String list(int count, IntFunction<String> element) {
        return IntStream.range(0, count)
                .mapToObj(element)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// The same with this value, written as YAML, in that place. The index after the last of a list
    /// appends to it.
    Manifest with(String place, String yaml) {
        JsonNode copy = tree.deepCopy();
        JsonPointer pointer = JsonPointer.compile(place);
        JsonNode value = parse(yaml);
        switch (copy.at(pointer.head())) {
            case ObjectNode object -> object.set(pointer.last().getMatchingProperty(), value);
            case ArrayNode list when pointer.last().getMatchingIndex() == list.size() ->
                    list.add(value);
            case ArrayNode list -> list.set(pointer.last().getMatchingIndex(), value);
            default -> throw new IllegalArgumentException("there is no parent of " + place);
        }
        return new Manifest(copy);
    }

    /// The same without what stands in that place.
    Manifest without(String place) {
        JsonNode copy = tree.deepCopy();
        JsonPointer pointer = JsonPointer.compile(place);
        switch (copy.at(pointer.head())) {
            case ObjectNode object -> object.remove(pointer.last().getMatchingProperty());
            case ArrayNode list -> list.remove(pointer.last().getMatchingIndex());
            default -> throw new IllegalArgumentException("there is no parent of " + place);
        }
        return new Manifest(copy);
    }

    /// The object's kind.
    String kind() {
        return tree.path("kind").asText();
    }

    /// The object's name.
    String name() {
        return tree.at("/metadata/name").asText();
    }

    private static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no YAML: " + yaml, e);
        }
    }
}
