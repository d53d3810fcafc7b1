package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.regalia.InstalledCommandLine.Outcome;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `make install` puts in place, run as processes without a cluster.
final class LauncherIT {

    private static final String TENANT =
            """
            apiVersion: regalia.dev/v1alpha1
            kind: SovereignTenant
            metadata: {name: newcomer}
            spec:
              shares: [{poolName: fleet, gpus: 1}]
              namespaces: [{name: newcomer, poolName: fleet}]
            """;

    @TempDir static Path folder = Path.of("");
    private static InstalledCommandLine tool;

    @BeforeAll
    static void installAndMoveAway() throws Exception {
        InstalledCommandLine.in(folder.resolve("first"));
        Files.move(folder.resolve("first"), folder.resolve("a folder with spaces"));
        tool = new InstalledCommandLine(folder.resolve("a folder with spaces"));
        assertThat(
                        tool.run(
                                folder,
                                "snapshot",
                                "--synthetic",
                                "nodes=20,gpus=8,tenants=2",
                                "-o",
                                "fleet.json"))
                .isEqualTo(new Outcome(0, "", ""));
        Files.writeString(folder.resolve("tenant.yaml"), TENANT);
    }

    @Test
    void exitCodesAreThoseOfTheReferencePageAndErrorsGoToStandardError() throws Exception {
        Outcome nothing = tool.run(folder, "plan", "--snapshot", "fleet.json");
        assertThat(nothing.code()).isZero();
        assertThat(nothing.out()).isEqualTo("Plan: nothing to do; 0 findings.\n");
        assertThat(nothing.err()).matches(InstalledCommandLine.PLANNED);
        Outcome changes = tool.run(folder, "plan", "--snapshot", "fleet.json", "-f", "tenant.yaml");
        assertThat(changes.code()).isOne();
        assertThat(changes.out()).contains("+ reserve").doesNotContain("\u001b");
        assertThat(changes.err()).matches(InstalledCommandLine.PLANNED);
        assertThat(tool.run(folder, "plan", "--snapshot", "none.json"))
                .isEqualTo(new Outcome(2, "", "regalia: none.json: there is no such file\n"));
        Outcome away = tool.run(folder, "regalia", Map.of("KUBECONFIG", "/nowhere"), "plan");
        assertThat(away.code()).isEqualTo(2);
        assertThat(away.err())
                .startsWith("regalia: ")
                .contains("there is no kubeconfig")
                .hasLineCount(1);
    }

    @Test
    void itIsAlsoAPluginOfKubectlAndWorksThroughLinksAndWithoutItsCache() throws Exception {
        assertThat(tool.run(folder, "kubectl-regalia", Map.of(), "--version").out())
                .isEqualTo("regalia 0.1.0\n");
        Path link = folder.resolve("elsewhere");
        Files.createDirectory(link);
        Files.createSymbolicLink(link.resolve("regalia"), tool.bin().resolve("regalia"));
        InstalledCommandLine linked = new InstalledCommandLine(folder.resolve("linked"));
        Files.createDirectory(linked.prefix());
        Files.createSymbolicLink(linked.bin(), link);
        Path cache = tool.prefix().resolve("lib/regalia/regalia.aot");
        assertThat(cache).isNotEmptyFile();
        Files.move(cache, folder.resolve("away.aot"));
        try {
            assertThat(linked.run(folder, "--version"))
                    .isEqualTo(new Outcome(0, "regalia 0.1.0\n", ""));
            Files.writeString(cache, "no cache at all");
            assertThat(tool.run(folder, "--version"))
                    .isEqualTo(new Outcome(0, "regalia 0.1.0\n", ""));
        } finally {
            Files.move(
                    folder.resolve("away.aot"),
                    cache,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Without the cache, which loads all that any command needs in one go.
    @Test
    void aLookAtAFileLoadsNeitherQuarkusNorAClientOfKubernetes() throws Exception {
        Path cache = tool.prefix().resolve("lib/regalia/regalia.aot");
        Path log = folder.resolve("classes.log");
        Files.move(cache, folder.resolve("unused.aot"));
        try {
            tool.run(
                    folder,
                    "regalia",
                    Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log),
                    "plan",
                    "--snapshot",
                    "fleet.json");
        } finally {
            Files.move(folder.resolve("unused.aot"), cache);
        }

        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains("dev.regalia.plan.FleetPlanner "));
        assertThat(loaded)
                .noneMatch(line -> line.contains("io.fabric8.kubernetes.client."))
                .noneMatch(line -> line.contains("io.vertx."))
                .noneMatch(line -> line.contains("org.jboss.logmanager."))
                .noneMatch(line -> line.contains("io.quarkus."));
    }

    /// One that is loaded from its archive is read and verified at every start.
    @Test
    void everyClassOfAShortCommandComesFromTheCache() throws Exception {
        Path log = folder.resolve("cached.log");
        tool.run(
                folder,
                "regalia",
                Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log),
                "--version");

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" picocli.") || line.contains(" dev.regalia."))
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.endsWith("source: shared objects file"));
    }

    @Test
    void slowWorkIsShownOnATerminalAndTakenAwayWhenItIsDone() throws Exception {
        assumeThat(PseudoTerminal.available()).as("there is no `script` of util-linux").isTrue();
        for (String command :
                List.of(
                        "plan --snapshot slow",
                        "explain pool fleet --snapshot slow",
                        "plan --snapshot fleet.json -f slow")) {
            String file = command.contains("-f") ? "tenant.yaml" : "fleet.json";
            PseudoTerminal terminal = whileSlow(file, command);

            assertThat(terminal.printed())
                    .as(command)
                    .containsPattern("\rregalia: reading slow \\([2-9] s\\) *\r");
            assertThat(terminal.left()).as(command).doesNotContain("reading");
            assertThat(terminal.code()).as(command).isEqualTo(command.contains("-f") ? 1 : 0);
        }
    }

    @Test
    void wallTimeIsSaidOnATerminal() throws Exception {
        assumeThat(PseudoTerminal.available()).as("there is no `script` of util-linux").isTrue();

        assertThat(onTerminal("plan --snapshot fleet.json").left().lines())
                .anyMatch(line -> line.matches("regalia: planned in [0-9]+ ms"))
                .last()
                .isEqualTo("Plan: nothing to do; 0 findings.");
    }

    @Test
    void whereStandardErrorIsNoTerminalOnlyTheTimeOfPlanningIsSaid() throws Exception {
        assumeThat(PseudoTerminal.available()).as("there is no `script` of util-linux").isTrue();
        PseudoTerminal terminal = whileSlow("fleet.json", "plan --snapshot slow 2>said.txt");

        assertThat(Files.readString(folder.resolve("said.txt")))
                .matches(InstalledCommandLine.PLANNED);
        assertThat(terminal.printed()).isEqualTo("Plan: nothing to do; 0 findings.\r\n");
    }

    /// Runs a command that reads the pipe `slow`, through which a file comes three seconds late.
    private static PseudoTerminal whileSlow(String file, String command) throws Exception {
        Path pipe = folder.resolve("slow");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        try (var late = Executors.newVirtualThreadPerTaskExecutor()) {
            var written =
                    late.submit(
                            () -> {
                                try (OutputStream out = Files.newOutputStream(pipe)) {
                                    Thread.sleep(Duration.ofSeconds(3));
                                    Files.copy(folder.resolve(file), out);
                                }
                                return file;
                            });
            PseudoTerminal terminal = onTerminal(command);
            written.get();
            return terminal;
        } finally {
            Files.delete(pipe);
        }
    }

    private static PseudoTerminal onTerminal(String command) throws Exception {
        return PseudoTerminal.run(
                folder,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "NO_COLOR", "1"),
                "'" + tool.bin().resolve("regalia") + "' " + command);
    }

    @Test
    void completionIsInPlaceAndBashCanReadIt() throws Exception {
        Path bash = tool.prefix().resolve("share/bash-completion/completions/regalia");
        assertThat(tool.prefix().resolve("share/fish/vendor_completions.d/regalia.fish"))
                .isNotEmptyFile();
        assertThat(tool.prefix().resolve("share/regalia/completion.zsh")).isNotEmptyFile();
        assertThat(tool.run(folder, "kubectl_complete-regalia", Map.of(), "pl").out())
                .isEqualTo("plan\n:0\n");

        Process shell =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "source '"
                                        + bash
                                        + "' && COMP_WORDS=(regalia pl) COMP_CWORD=1 &&"
                                        + " _complete_regalia && echo \"${COMPREPLY[@]}\"")
                        .redirectErrorStream(true)
                        .start();
        shell.getOutputStream().close();
        assertThat(
                        new String(
                                        shell.getInputStream().readAllBytes(),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                .strip())
                .isEqualTo("plan");
    }
}
