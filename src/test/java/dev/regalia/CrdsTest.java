package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The committed CustomResourceDefinitions: current, bounded, described, and small enough to apply.
class CrdsTest {

    /// A client-side apply keeps the whole object in an annotation, which may hold 256 KiB.
    private static final int LARGEST_BYTES = 200 * 1024;

    @Test
    void committedFilesAreWhatTheRecordsGive() throws IOException {
        for (Path folder : CrdGeneration.FOLDERS) {
            var committed = new TreeMap<String, String>();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    committed.put(file.getFileName().toString(), Files.readString(file));
                }
            }
            assertThat(committed)
                    .as("%s is not what the records give: run `make crds`", folder)
                    .isEqualTo(CrdGeneration.generate());
        }
    }

    @Test
    void filesAreSmallEnoughForClientSideApply() {
        CrdGeneration.generate()
                .values()
                .forEach(
                        file ->
                                assertThat(file.getBytes(StandardCharsets.UTF_8).length)
                                        .isLessThan(LARGEST_BYTES));
    }

    @Test
    void everyFieldIsDescribedAndBounded() {
        var problems = new ArrayList<String>();
        CrdGeneration.generate()
                .values()
                .forEach(
                        yaml -> {
                            var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
                            var version = crd.getSpec().getVersions().getFirst();
                            version.getSchema()
                                    .getOpenAPIV3Schema()
                                    .getProperties()
                                    .forEach((name, schema) -> lint(name, schema, problems));
                        });
        assertThat(problems).isEmpty();
    }

    @Test
    void messagesOfRulesSayWhatMustBe() {
        var messages = new ArrayList<String>();
        CrdGeneration.generate()
                .values()
                .forEach(
                        yaml -> {
                            var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
                            var version = crd.getSpec().getVersions().getFirst();
                            messages(version.getSchema().getOpenAPIV3Schema(), messages);
                        });
        assertThat(messages)
                .hasSizeGreaterThan(9)
                .allSatisfy(
                        message ->
                                assertThat(message)
                                        .containsPattern("must|immutable")
                                        .doesNotContain("should", "<", ">"));
    }

    private static void lint(String path, JSONSchemaProps schema, List<String> problems) {
        boolean item = path.endsWith("[]");
        if (!item && schema.getDescription() == null) {
            problems.add(path + " has no description");
        }
        if (!bounded(path, schema)) {
            problems.add(path + " has no bound");
        }
        if (schema.getItems() != null) {
            lint(path + "[]", schema.getItems().getSchema(), problems);
        }
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((name, child) -> lint(path + "." + name, child, problems));
        }
    }

    private static boolean bounded(String path, JSONSchemaProps schema) {
        return switch (schema.getType()) {
            case "string" -> schema.getMaxLength() != null || schema.getEnum() != null;
            case "array" -> schema.getMaxItems() != null && schema.getXKubernetesListType() != null;
            case "integer" ->
                    path.startsWith("status")
                            || (schema.getMaximum() != null && schema.getMinimum() != null);
            case "object" ->
                    schema.getAdditionalProperties() == null || schema.getMaxProperties() != null;
            default -> true;
        };
    }

    private static void messages(JSONSchemaProps schema, List<String> messages) {
        if (schema.getXKubernetesValidations() != null) {
            schema.getXKubernetesValidations().forEach(rule -> messages.add(rule.getMessage()));
        }
        if (schema.getItems() != null) {
            messages(schema.getItems().getSchema(), messages);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(child -> messages(child, messages));
        }
    }
}
