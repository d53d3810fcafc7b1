package dev.regalia.docs;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The reference page of the API: for each object its fields, its rules and its columns.
final class ApiReference {
    private static final String INTRODUCTION =
            """
            # The API

            Every field of every object, with what the API server checks. Generated from `crds/` by
            `make crds`; do not edit.

            `[]` in a path means each element of a list. A list with keys holds at most one element for the
            same values of its keys, and server-side apply merges it element by element. A field that the
            schema does not know is refused by `kubectl apply`.
            """;

    private ApiReference() {}

    /// The whole page as Markdown, from the CRDs in this folder, ending in a line break.
    static String markdown(Path folder) throws IOException {
        var page = new StringBuilder(INTRODUCTION);
        for (Path file : files(folder)) {
            var crd =
                    Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
            for (var version : crd.getSpec().getVersions()) {
                page.append('\n').append(object(crd, version));
            }
        }
        return page.toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static String object(
            CustomResourceDefinition crd, CustomResourceDefinitionVersion version) {
        var names = crd.getSpec().getNames();
        var fields = new FieldRows();
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        fields.add("", root);
        return """
        ## %s

        In manifests `apiVersion: %s/%s`, without a namespace. kubectl knows it as `%s` and `%s`, and all
        objects of this page as `%s`.

        ### What is written

        %s
        ### Rules

        The API server refuses what breaks one of these, as it does with the limits above, and answers with
        the message.

        %s
        ### What is observed

        Written by the operator only.

        %s
        ### Columns

        | Column | Printed | Meaning |
        | --- | --- | --- |
        %s\
        """
                .formatted(
                        names.getKind(),
                        crd.getSpec().getGroup(),
                        version.getName(),
                        names.getPlural(),
                        String.join("`, `", names.getShortNames()),
                        String.join("`, `", names.getCategories()),
                        fields.under("spec"),
                        fields.rules(),
                        fields.under("status"),
                        columns(version));
    }

    private static String columns(CustomResourceDefinitionVersion version) {
        return version.getAdditionalPrinterColumns().stream()
                .map(
                        column ->
                                "| %s | %s | %s. |\n"
                                        .formatted(
                                                column.getName(),
                                                column.getPriority() == 0
                                                        ? "always"
                                                        : "with `-o wide`",
                                                column.getDescription()))
                .collect(Collectors.joining());
    }
}
