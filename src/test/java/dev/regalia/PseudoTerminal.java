package dev.regalia;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A terminal that nobody sits at, made by `script` of util-linux.
///
/// @param printed everything in the order in which it arrived, with control characters
record PseudoTerminal(int code, String printed) {

    /// Whether this machine has such a `script`; that of BSD takes other words.
    static boolean available() throws InterruptedException {
        try {
            Process version =
                    new ProcessBuilder("script", "--version").redirectErrorStream(true).start();
            version.getOutputStream().close();
            String said = new String(version.getInputStream().readAllBytes(), UTF_8);
            return version.waitFor() == 0 && said.contains("util-linux");
        } catch (IOException _) {
            return false;
        }
    }

    /// Runs a line of shell whose output and errors are the terminal.
    static PseudoTerminal run(Path folder, Map<String, String> environment, String line)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qec", line, "/dev/null")
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("SHELL", "/bin/sh");
        Process terminal = builder.start();
        terminal.getOutputStream().close();
        String printed = new String(terminal.getInputStream().readAllBytes(), UTF_8);
        return new PseudoTerminal(terminal.waitFor(), printed);
    }

    /// What a person sees at the end: what a carriage return has written over is gone.
    String left() {
        StringBuilder screen = new StringBuilder();
        for (String line : printed.split("\n", -1)) {
            StringBuilder seen = new StringBuilder();
            for (String over : line.split("\r", -1)) {
                seen.replace(0, Math.min(seen.length(), over.length()), over);
            }
            screen.append(seen.toString().stripTrailing()).append('\n');
        }
        return screen.toString().strip();
    }
}
