package dev.regalia;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The make targets and the search for tools behind them.
final class MakefileTest {
    private static final Pattern TARGET = Pattern.compile("^([a-z]+):.*## ", Pattern.MULTILINE);

    @TempDir Path folder = Path.of("");

    @Test
    void plainMakeSaysWhatThereIsToMake() throws Exception {
        List<String> targets =
                TARGET.matcher(Files.readString(Path.of("Makefile")))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        Outcome plain = run(Map.of(), "make");

        assertThat(targets).contains("help", "run", "test", "format", "crds", "clean");
        assertThat(plain.status()).isZero();
        assertThat(plain.output().lines())
                .hasSameSizeAs(targets)
                .zipSatisfy(
                        targets,
                        (line, target) -> assertThat(line).startsWith("  make " + target + " "));
    }

    @Test
    void theJdkIsFoundWithoutJavaHome() throws Exception {
        Outcome outcome = run(Map.of("JAVA_HOME", "/nowhere"), ".ci/tools", "java", "-version");

        assertThat(outcome.output()).contains("\"25");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aMissingToolIsNamedInOneSentenceWithItsCure() throws Exception {
        for (String tool : List.of("sh", "sed", "grep", "readlink")) {
            Files.createSymbolicLink(folder.resolve(tool), find(tool));
        }
        Map<String, String> onlyThose =
                Map.of(
                        "PATH", folder.toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "KUBEBUILDER_ASSETS", "");

        assertRefused(onlyThose, "Maven is missing: install Maven 3.8 or newer.");
        program("mvn", "Apache Maven 3.6.3 (1a2b3c)");
        assertRefused(onlyThose, "Maven 3.6 is too old: install Maven 3.8 or newer.");
        program("mvn", "Apache Maven 3.10.0");
        assertRefused(
                onlyThose,
                "Go is missing: install Go 1.26 or newer, or set KUBEBUILDER_ASSETS to a folder"
                        + " with all binaries of the control plane.");
        program("go", "go1.25.3");
        assertRefused(onlyThose, "Go 1.25 is too old: install Go 1.26 or newer.");
        program("go", "go1.26.0");
        assertThat(run(onlyThose, ".ci/tools")).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void goIsNotNeededWhereTheWholeControlPlaneIsProvided() throws Exception {
        for (String tool : List.of("sh", "sed", "grep", "readlink")) {
            Files.createSymbolicLink(folder.resolve(tool), find(tool));
        }
        program("mvn", "Apache Maven 3.9.9");
        for (String name :
                List.of(
                        "etcd",
                        "kube-apiserver",
                        "kube-controller-manager",
                        "kube-scheduler",
                        "kubectl",
                        "kwok")) {
            program(name, "");
        }

        assertThat(
                        run(
                                Map.of(
                                        "PATH", folder.toString(),
                                        "JAVA_HOME", System.getProperty("java.home"),
                                        "KUBEBUILDER_ASSETS", folder.toString()),
                                ".ci/tools"))
                .isEqualTo(new Outcome(0, ""));
    }

    private static void assertRefused(Map<String, String> environment, String sentence)
            throws Exception {
        assertThat(run(environment, ".ci/tools", "never", "run"))
                .isEqualTo(new Outcome(1, "regalia: " + sentence + "\n"));
    }

    private void program(String name, String output) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho '" + output + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path find(String tool) {
        return List.of("/bin", "/usr/bin").stream()
                .map(bin -> Path.of(bin, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /// How a command ended and what it printed, errors included.
    private record Outcome(int status, String output) {}

    private static Outcome run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MAKE"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
