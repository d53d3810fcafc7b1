package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.InstalledCommandLine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        assertThat(tool.run(folder, "plan", "--snapshot", "fleet.json"))
                .isEqualTo(new Outcome(0, "Plan: nothing to do; 0 findings.\n", ""));
        Outcome changes = tool.run(folder, "plan", "--snapshot", "fleet.json", "-f", "tenant.yaml");
        assertThat(changes.code()).isOne();
        assertThat(changes.out()).contains("+ reserve").doesNotContain("\u001b");
        assertThat(changes.err()).isEmpty();
        assertThat(tool.run(folder, "plan", "--snapshot", "none.json"))
                .isEqualTo(new Outcome(2, "", "regalia: none.json: there is no such file\n"));
        Outcome away = tool.run(folder, "regalia", Map.of("KUBECONFIG", "/nowhere"), "plan");
        assertThat(away.code()).isEqualTo(2);
        assertThat(away.err())
                .startsWith("regalia: ")
                .contains("cannot be reached")
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

    @Test
    void completionIsInPlaceAndBashCanReadIt() throws Exception {
        Path bash = tool.prefix().resolve("share/bash-completion/completions/regalia");
        assertThat(tool.prefix().resolve("share/fish/vendor_completions.d/regalia.fish"))
                .isNotEmptyFile();
        assertThat(tool.prefix().resolve("share/regalia/completion.zsh")).isNotEmptyFile();

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
