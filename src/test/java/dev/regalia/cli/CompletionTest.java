package dev.regalia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The completion scripts, read by the shells they are for. A shell that this machine does not have
/// is skipped, and the result says which.
final class CompletionTest {

    /// What is typed before the tab key, and the only word that it can become.
    private static final SortedMap<String, String> TYPED =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("regalia pl", "plan"),
                            Map.entry("regalia sn", "snapshot"),
                            Map.entry("regalia --no-color ex", "explain"),
                            Map.entry("regalia --no", "--no-color"),
                            Map.entry("regalia plan --sn", "--snapshot"),
                            Map.entry("regalia plan --pr", "--prune"),
                            Map.entry("regalia plan -o j", "json"),
                            Map.entry("regalia plan -o m", "markdown"),
                            Map.entry("regalia plan --prune --output t", "text"),
                            Map.entry("regalia plan -f ten", "tenants.yaml"),
                            Map.entry("regalia plan --snapshot fl", "fleet.json"),
                            Map.entry("regalia snapshot --syn", "--synthetic"),
                            Map.entry("regalia explain p", "pool"),
                            Map.entry("regalia explain n", "node"),
                            Map.entry("regalia explain tenant bank --kub", "--kubeconfig"),
                            Map.entry("regalia completion f", "fish")));

    @TempDir static Path folder = Path.of("");

    @BeforeAll
    static void writeScriptsAndFilesToComplete() throws IOException {
        for (String shell : List.of("bash", "zsh", "fish")) {
            Files.writeString(script(shell), Typed.words("completion", shell).out());
        }
        Files.createFile(folder.resolve("tenants.yaml"));
        Files.createFile(folder.resolve("fleet.json"));
    }

    @Test
    void bashCompletesCommandsOptionsValuesAndFiles() throws Exception {
        assumeInstalled("bash");
        for (Map.Entry<String, String> typed : TYPED.entrySet()) {
            String[] words = typed.getKey().split(" ", -1);
            String asked =
                    ("source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_regalia 2>/dev/null;"
                                    + " echo \"${COMPREPLY[@]}\"")
                            .formatted(script("bash"), typed.getKey(), words.length - 1);

            assertThat(run("bash", "--norc", "-c", asked).strip())
                    .as(typed.getKey())
                    .isEqualTo(typed.getValue());
        }
    }

    /// In a pseudo terminal with the tab key. The key after it prints what the line has become.
    @Test
    void zshCompletesCommandsOptionsValuesAndFiles() throws Exception {
        assumeInstalled("zsh");
        Path asked = folder.resolve("ask.zsh");
        Files.writeString(
                asked,
                """
                zmodload zsh/zpty || exit 1
                zpty inner zsh -f -i
                zpty -w inner 'show() { print -r -- "<<<$BUFFER>>>"; BUFFER= }'
                zpty -w inner 'PS1=; zle -N show; bindkey "^X" show; source %s; print -r -- "<<<""read>>>"'
                zpty -r inner text '*<<<read>>>*' || exit 1
                while read -r line; do
                    zpty -w -n inner "$line"$'\\t\\x18'
                    zpty -r inner text '*<<<*>>>*' || exit 1
                    text=${text##*<<<}
                    print -r -- "${text%%%%>>>*}"
                done
                """
                        .formatted(script("zsh")));
        Path lines = Files.write(folder.resolve("lines"), TYPED.keySet());

        List<String> completed =
                run("zsh", "-f", "-c", "source " + asked + " <" + lines).lines().toList();

        assertThat(completed.stream().map(String::strip))
                .containsExactlyElementsOf(
                        TYPED.entrySet().stream().map(CompletionTest::line).toList());
    }

    @Test
    void zshHasTheSameOptionsAndAliasesAfterwards() throws Exception {
        assumeInstalled("zsh");
        String asked =
                "autoload -U compinit && compinit -D; before=$(setopt; alias); source "
                        + script("zsh")
                        + "; [[ $before == $(setopt; alias) ]] && echo same";

        assertThat(run("zsh", "-f", "-c", asked)).isEqualTo("same\n");
    }

    @Test
    void fishCompletesCommandsOptionsValuesAndFiles() throws Exception {
        assumeInstalled("fish");
        for (Map.Entry<String, String> typed : TYPED.entrySet()) {
            assertThat(candidates(typed.getKey()))
                    .as(typed.getKey())
                    .containsExactly(typed.getValue());
        }
    }

    /// As kubectl asks: with the words after the plugin's name.
    @Test
    void kubectlCompletesThePlugin() throws Exception {
        assumeInstalled("bash");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path asked = bin.resolve("kubectl_complete-regalia");
        Path share = folder.resolve("share/bash-completion/completions");
        Files.copy(Path.of("src/main/launcher", asked.getFileName().toString()), asked);
        Files.copy(script("bash"), Files.createDirectories(share).resolve("regalia"));

        for (Map.Entry<String, String> typed : TYPED.entrySet()) {
            List<String> words = new ArrayList<>(List.of(typed.getKey().split(" ", -1)));
            words.set(0, asked.toString());

            assertThat(run(words.toArray(String[]::new)))
                    .as(typed.getKey())
                    .isEqualTo(typed.getValue() + "\n:0\n");
        }
        assertThat(run(asked.toString(), "explain", "tenant", "bank")).isEqualTo(":0\n");
    }

    @Test
    void fishOffersAWordOfAFixedListOnlyOnce() throws Exception {
        assumeInstalled("fish");

        assertThat(candidates("regalia explain ")).containsExactly("node", "pool", "tenant");
        assertThat(candidates("regalia explain pool ")).isEmpty();
        assertThat(candidates("regalia completion ")).containsExactly("bash", "fish", "zsh");
        assertThat(candidates("regalia completion zsh ")).isEmpty();
    }

    @Test
    void valuesAreCompletedAsTheyAreDocumented() throws IOException {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(Files.readString(script(shell)))
                    .contains("pool", "tenant", "node", "text", "json", "markdown")
                    .doesNotContain("POOL", "TENANT", "NODE", "JSON,", "FISH");
        }
    }

    private static String line(Map.Entry<String, String> typed) {
        String before = typed.getKey().substring(0, typed.getKey().lastIndexOf(' ') + 1);
        return before + typed.getValue();
    }

    private static List<String> candidates(String line) throws Exception {
        String asked = "source %s; complete -C '%s'".formatted(script("fish"), line);
        return run("fish", "--no-config", "-c", asked)
                .lines()
                .map(it -> it.split("\t", -1)[0])
                .toList();
    }

    private static Path script(String shell) {
        return folder.resolve("regalia." + shell);
    }

    private static void assumeInstalled(String shell) {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)))
                .as("%s is not installed, so its completion was not tried", shell)
                .anyMatch(it -> Files.isExecutable(Path.of(it, shell)));
    }

    private static String run(String... command) throws Exception {
        Path err = folder.resolve("err.txt");
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TERM", "dumb");
        Process shell = builder.start();
        shell.getOutputStream().close();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(() -> printed + said(err)).isZero();
        return printed;
    }

    private static String said(Path err) {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
