package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What can be said of the documentation without a cluster. What its commands do is shown by
/// [DocsIT], [MakeRunIT] and [HelmInstallIT].
final class DocsTest {
    private static final int LONGEST_README = 200;
    private static final Set<String> TAGS = Set.of("sh", "yaml", "text");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern INLINE =
            Pattern.compile("`((?:ONCE=1 )?(?:make [a-z]|kind |\\.ci/)[^`]*)`");
    private static final Pattern TARGET = Pattern.compile("^([a-z]+):", Pattern.MULTILINE);
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(\\$|[A-Z]+=|kubectl|regalia|helm|make|kind|mvn|export|git|curl|docker) .*");

    @Test
    void theReadmeIsAtMostTwoHundredLines() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(LONGEST_README + 1);
    }

    @Test
    void everyFencedBlockSaysWhatItIsAndNoCommandHidesInAPicture() {
        for (DocPage page : DocPage.all()) {
            assertThat(page.blocks())
                    .as("%s", page.file())
                    .allSatisfy(block -> assertThat(block.tag()).isIn(TAGS));
            assertThat(page.blocks("text").flatMap(block -> block.text().lines()))
                    .as("%s", page.file())
                    .noneMatch(line -> COMMAND.matcher(line.strip()).matches());
        }
    }

    @Test
    void everyCommandIsCoveredByATest() {
        for (DocPage page : DocPage.all()) {
            assertThat(page.blocks("sh").flatMap(block -> block.commands().stream()))
                    .as("%s", page.file())
                    .allSatisfy(
                            command ->
                                    assertThat(DocCommand.of(page.file(), command))
                                            .as(command)
                                            .isPresent());
        }
    }

    @Test
    void everyYamlIsAnObjectOfTheClusterAndStandsOnAPageThatATestApplies() throws IOException {
        for (DocPage page : DocPage.all()) {
            for (DocPage.Block block : page.blocks("yaml").toList()) {
                assertThat(page.file()).isIn(DocPage.README, DocPage.DEMAND, DocPage.TUTORIAL);
                assertThat(new YAMLMapper().readTree(block.text()).path("apiVersion").asText())
                        .as("%s:%d", page.file(), block.line())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void theReadmeShowsTheQuickstartAsItIs() throws IOException {
        List<JsonNode> shown = new ArrayList<>();
        for (DocPage.Block block : DocPage.read(Path.of("README.md")).blocks("yaml").toList()) {
            shown.addAll(documents(block.text()));
        }
        List<JsonNode> quickstart = new ArrayList<>(documents(quickstart("pool.yaml")));
        quickstart.add(documents(quickstart("tenants.yaml")).getFirst());

        assertThat(shown).isEqualTo(quickstart);
    }

    @Test
    void everyLinkInsideTheRepositoryResolves() throws IOException {
        for (DocPage page : DocPage.all()) {
            String prose = CODE.matcher(page.prose()).replaceAll("");
            for (String link : LINK.matcher(prose).results().map(it -> it.group(1)).toList()) {
                if (!link.contains("://")) {
                    assertThat(resolves(page.file(), link)).as(page.file() + ": " + link).isTrue();
                }
            }
        }
    }

    @Test
    void commandsThatNoTestRunsNameWhatIsThere() throws IOException {
        for (DocPage page : DocPage.all()) {
            List<String> parsed =
                    Stream.concat(
                                    INLINE.matcher(page.prose())
                                            .results()
                                            .map(it -> it.group(1).replace('\n', ' ')),
                                    page.commands(DocCommand.PARSED).stream())
                            .toList();
            for (String command : parsed) {
                assertNamesWhatIsThere(page.file() + ": " + command, command);
            }
        }
    }

    @Test
    void makeTestIsTheWholeBuild() throws IOException {
        assertThat(Files.readString(Path.of("Makefile")))
                .containsPattern("(?m)^test:.*\\n\\t@?\\.ci/locked \\$\\(MVN\\) verify$");
    }

    private static void assertNamesWhatIsThere(String where, String command) throws IOException {
        List<String> words = Stream.of(command.replace("ONCE=1 ", "").split(" ", -1)).toList();
        switch (words.getFirst()) {
            case "make" -> assertThat(targets()).as(where).containsAll(words.subList(1, 2));
            case "kind" -> assertThat(Path.of(words.getLast())).as(where).isRegularFile();
            default -> assertThat(Path.of(words.getFirst())).as(where).isExecutable();
        }
    }

    private static List<String> targets() throws IOException {
        return TARGET.matcher(Files.readString(Path.of("Makefile")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static boolean resolves(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (parts.length == 1) {
            return Files.exists(target);
        }
        return DocPage.read(target)
                .prose()
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(DocsTest::anchor)
                .anyMatch(parts[1]::equals);
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }

    private static String quickstart(String file) throws IOException {
        return Files.readString(Path.of("examples", "quickstart", file));
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        try (var documents =
                new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        }
    }
}
