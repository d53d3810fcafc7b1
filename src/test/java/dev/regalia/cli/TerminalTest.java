package dev.regalia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in a file or a cluster is shown, and never acts on the terminal.
class TerminalTest {

    /// Clears the screen; rings; goes back to the line's beginning; begins a sequence in one
    /// character; writes from right to left; isolates that; breaks a line.
    private static final List<String> ACTING =
            List.of("\u001b[2J", "\u0007", "\r", "\u009b31m", "\u202e", "\u2066", "\u2028");

    @TempDir static Path folder = Path.of("");

    private static String fleet = "";

    @BeforeAll
    static void makeFleet() throws IOException {
        Path plain = folder.resolve("plain.json");
        Typed.words("snapshot", "--synthetic", "nodes=12,gpus=8,tenants=3", "-o", "" + plain);
        StringBuilder escaped = new StringBuilder();
        String.join("", ACTING).chars().forEach(it -> escaped.append("\\u%04x".formatted(it)));
        String acting =
                Files.readString(plain)
                        .replace("\"name\":\"fleet\"", "\"name\":\"fleet" + escaped + "\"")
                        .replace("\"name\":\"gpu-0003\"", "\"name\":\"gpu-0003" + escaped + "\"");
        fleet = Files.writeString(folder.resolve("fleet.json"), acting).toString();
    }

    @Test
    void namesOfASnapshotAreShownEscapedInEveryForm() {
        String acting = String.join("", ACTING);
        List<List<String>> all =
                List.of(
                        List.of("plan"),
                        List.of("plan", "-o", "markdown"),
                        List.of("plan", "-o", "json"),
                        List.of("explain", "pool", "fleet" + acting),
                        List.of("explain", "node", "gpu-0003" + acting));
        for (List<String> words : all) {
            List<String> more = new java.util.ArrayList<>(words);
            more.addAll(List.of("--snapshot", fleet));

            Typed typed = Typed.words(more.toArray(String[]::new));

            assertThat(typed.out()).as("%s", words).containsIgnoringCase("\\u202e");
            assertHarmless(typed);
        }
    }

    @Test
    void whatIsSaidOfAFileIsEscaped() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("tenant\u001b[31m.yaml"),
                        """
                        apiVersion: regalia.dev/v1alpha1
                        kind: SovereignTenant
                        metadata: {name: "bank\\e[2J\\u202E"}
                        spec: {"sha\\ares\\r": []}
                        """);

        Typed typed = Typed.words("plan", "--snapshot", fleet, "-f", "" + file);

        assertThat(typed.err())
                .contains("tenant\\u001b[31m.yaml:3:")
                .contains("'bank\\u001b[2J\\u202e'")
                .contains("sha\\u0007res\\u000d");
        assertHarmless(typed);
    }

    @Test
    void coloursAreOnlyOurOwn() {
        Typed typed = Typed.on(true, "plan", "--snapshot", fleet);

        assertHarmless(new Typed(typed.code(), typed.out().replaceAll("\u001b\\[[0-9]*m", ""), ""));
        assertThat(typed.out()).contains("\u001b[0m");
    }

    private static void assertHarmless(Typed typed) {
        for (String acting : ACTING) {
            assertThat(typed.out() + typed.err()).doesNotContain(acting);
        }
    }
}
