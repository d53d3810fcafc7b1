package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.SovereignTenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands and the YAML of the README and of the tutorial, on a cloud like that of `make run`.
final class DocsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder = Path.of("");

    @Test
    void theReadmeAndThenTheTutorialDoWhatTheySay() {
        try (var cloud = TestCloud.own()) {
            bringUpWhatMakeRunBringsUp(cloud);
            var terminal = new Terminal(cloud.plane(), folder);
            assertThat(read(DocPage.README, terminal)).isEqualTo(1);
            read(DocPage.DEMAND, terminal);
            walk(cloud, terminal);
        }
    }

    private static void bringUpWhatMakeRunBringsUp(TestCloud cloud) {
        LocalRun.populate(cloud.fleet());
        cloud.startOperator();
        var quickstart = new Quickstart(cloud.plane(), cloud.admin(), new Console());
        var deadline = LocalRun.Deadline.after(System.nanoTime(), Duration.ofMinutes(3));
        assertThat(quickstart.applyAndAwait(deadline)).isEmpty();
    }

    /// Every YAML would be accepted, and every table is what the command before it prints; says how
    /// many there are.
    private static int read(Path page, Terminal terminal) {
        String printed = "";
        int compared = 0;
        for (DocPage.Block block : DocPage.read(page).blocks()) {
            switch (block.tag()) {
                case "yaml" -> {
                    terminal.save("shown.yaml", block.text());
                    assertThat(terminal.run("kubectl apply --dry-run=server -f shown.yaml"))
                            .contains("(server dry run)");
                }
                case "sh" -> {
                    for (String command : walked(page, block)) {
                        printed = terminal.run(command);
                    }
                }
                default -> {
                    if (block.text().startsWith("NAME ")) {
                        assertThat(cells(block.text())).isEqualTo(cells(printed));
                        compared++;
                    }
                }
            }
        }
        return compared;
    }

    private static List<String> walked(Path page, DocPage.Block block) {
        return block.commands().stream()
                .filter(it -> DocCommand.of(page, it).filter(DocCommand.WALKED::equals).isPresent())
                .toList();
    }

    /// The lines of a table without the width of its columns and without the last, the age.
    private static List<String> cells(String table) {
        return table.strip()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " ").replaceAll(" \\S+$", ""))
                .toList();
    }

    private static void walk(TestCloud cloud, Terminal terminal) {
        SequencedMap<String, Consumer<String>> claims =
                new TutorialClaims(cloud.admin()).byCommand();
        var shown = new HashSet<String>();
        var commands = new ArrayList<String>();
        for (DocPage.Block block : DocPage.read(DocPage.TUTORIAL).blocks()) {
            if (block.tag().equals("yaml")) {
                terminal.save(block.fileName(), block.text());
            }
            if (block.tag().equals("sh")) {
                for (String command : walked(DocPage.TUTORIAL, block)) {
                    commands.add(command);
                    terminal.run(command);
                    Consumer<String> claim = claims.get(command);
                    if (claim != null && shown.add(command)) {
                        Awaitility.await(command)
                                .atMost(PATIENCE)
                                .untilAsserted(() -> claim.accept(terminal.run(command)));
                    }
                }
            }
        }
        assertThat(commands).containsAll(claims.keySet());
        assertThat(cloud.admin().resources(SovereignTenant.class).withName("railway").get())
                .as("the tutorial ends with the railway back")
                .isNotNull();
        cloud.awaitTenant("railway");
    }
}
