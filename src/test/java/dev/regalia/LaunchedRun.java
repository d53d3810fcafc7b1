package dev.regalia;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A local run as `.ci/start` starts it, but from the build that is there: whoever tests holds the
/// lock of the build already.
///
/// @param process the run, or the terminal that it runs in
/// @param log what it prints
record LaunchedRun(Process process, Path log) {

    private static final Pattern ADDRESS =
            Pattern.compile("answers at https://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern OPERATOR = Pattern.compile("Operator started as process (\\d+)");
    private static final int CTRL_C = 3;

    /// Ends with the picture.
    static LaunchedRun once(Path log, String... properties) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(properties))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("ONCE", "1");
        return new LaunchedRun(builder.start(), log);
    }

    /// On a terminal, where it stays up. Tests that run in the background of a shell ignore Ctrl-C,
    /// and so would every process that they start.
    static LaunchedRun onTerminal(Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "script",
                                "-qec",
                                "exec env --default-signal=INT " + String.join(" ", command()),
                                "/dev/null")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().remove("ONCE");
        builder.environment().put("SHELL", "/bin/sh");
        return new LaunchedRun(builder.start(), log);
    }

    private static List<String> command(String... properties) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-Dregalia.artefact=target/quarkus-app"));
        command.addAll(List.of(properties));
        command.add("-cp");
        command.add(
                "target/test-classes:target/classes:"
                        + Files.readString(Path.of("target/run.classpath")).strip());
        command.add(LocalRun.class.getName());
        return command;
    }

    String printed() throws IOException {
        return Files.readString(log);
    }

    /// Presses Ctrl-C on its terminal.
    void interrupt() throws IOException {
        process.getOutputStream().write(CTRL_C);
        process.getOutputStream().flush();
    }

    /// Everything that it has started and that is still there.
    List<ProcessHandle> processes() {
        return process.descendants().toList();
    }

    /// The operator that it started first.
    ProcessHandle operator() throws IOException {
        return ProcessHandle.of(number(OPERATOR)).orElseThrow();
    }

    /// The port of its API server.
    int port() throws IOException {
        return Math.toIntExact(number(ADDRESS));
    }

    /// Whether somebody accepts connections there.
    boolean listens() throws IOException {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return true;
        } catch (java.net.ConnectException _) {
            return false;
        }
    }

    private long number(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(printed());
        if (!found.find()) {
            throw new AssertionError("nothing like " + pattern + " in\n" + printed());
        }
        return Long.parseLong(found.group(1));
    }
}
