package dev.regalia.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolSpec.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ManifestsTest {

    private static final Path CASES = Path.of("src/test/resources/cli/manifests");

    private static Manifests read(String yaml) {
        Manifests manifests = new Manifests();
        manifests.add("file.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return manifests;
    }

    /// Each `<case>.yaml` has a `<case>.txt` with everything that is wrong with it.
    @TestFactory
    Stream<DynamicTest> everythingThatIsWrongIsSaidAtOnceWithItsPlace() throws IOException {
        try (var files = Files.list(CASES)) {
            List<Path> yaml =
                    files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
            assertThat(yaml).hasSizeGreaterThan(5);
            return yaml.stream()
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        Manifests manifests = new Manifests();
        manifests.add(file.getFileName().toString(), Files.readAllBytes(file));
        String found =
                String.join("\n", manifests.problems().stream().map(Problem::sentence).toList());
        Path wanted = file.resolveSibling(file.getFileName().toString().replace(".yaml", ".txt"));

        assertThat(found + "\n").isEqualTo(Files.readString(wanted));
    }

    @Test
    void nestingWithoutEndIsRefusedWithItsPlace() {
        String deep = "[".repeat(20_000);

        assertThat(problems("---\n---\nc: " + deep))
                .containsExactly("file.yaml:3:53: is nested more than 50 deep; no object is");
    }

    @Test
    void manyAliasesAreReadAsWhatTheyStandFor() {
        StringBuilder tenants = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            tenants.append(
                    """
                    - apiVersion: regalia.dev/v1alpha1
                      kind: SovereignTenant
                      metadata: {name: t%d}
                      spec: %s {shares: [{poolName: p, gpus: 1}]}
                    """
                            .formatted(i, i == 0 ? "&spec" : "*spec #"));
        }

        Manifests manifests = read("apiVersion: v1\nkind: List\nitems:\n" + tenants);

        assertThat(manifests.problems()).isEmpty();
        assertThat(manifests.objects()).hasSize(300);
    }

    @Test
    void aliasesOfAliasesThatGrowWithoutBoundAreRefusedWithTheirPlace() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(problems(laughs.toString()))
                .containsExactly(
                        "file.yaml:19:6: aliases in this stand for more than 1000000 values");
    }

    @Test
    void anAliasWithinItsOwnAnchorIsRefused() {
        String endless =
                """
                apiVersion: v1
                kind: List
                items: &all
                - {apiVersion: v1, kind: List, items: *all}
                """;

        assertThat(problems(endless))
                .containsExactly(
                        "file.yaml:3:8: an alias in this stands for this itself, so it has no"
                                + " end");
    }

    private static List<String> problems(String yaml) {
        return read(yaml).problems().stream().map(Problem::sentence).toList();
    }

    @Test
    void theQuickstartIsWithoutProblems() throws IOException {
        Manifests manifests = new Manifests();
        for (String name : List.of("pool.yaml", "tenants.yaml", "workloads.yaml")) {
            manifests.add(name, Files.readAllBytes(Path.of("examples/quickstart", name)));
        }

        assertThat(manifests.problems()).isEmpty();
        assertThat(manifests.objects())
                .extracting(object -> object.kind() + "/" + object.name())
                .containsExactly(
                        "SovereignPool/paris-h100",
                        "SovereignTenant/bank",
                        "SovereignTenant/railway");
        assertThat(manifests.skipped()).containsKey("Deployment");
    }

    @Test
    void defaultsOfTheSchemaAreThere() {
        Manifests manifests =
                read(
                        """
                        apiVersion: regalia.dev/v1alpha1
                        kind: SovereignPool
                        metadata: {name: p}
                        spec:
                          nodeGroups:
                          - name: g
                            nodeSelector: {matchLabels: {zone: a}}
                            gpu: {product: X}
                            partitioning: {}
                        """);

        assertThat(manifests.problems()).isEmpty();
        var spec = ((Manifest.Pool) manifests.objects().getFirst()).spec();
        assertThat(spec.priority()).isZero();
        assertThat(spec.suspend()).isFalse();
        assertThat(spec.nodeGroups())
                .extracting("partitioning.strategy")
                .containsExactly(Strategy.DISABLED);
    }

    @Test
    void jsonAndListsAndEmptyDocumentsAreRead() {
        Manifests manifests =
                read(
                        """
                        ---
                        ---
                        {"apiVersion": "v1", "kind": "List", "items": [
                          {"apiVersion": "regalia.dev/v1alpha1", "kind": "SovereignTenant",
                           "metadata": {"name": "t"}, "spec": {"namespaces": []}},
                          {"apiVersion": "v1", "kind": "ConfigMap"}]}
                        """);

        assertThat(manifests.problems()).isEmpty();
        assertThat(manifests.objects()).extracting(Manifest::name).containsExactly("t");
        assertThat(manifests.skipped()).isEqualTo(Map.of("ConfigMap", 1));
    }

    @Test
    void anObjectThatStandsInTwoFilesIsAProblemThatNamesBoth() {
        String tenant =
                "apiVersion: regalia.dev/v1alpha1\nkind: SovereignTenant\nmetadata: {name: t}\nspec: {}\n";
        Manifests manifests = new Manifests();
        manifests.add("a.yaml", tenant.getBytes(StandardCharsets.UTF_8));
        manifests.add("b.yaml", ("# second\n" + tenant).getBytes(StandardCharsets.UTF_8));

        assertThat(manifests.problems())
                .extracting(Problem::sentence)
                .containsExactly("b.yaml:2:1: SovereignTenant/t stands in a.yaml:1 already");
    }

    @Test
    void aDocumentThatMultipliesItselfIsRefusedQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(read(bomb.toString()).problems()).isNotEmpty();
        assertThat(
                        read("""
                                        apiVersion: regalia.dev/v1alpha1
                                        kind: SovereignTenant
                                        metadata: {name: t}
                                        spec: {shares: &a [*a]}
                                        """)
                                .problems())
                .isNotEmpty();
    }

    @Test
    void aWordThatNoObjectCanHaveIsRefusedWithItsPlace() {
        assertThat(read("kind: x\nname: " + "a".repeat(3 << 20)).problems())
                .extracting(Problem::sentence)
                .containsExactly(
                        "file.yaml:2:7: a word of more than 2 MiB begins here; no object is that"
                                + " large");
        assertThat(
                        read("apiVersion: v1\nkind: Secret\ndata: {a: " + "a".repeat(1 << 20) + "}")
                                .problems())
                .isEmpty();
    }

    @Test
    void everyKeywordAndEveryRuleOfOurSchemasIsCovered() {
        for (String plural : List.of("sovereignpools", "sovereigntenants")) {
            cover(Schemas.of(plural));
        }
    }

    private static void cover(Schema schema) {
        assertThat(schema.raw().keySet().stream().map(String::valueOf)).isSubsetOf(Schema.KNOWN);
        schema.rules().stream()
                .filter(rule -> !rule.isTransition())
                .forEach(rule -> CelRule.of(rule.expression()));
        schema.members().forEach(name -> cover(schema.member(name).orElseThrow()));
        schema.items().ifPresent(ManifestsTest::cover);
    }
}
