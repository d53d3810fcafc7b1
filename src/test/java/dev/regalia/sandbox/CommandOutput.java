package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a short command printed and how it ended.
///
/// @param exitCode 0 when it went well
/// @param text standard output and standard error as they came
public record CommandOutput(int exitCode, String text) {

    /// Runs a command to its end, or gives nothing where there is no such program.
    static Optional<CommandOutput> of(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException _) {
            return Optional.empty();
        }
        try {
            process.getOutputStream().close();
            byte[] printed = process.getInputStream().readAllBytes();
            return Optional.of(
                    new CommandOutput(
                            process.waitFor(), new String(printed, StandardCharsets.UTF_8)));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while running " + command.getFirst(), e);
        }
    }

    /// Whether the command reports success.
    public boolean succeeded() {
        return exitCode == 0;
    }
}
