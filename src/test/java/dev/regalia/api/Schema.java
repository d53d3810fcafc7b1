package dev.regalia.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a committed CRD asks of the objects that people write.
///
/// @param messages the messages of its CEL rules
/// @param bounded the paths of the fields of the spec that have a bound, for instance
///   `spec.nodeGroups[].name`
record Schema(List<String> messages, List<String> bounded) {

    /// Reads the CRD of that name, for instance `sovereignpools`.
    static Schema of(String plural) {
        Path file = Path.of("crds", plural + "." + WellKnown.GROUP + ".yaml");
        try {
            var crd =
                    Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
            var version = crd.getSpec().getVersions().getFirst();
            Schema schema = new Schema(new ArrayList<>(), new ArrayList<>());
            schema.walk("", version.getSchema().getOpenAPIV3Schema());
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What no rule of the table shows to stop something and to let something through.
    List<String> notShownBy(List<Rule> table) {
        List<Rule> shown = table.stream().filter(Rule::isShown).toList();
        Stream<String> unshownMessages =
                messages.stream()
                        .filter(it -> shown.stream().noneMatch(rule -> it.contains(rule.text())));
        Stream<String> unshownBounds =
                bounded.stream()
                        .filter(it -> shown.stream().noneMatch(rule -> it.equals(rule.text())));
        return Stream.concat(unshownMessages, unshownBounds).toList();
    }

    private void walk(String path, JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            schema.getXKubernetesValidations().forEach(rule -> messages.add(rule.getMessage()));
        }
        if (path.startsWith("spec") && hasBound(schema)) {
            bounded.add(path);
        }
        if (schema.getItems() != null) {
            walk(path + "[]", schema.getItems().getSchema());
        }
        if (schema.getProperties() != null) {
            String prefix = path.isEmpty() ? "" : path + ".";
            schema.getProperties().forEach((name, child) -> walk(prefix + name, child));
        }
    }

    private static boolean hasBound(JSONSchemaProps schema) {
        return Stream.of(
                        schema.getMaximum(),
                        schema.getMinimum(),
                        schema.getMaxItems(),
                        schema.getMinItems(),
                        schema.getMaxLength(),
                        schema.getMinLength(),
                        schema.getMaxProperties(),
                        schema.getPattern(),
                        schema.getEnum() == null || schema.getEnum().isEmpty()
                                ? null
                                : schema.getEnum())
                .anyMatch(Objects::nonNull);
    }
}
