package dev.regalia.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A story of a fleet as its file tells it: how it begins, and step by step what somebody changes
/// and what is then expected.
///
/// @param given the fleet before the first step, told like a step; what it grants and cuts is there
record Story(Path file, String title, JsonNode given, List<Step> steps) {

    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(
                                            com.fasterxml.jackson.core.StreamReadFeature
                                                    .STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    /// @param expect the text of the plan and of what becomes of it; empty where the file does not
    ///   say
    record Step(String change, JsonNode what, String expect) {}

    static Story read(Path file) {
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            check(file, root, Set.of("title", "why", "given", "steps"));
            List<Step> steps = new ArrayList<>();
            for (JsonNode step : root.path("steps")) {
                steps.add(
                        new Step(
                                step.path("change").asText(),
                                step,
                                step.path("expect").asText("")));
            }
            return new Story(file, root.path("title").asText(), root.path("given"), steps);
        } catch (IOException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    /// Fails on a field that nobody reads, which would be a word without effect.
    static void check(Object where, JsonNode node, Set<String> known) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        names.removeAll(known);
        if (!names.isEmpty()) {
            throw new AssertionError(where + ": nobody reads " + names);
        }
    }

    /// Writes other texts under the steps' `expect`, one per step, and leaves the rest as it is.
    void rewrite(List<String> texts) {
        try {
            List<String> out = new ArrayList<>();
            int step = -1;
            boolean skipping = false;
            for (String line : Files.readAllLines(file)) {
                boolean deeper = line.isBlank() || line.startsWith("    ");
                skipping = skipping && deeper;
                if (line.startsWith("- ")) {
                    step++;
                }
                if (line.startsWith("  expect:")) {
                    out.add("  expect: |");
                    texts.get(step).lines().forEach(text -> out.add("    " + text));
                    skipping = true;
                } else if (!skipping) {
                    out.add(line);
                }
            }
            Files.write(file, out);
        } catch (IOException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    static JsonNode nothing() {
        return MissingNode.getInstance();
    }
}
