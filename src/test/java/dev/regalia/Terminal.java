package dev.regalia;

import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A shell in a folder of its own, with kubectl on its path and the administrator's kubeconfig, as
/// a reader of the documentation has it.
final class Terminal {

    private final ControlPlane plane;
    private final Path folder;

    /// @param folder an empty folder
    Terminal(ControlPlane plane, Path folder) {
        this.plane = plane;
        this.folder = folder;
        try {
            Files.createSymbolicLink(folder.resolve("kubectl"), plane.binary(Tool.KUBECTL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Saves a file in the folder.
    void save(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a command and gives what it printed, errors included; a command that fails is an error.
    String run(String command) {
        var builder =
                new ProcessBuilder("sh", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", folder + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("KUBECONFIG", plane.adminKubeconfig().toString());
        try {
            Process shell = builder.start();
            shell.getOutputStream().close();
            byte[] bytes = shell.getInputStream().readAllBytes();
            String printed = new String(bytes, StandardCharsets.UTF_8);
            int status = shell.waitFor();
            if (status != 0) {
                throw new AssertionError(
                        "`%s` ended with %d:\n%s".formatted(command, status, printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }
}
