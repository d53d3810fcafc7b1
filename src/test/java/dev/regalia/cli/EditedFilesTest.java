package dev.regalia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Snapshots and files that somebody has edited, with whatever editor.
class EditedFilesTest {

    private static final String TENANT =
            """
            apiVersion: regalia.dev/v1alpha1
            kind: SovereignTenant
            metadata: {name: bank}
            spec:
              shares: [{poolName: fleet, gpus: 1}]
            """;

    @TempDir static Path folder = Path.of("");

    private static Path fleet = Path.of("");

    @BeforeAll
    static void makeFleet() {
        fleet = folder.resolve("fleet.json");
        Typed.words("snapshot", "--synthetic", "nodes=12,gpus=8,tenants=3", "-o", fleet.toString());
    }

    @Test
    void whatNoClusterCanBeIsRefusedAllAtOnceWithItsPath() throws IOException {
        String edited =
                Files.readString(fleet)
                        .replace("\"name\":\"gpu-0002\"", "\"name\":\"gpu-0001\"")
                        .replace("\"name\":\"tenant-03\"", "\"name\":\"tenant-02\"")
                        .replaceFirst("\"nvidia.com/gpu\":8", "\"nvidia.com/gpu\":-3")
                        .replaceFirst(
                                "\"hard\":\\{\"nvidia.com/gpu\":[0-9]+",
                                "\"hard\":{\"nvidia.com/gpu\":-1");
        Path file = Files.writeString(folder.resolve("edited.json"), edited);

        Typed typed = Typed.words("plan", "--snapshot", file.toString());

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err().lines().toList())
                .allMatch(line -> line.startsWith("regalia: " + file + ": `cluster."))
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "`cluster.nodes[1].name`: 'gpu-0001' is the name of"
                                                + " `cluster.nodes[0]` already; remove one of the"
                                                + " two"))
                .anyMatch(line -> line.contains("`cluster.tenants[2].name`: 'tenant-02'"))
                .anyMatch(line -> line.endsWith("gpu`: must be 1 to 1000000, not -3"))
                .anyMatch(line -> line.contains(".quota.hard.nvidia.com/gpu`: must be 0 to"));
    }

    @Test
    void whatStandsInAnotherOrderMeansTheSame() throws IOException {
        Path made = folder.resolve("made.json");
        Typed.words(
                "snapshot",
                "--synthetic",
                "nodes=12,gpus=8,tenants=3,idle=60,strategy=Demand",
                "-o",
                made.toString());
        String text = Files.readString(made);
        Path turned = Files.writeString(folder.resolve("turned.json"), swapped(text));
        Path more =
                Files.writeString(
                        folder.resolve("more.yaml"), TENANT.replace("gpus: 1", "gpus: 40"));

        Typed plan = plan(made, more);

        assertThat(turned).content().isNotEqualTo(text);
        assertThat(plan.out()).contains("gpu-0010", "gpu-0011");
        assertThat(plan(turned, more).out()).isEqualTo(plan.out());
    }

    private static Typed plan(Path snapshot, Path file) {
        return Typed.words(
                "plan", "--snapshot", snapshot.toString(), "-f", file.toString(), "-o", "json");
    }

    /// With the places of two nodes exchanged.
    private static String swapped(String text) {
        Matcher one = Pattern.compile("\\{\"name\":\"gpu-0010\".*\\}").matcher(text);
        Matcher other = Pattern.compile("\\{\"name\":\"gpu-0011\".*\\}").matcher(text);
        assertThat(one.find() && other.find()).isTrue();
        return text.replace(one.group(), "HERE")
                .replace(other.group(), one.group())
                .replace("HERE", other.group());
    }

    @Test
    void poolsAndNamespacesOfOneNameAreRefusedToo() throws IOException {
        String text = Files.readString(fleet);
        String namespace =
                text.lines()
                        .filter(it -> it.strip().startsWith("{\"name\":\"tenant-01-a\""))
                        .findFirst()
                        .orElseThrow();
        String pool =
                text.lines().filter(it -> it.contains("\"nodeGroups\"")).findFirst().orElseThrow();
        Path file =
                Files.writeString(
                        folder.resolve("twice.json"),
                        text.replace(namespace, namespace + "\n" + namespace)
                                .replace(pool, pool + ",\n" + pool));

        assertThat(Typed.words("plan", "--snapshot", file.toString()).err())
                .contains("`cluster.namespaces[1].name`: 'tenant-01-a' is the name of")
                .contains("`cluster.pools[1].name`: 'fleet' is the name of");
    }

    @Test
    void aMarkBeforeUtf8IsSkipped() throws IOException {
        Path snapshot = marked("marked.json", Files.readString(fleet));
        Path yaml = marked("marked.yaml", TENANT);
        Path json = marked("json.json", "{\"kind\": \"ConfigMap\", \"apiVersion\": \"v1\"}");

        Typed typed =
                Typed.words("plan", "--snapshot", "" + snapshot, "-f", "" + yaml, "-f", "" + json);

        assertThat(typed.code()).isOne();
        assertThat(typed.err())
                .isEqualTo(
                        "regalia: skipped objects of other kinds: ConfigMap (1)\n" + Typed.PLANNED);
        assertThat(typed.out()).contains("SovereignTenant/bank");
    }

    private static Path marked(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), "\ufeff" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void anotherEncodingIsNamedWithTheOneToUse(String encoding) throws IOException {
        Path file = folder.resolve("wide.yaml");
        Files.write(file, ("\ufeff" + TENANT).getBytes(Charset.forName(encoding)));

        for (List<String> words :
                List.of(
                        List.of("plan", "--snapshot", "" + file),
                        List.of("plan", "--snapshot", "" + fleet, "-f", "" + file))) {
            assertThat(Typed.words(words.toArray(String[]::new)))
                    .isEqualTo(
                            new Typed(
                                    2, "", "regalia: " + file + ": is UTF-16; save it as UTF-8\n"));
        }
    }

    @Test
    void endingsCountInUpperCaseAndFoldersWithinAreSaidToBeSkipped() throws IOException {
        Path tenants = Files.createDirectories(folder.resolve("tenants"));
        Path eu = Files.createDirectories(tenants.resolve("eu"));
        Files.createDirectories(tenants.resolve(".git"));
        for (String name : List.of("A.YML", "B.Yaml", "C.JSON", "d.yaml", "notes.txt")) {
            String tenant = TENANT.replace("bank", name.substring(0, 1).toLowerCase(Locale.ROOT));
            Files.writeString(
                    tenants.resolve(name),
                    name.equals("d.yaml") ? "{apiVersion: v1, kind: Secret}" : tenant);
        }
        Files.writeString(eu.resolve("e.yaml"), TENANT.replace("bank", "e"));

        Typed typed = Typed.words("plan", "--snapshot", "" + fleet, "-f", "" + tenants);

        assertThat(typed.out())
                .contains("SovereignTenant/a", "SovereignTenant/b", "SovereignTenant/c")
                .doesNotContain("SovereignTenant/e");
        assertThat(typed.err())
                .startsWith(
                        "regalia: skipped objects of other kinds: Secret (1); folders in a folder"
                                + " are not read, so name each with its own -f: "
                                + eu
                                + "\n");
        assertThat(
                        Typed.words(
                                        "plan",
                                        "--snapshot",
                                        "" + fleet,
                                        "-f",
                                        "" + tenants,
                                        "-f",
                                        "" + eu)
                                .err())
                .doesNotContain("folders");
    }

    @Test
    void aFolderWithNothingToReadSaysWhereMoreMayBe() throws IOException {
        Path outer = Files.createDirectories(folder.resolve("outer"));
        Path inner = Files.createDirectories(outer.resolve("inner"));

        assertThat(Typed.words("plan", "--snapshot", "" + fleet, "-f", "" + outer))
                .isEqualTo(
                        new Typed(
                                2,
                                "",
                                "regalia: "
                                        + outer
                                        + ": has no file that ends in .yaml, .yml, .json; folders"
                                        + " in a folder are not read, so name each with its own"
                                        + " -f: "
                                        + inner
                                        + "\n"));
    }
}
