package dev.regalia.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Server-side apply by people who keep manifests in Git, and by several writers of one status.
final class ServerSideApplyIT {
    private static final Path QUICKSTART = Path.of("examples", "quickstart");
    private static final Manifest POOL =
            Manifest.of(
                    """
                    apiVersion: regalia.dev/v1alpha1
                    kind: SovereignPool
                    metadata:
                      name: applied-pool
                    spec:
                      nodeGroups:
                        - name: whole
                          nodeSelector:
                            matchLabels: {rack: r1}
                    """);
    private static final String CONDITION =
            """
            {type: %s, status: "%s", observedGeneration: 1, reason: AsSpecified, message: m,
             lastTransitionTime: "2026-01-01T00:00:00Z"}
            """;

    /// The objects of the quickstart, under names that no other test uses.
    static Stream<Manifest> quickstart() {
        return Stream.of("pool.yaml", "tenants.yaml")
                .flatMap(file -> Manifest.allOf(QUICKSTART.resolve(file)).stream())
                .map(it -> it.with("/metadata/name", "applied-" + it.name()));
    }

    @ParameterizedTest
    @MethodSource("quickstart")
    void whatIsAppliedComesBackAsItWasWritten(Manifest manifest) {
        apply(manifest, "git");
        try {
            JsonNode back = ApiServer.get().read(manifest);

            assertThat(withoutDefaults(back.get("spec"), manifest.tree().get("spec")))
                    .isEqualTo(manifest.tree().get("spec"));
            assertThat(back.has("status")).isFalse();
        } finally {
            ApiServer.get().delete(manifest);
        }
    }

    @ParameterizedTest
    @MethodSource("quickstart")
    void applyingTheSameAgainChangesNothing(Manifest manifest) {
        apply(manifest, "git");
        try {
            JsonNode first = ApiServer.get().read(manifest);
            apply(manifest, "git");

            assertThat(ApiServer.get().read(manifest)).isEqualTo(first);
        } finally {
            ApiServer.get().delete(manifest);
        }
    }

    @Test
    void theSpecIsNotWrittenThroughStatusNorTheOtherWayRound() {
        Manifest pool = POOL.with("/metadata/name", "applied-apart");
        apply(pool.with("/status", "{observedGeneration: 7}"), "git");
        try {
            assertThat(ApiServer.get().read(pool).has("status")).isFalse();

            applyStatus(pool, "{observedGeneration: 1}", "one");
            JsonNode after = ApiServer.get().read(pool);
            assertThat(after.at("/status/observedGeneration").asLong()).isEqualTo(1);
            assertThat(after.at("/metadata/generation").asLong()).isEqualTo(1);
            assertThat(after.at("/spec/nodeGroups/0/name").asText()).isEqualTo("whole");
        } finally {
            ApiServer.get().delete(pool);
        }
    }

    @Test
    void conditionsOfTwoWritersMergeByType() {
        apply(POOL, "git");
        try {
            applyStatus(POOL, conditions(CONDITION.formatted("Ready", "True")), "one");
            applyStatus(POOL, conditions(CONDITION.formatted("Backup", "True")), "two");
            assertThat(conditions()).containsExactly("Ready=True", "Backup=True");

            applyStatus(POOL, conditions(CONDITION.formatted("Ready", "False")), "one");
            assertThat(conditions()).containsExactly("Ready=False", "Backup=True");

            applyStatus(POOL, "{observedGeneration: 1}", "one");
            assertThat(conditions()).containsExactly("Backup=True");
        } finally {
            ApiServer.get().delete(POOL);
        }
    }

    @Test
    void theServerRefusesTwoConditionsOfOneType() {
        apply(POOL, "git");
        try {
            String ready = CONDITION.formatted("Ready", "True");
            var printed = tryStatus(POOL, conditions(ready + "," + ready), "one");

            assertThat(printed.exitCode()).isNotZero();
            assertThat(printed.text()).contains("duplicate entries for key [type=\"Ready\"]");
        } finally {
            ApiServer.get().delete(POOL);
        }
    }

    private static String conditions(String list) {
        return "{conditions: [" + list + "]}";
    }

    private static List<String> conditions() {
        JsonNode all = ApiServer.get().read(POOL).at("/status/conditions");
        return StreamSupport.stream(all.spliterator(), false)
                .map(it -> it.path("type").asText() + "=" + it.path("status").asText())
                .toList();
    }

    private static void apply(Manifest manifest, String manager) {
        var printed =
                ApiServer.get()
                        .kubectl(
                                manifest.tree().toString(),
                                "apply",
                                "--server-side",
                                "--field-manager=" + manager,
                                "--filename=-");
        assertThat(printed.exitCode()).as(printed.text()).isZero();
    }

    private static void applyStatus(Manifest manifest, String status, String manager) {
        var printed = tryStatus(manifest, status, manager);
        assertThat(printed.exitCode()).as(printed.text()).isZero();
    }

    private static ApiServer.Printed tryStatus(Manifest of, String status, String manager) {
        return ApiServer.get()
                .kubectl(
                        of.without("/spec").with("/status", status).tree().toString(),
                        "apply",
                        "--server-side",
                        "--subresource=status",
                        "--field-manager=" + manager,
                        "--filename=-");
    }

    /// The value less the fields that the author did not write and the server's defaults added.
    private static JsonNode withoutDefaults(JsonNode served, JsonNode written) {
        if (served instanceof ObjectNode object) {
            ObjectNode kept = object.objectNode();
            object.properties()
                    .forEach(
                            field -> {
                                JsonNode wrote = written.path(field.getKey());
                                if (!wrote.isMissingNode() || !isDefault(field)) {
                                    kept.set(
                                            field.getKey(),
                                            withoutDefaults(field.getValue(), wrote));
                                }
                            });
            return kept;
        }
        if (served instanceof ArrayNode list) {
            ArrayNode kept = list.arrayNode();
            for (int i = 0; i < list.size(); i++) {
                kept.add(withoutDefaults(list.get(i), written.path(i)));
            }
            return kept;
        }
        return served;
    }

    private static boolean isDefault(Map.Entry<String, JsonNode> field) {
        return switch (field.getKey()) {
            case "priority" -> field.getValue().asInt(-1) == 0;
            case "minimumIsolation" -> field.getValue().asText().equals("SharedNode");
            case "suspend" -> !field.getValue().asBoolean(true);
            case "weight" -> field.getValue().asInt() == 1;
            case "strategy" -> field.getValue().asText().equals("Disabled");
            case "namespace" -> field.getValue().asText("x").isEmpty();
            default -> false;
        };
    }
}
