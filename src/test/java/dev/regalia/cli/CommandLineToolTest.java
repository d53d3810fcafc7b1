package dev.regalia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineToolTest {

    private static final Path GOLDEN = Path.of("src/test/resources/cli/plans");

    @TempDir static Path folder = Path.of("");

    private static String fleet = "";
    private static String demand = "";
    private static String change = "";

    @BeforeAll
    static void makeFleets() throws IOException {
        fleet = folder.resolve("fleet.json").toString();
        demand = folder.resolve("demand.json").toString();
        change = GOLDEN.resolve("change.yaml").toString();
        assertThat(Typed.words("snapshot", "--synthetic", "nodes=12,gpus=8,tenants=3", "-o", fleet))
                .isEqualTo(new Typed(0, "", ""));
        Typed.words(
                "snapshot",
                "--synthetic",
                "nodes=12,gpus=8,tenants=3,strategy=Demand",
                "-o",
                demand);
    }

    @Test
    void nothingToDoEndsWithZeroAndOneLine() {
        assertThat(Typed.words("plan", "--snapshot", fleet))
                .isEqualTo(new Typed(0, "Plan: nothing to do; 0 findings.\n", Typed.PLANNED));
    }

    @Test
    void changesEndWithOneAndReadAsCommitted() throws IOException {
        Typed text = Typed.words("plan", "--snapshot", fleet, "-f", change);

        assertThat(text.code()).isOne();
        assertThat(text.err()).startsWith("regalia: skipped objects of other kinds: ConfigMap (1)");
        assertThat(text.out()).isEqualTo(Files.readString(GOLDEN.resolve("change.txt")));
        assertThat(Typed.words("plan", "--snapshot", fleet, "-f", change, "-o", "markdown").out())
                .isEqualTo(Files.readString(GOLDEN.resolve("change.md")));
    }

    @Test
    void explanationsReadAsCommitted() throws IOException {
        for (String object : List.of("pool fleet", "tenant tenant-02", "node gpu-0003")) {
            String[] words = object.split(" ", -1);
            Typed typed = Typed.words("explain", words[0], words[1], "--snapshot", fleet);

            assertThat(typed.code()).isZero();
            assertThat(typed.out())
                    .isEqualTo(Files.readString(GOLDEN.resolve("explain-" + words[0] + ".txt")));
        }
    }

    @Test
    void thePlanAsJsonIsAsItsSchemaSays() throws IOException {
        JsonNode raw =
                new ObjectMapper().readTree(Path.of("docs/reference/plan.schema.json").toFile());
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(raw);
        for (List<String> more :
                List.of(
                        List.<String>of(),
                        List.of("-f", change),
                        List.of("-f", change, "--prune"))) {
            for (String snapshot : List.of(fleet, demand)) {
                List<String> words =
                        new java.util.ArrayList<>(
                                List.of("plan", "-o", "json", "--snapshot", snapshot));
                words.addAll(more);
                JsonNode plan =
                        new ObjectMapper()
                                .readTree(Typed.words(words.toArray(String[]::new)).out());

                assertThat(schema.validate(plan)).isEmpty();
                assertThat(plan.path("format").asText()).isEqualTo("regalia.dev/plan");
            }
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        for (String format : List.of("text", "json", "markdown")) {
            Typed once = Typed.words("plan", "--snapshot", demand, "-f", change, "-o", format);
            assertThat(Typed.words("plan", "--snapshot", demand, "-f", change, "-o", format))
                    .isEqualTo(once);
        }
    }

    @Test
    void missingOwnersAreTakenAsJustSeenAndThePlanSaysSo() {
        assertThat(Typed.words("plan", "--snapshot", fleet, "-f", change, "--prune").out())
                .contains("Note: Missing owners are taken as just seen");
    }

    @Test
    void nothingIsWiderThanEightyColumnsAndColoursAreOnlyWhereTheyMayBe() {
        List<List<String>> all =
                List.of(
                        List.of("plan", "--snapshot", fleet, "-f", change),
                        List.of("plan", "--snapshot", fleet, "-f", change, "--prune"),
                        List.of("plan", "--snapshot", demand, "-f", change),
                        List.of("explain", "pool", "fleet", "--snapshot", fleet),
                        List.of("explain", "tenant", "tenant-01", "--snapshot", fleet),
                        List.of("explain", "node", "gpu-0001", "--snapshot", fleet),
                        List.of("--help"),
                        List.of("plan", "--help"),
                        List.of("snapshot", "--help"),
                        List.of("explain", "--help"),
                        List.of("completion", "--help"));
        for (List<String> words : all) {
            String[] typed = words.toArray(String[]::new);
            String plain = Typed.words(typed).out();
            assertThat(plain.lines()).as("%s", words).allMatch(line -> line.length() <= 80);
            assertThat(plain).doesNotContain("\u001b");
        }
        String[] words = {"plan", "--snapshot", fleet, "-f", change};
        String[] without = {"plan", "--snapshot", fleet, "-f", change, "--no-color"};
        String coloured = Typed.on(true, words).out();
        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(Typed.words(words).out());
        assertThat(Typed.on(true, without).out()).doesNotContain("\u001b");
    }

    @Test
    void badSnapshotsAreRefusedInOneSentence() throws IOException {
        String good = Files.readString(Path.of(fleet));
        String other = file("other.json", good.replace("\"version\": 1", "\"version\": 2"));
        String truncated = file("truncated.json", good.substring(0, good.length() / 2));
        String yaml = file("some.yaml", "a: b\n");
        String unknown =
                file("unknown.json", good.replaceFirst("\"ready\":true", "\"raedy\":true"));
        String large = folder.resolve("large.json").toString();
        try (RandomAccessFile sparse = new RandomAccessFile(large, "rw")) {
            sparse.setLength(100L * 1024 * 1024);
        }

        assertRefused(other, "is a snapshot of version 2, and this program reads version 1");
        assertRefused(truncated, "it ends in the middle; is it truncated?");
        assertRefused(yaml, "is no snapshot");
        assertRefused(unknown, "is not known; did you mean 'ready'?");
        assertRefused(large, "has 100 MiB; snapshots of more than 64 MiB are not read");
        assertRefused(folder.resolve("none.json").toString(), "there is no such file");
        assertRefused(folder.toString(), "it is a folder");
    }

    private static void assertRefused(String snapshot, String sentence) {
        Typed typed = Typed.words("plan", "--snapshot", snapshot);
        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).startsWith("regalia: ").contains(sentence).hasLineCount(1);
    }

    @Test
    void badFilesAreRefusedAllAtOnce() throws IOException {
        String large = folder.resolve("large.yaml").toString();
        try (RandomAccessFile sparse = new RandomAccessFile(large, "rw")) {
            sparse.setLength(100L * 1024 * 1024);
        }
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Typed typed =
                Typed.words(
                        "plan",
                        "--snapshot",
                        fleet,
                        "-f",
                        large,
                        "-f",
                        empty.toString(),
                        "-f",
                        "src/test/resources/cli/manifests/envelope.yaml",
                        "-f",
                        "nowhere.yaml");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err().lines())
                .hasSize(3 + 6)
                .allMatch(line -> line.startsWith("regalia: "))
                .anyMatch(
                        line -> line.contains("has 100 MiB; files of objects of more than 32 MiB"))
                .anyMatch(line -> line.contains("has no file that ends in"))
                .anyMatch(line -> line.contains("nowhere.yaml: there is no such file"));
    }

    @Test
    void aNodeThatNobodyNeedsIsNoGapAndToldHowToBeAskedFor() throws IOException {
        String snapshot = folder.resolve("unasked.json").toString();
        Typed.words(
                "snapshot",
                "--synthetic",
                "nodes=4,gpus=4,tenants=0,strategy=Demand",
                "-o",
                snapshot);

        assertThat(Typed.words("explain", "node", "gpu-0001", "--snapshot", snapshot).out())
                .contains("none, and none needs it", "or ask for more in a share", "No gap.")
                .doesNotContain("GAP");
    }

    @Test
    void aFolderIsReadInTheOrderOfItsNames() {
        assertThat(Typed.words("plan", "--snapshot", fleet, "-f", "examples/quickstart").code())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pln",
                "plan --snapshto x",
                "plan -o xml",
                "plan --prune",
                "explain pod x",
                "explain pool",
                "snapshot --synthetic nodes=many",
                "snapshot --synthetic nodes=2,gpus=8,colour=red",
                "snapshot --synthetic nodes=2 --context x",
                "plan --snapshot x --context y",
                "completion tcsh",
                "plan --kubeconfig /nowhere/config"
            })
    void aMistakeIsSaidWithoutAStackTrace(String words) {
        Typed typed = Typed.words(words.split(" ", -1));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).startsWith("regalia: ").doesNotContain("\tat ");
        assertThat(typed.err().lines().count()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo: [", "\u0001", "kind: Config", "- a", "text"})
    void whatIsNoKubeconfigIsSaidWithoutAStackTrace(String text) throws IOException {
        Typed typed = Typed.words("plan", "--kubeconfig", file("kubeconfig", text));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("kubeconfig: is no kubeconfig").hasLineCount(1);
    }

    @Test
    void aSnapshotReplacesNothingButAFile() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("emptied"));
        Path behind = Files.createFile(folder.resolve("behind.json"));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), behind);

        assertThat(written(empty).err()).contains("cannot be written: it is a folder");
        assertThat(written(link).code()).isZero();
        assertThat(empty).isDirectory();
        assertThat(link).isSymbolicLink();
        assertThat(behind).isNotEmptyFile();
    }

    private static Typed written(Path file) {
        return Typed.words("snapshot", "--synthetic", "nodes=1", "-o", file.toString());
    }

    @Test
    void withoutWordsThereIsHelp() {
        Typed typed = Typed.words();

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("Usage: regalia").contains("explain");
        assertThat(Typed.words("--version").out()).startsWith("regalia ");
    }

    @Test
    void everyShellGetsEveryCommandAndOption() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(Typed.words("completion", shell).out())
                    .contains("plan")
                    .contains("snapshot")
                    .contains("explain")
                    .contains("prune")
                    .contains("operator-namespace")
                    .contains("markdown".substring(0, 4));
        }
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
