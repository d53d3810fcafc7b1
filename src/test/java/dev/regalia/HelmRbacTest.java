package dev.regalia;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regalia.api.WellKnown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart allows the operator and the tenants' people to do.
final class HelmRbacTest {
    private static final Path TABLE = Path.of("src/test/resources/golden/rbac.txt");
    private static final Set<String> READING = Set.of("get", "list", "watch");

    private final List<Rule> rules =
            Stream.of("ClusterRole", "Role")
                    .flatMap(HelmChart.render(Map.of("crds.install", false))::ofKind)
                    .flatMap(HelmRbacTest::rulesOf)
                    .toList();

    @Test
    void theRightsAreThoseOfTheReviewedTable() throws IOException {
        assertThat(rules.stream().map(Rule::line).collect(joining("\n", "", "\n")))
                .isEqualTo(Files.readString(TABLE));
    }

    @Test
    void noRuleHasAWildcard() {
        assertThat(rules)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.line()).doesNotContain("*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes", "namespaces", "pods", "customresourcedefinitions"})
    void theOperatorDeletesNone(String resource) {
        assertThat(ofOperator().filter(rule -> rule.resources().contains(resource)))
                .isNotEmpty()
                .allSatisfy(
                        rule ->
                                assertThat(rule.verbs())
                                        .doesNotContain("delete", "deletecollection"));
    }

    @Test
    void theOperatorReadsNoSecretsAndWritesNoSpecOfOurs() {
        assertThat(ofOperator().flatMap(rule -> rule.resources().stream()))
                .doesNotContain("secrets");
        assertThat(
                        ofOperator()
                                .filter(rule -> rule.resources().contains("sovereignpools"))
                                .flatMap(rule -> rule.verbs().stream()))
                .containsExactlyInAnyOrderElementsOf(READING);
    }

    @Test
    void onlyTheThreeTenantRolesMayBeBound() {
        assertThat(rules.stream().filter(rule -> rule.verbs().contains("bind")))
                .singleElement()
                .satisfies(
                        rule ->
                                assertThat(rule.names())
                                        .containsExactly(
                                                "regalia-tenant-admin",
                                                "regalia-tenant-member",
                                                "regalia-tenant-viewer"));
        assertThat(rules.stream().flatMap(rule -> rule.verbs().stream()))
                .doesNotContain("escalate", "impersonate");
    }

    @Test
    void namesInRulesAreThoseThatTheOperatorUses() {
        assertThat(
                        rules.stream()
                                .filter(rule -> rule.role().equals("Role/regalia"))
                                .flatMap(rule -> rule.names().stream()))
                .containsExactly(WellKnown.CONFIRMATIONS);
        assertThat(rules.stream().flatMap(rule -> rule.groups().stream()))
                .contains(WellKnown.GROUP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "member", "viewer"})
    void noTenantRoleWritesWhatBoundsTheTenant(String role) {
        assertThat(ofTenant(role).filter(rule -> !READING.containsAll(rule.verbs())))
                .allSatisfy(
                        rule ->
                                assertThat(rule.resources())
                                        .doesNotContain(
                                                "namespaces",
                                                "resourcequotas",
                                                "limitranges",
                                                "roles",
                                                "rolebindings"));
        assertThat(ofTenant(role).flatMap(rule -> rule.resources().stream()))
                .contains("resourcequotas", "limitranges", "networkpolicies");
    }

    @Test
    void viewersReadButSeeNoSecretsAndAdminsAloneOpenTheNetwork() {
        assertThat(ofTenant("viewer").flatMap(rule -> rule.verbs().stream()))
                .allMatch(READING::contains);
        assertThat(ofTenant("viewer").flatMap(rule -> rule.resources().stream()))
                .doesNotContain("secrets", "pods/exec");
        assertThat(writersOf("networkpolicies"))
                .containsExactly("ClusterRole/regalia", "ClusterRole/regalia-tenant-admin");
    }

    private Stream<String> writersOf(String resource) {
        return rules.stream()
                .filter(rule -> rule.resources().contains(resource))
                .filter(rule -> !READING.containsAll(rule.verbs()))
                .map(Rule::role)
                .sorted();
    }

    private Stream<Rule> ofOperator() {
        return rules.stream()
                .filter(
                        rule ->
                                Set.of("ClusterRole/regalia", "Role/regalia", "Role/regalia-mig")
                                        .contains(rule.role()));
    }

    private Stream<Rule> ofTenant(String role) {
        return rules.stream()
                .filter(rule -> rule.role().equals("ClusterRole/regalia-tenant-" + role));
    }

    private static Stream<Rule> rulesOf(JsonNode role) {
        String name = role.path("kind").asText() + "/" + role.at("/metadata/name").asText();
        return StreamSupport.stream(role.path("rules").spliterator(), false)
                .map(
                        rule ->
                                new Rule(
                                        name,
                                        texts(rule.path("apiGroups")),
                                        texts(rule.path("resources")),
                                        texts(rule.path("verbs")),
                                        texts(rule.path("resourceNames"))));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    /// One rule of one role; `names` is empty where it holds for every object.
    private record Rule(
            String role,
            List<String> groups,
            List<String> resources,
            List<String> verbs,
            List<String> names) {

        String line() {
            String groupNames =
                    groups.stream()
                            .map(group -> group.isEmpty() ? "core" : group)
                            .collect(joining(","));
            String limit = names.isEmpty() ? "" : " only " + String.join(",", names);
            return "%s | %s | %s | %s%s"
                    .formatted(
                            role,
                            groupNames,
                            String.join(",", resources),
                            String.join(",", verbs),
                            limit);
        }
    }
}
