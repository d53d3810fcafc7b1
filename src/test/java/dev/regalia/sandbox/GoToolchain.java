package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The Go that is installed here, known to be recent enough.
///
/// @param release what `go version` prints, which tells apart every release and platform
record GoToolchain(String release) {
    private static final String GO = "go";

    /// Asks `go version` and refuses, in one sentence, a Go that is missing or too old.
    static GoToolchain require(GoVersion oldest) {
        String release =
                CommandOutput.of(List.of(GO, "version"))
                        .filter(CommandOutput::succeeded)
                        .map(output -> output.text().strip())
                        .orElseThrow(
                                () ->
                                        new SandboxException(
                                                "Go is not installed: the control plane is compiled"
                                                        + " with Go "
                                                        + oldest
                                                        + " or newer, which must be on the PATH."));
        return accept(release, oldest);
    }

    /// The toolchain of that release, if it is not older than asked for.
    static GoToolchain accept(String release, GoVersion oldest) {
        boolean recent =
                GoVersion.find(release).map(found -> found.compareTo(oldest) >= 0).orElse(false);
        if (!recent) {
            throw new SandboxException(
                    "Go is too old: the control plane is compiled with Go "
                            + oldest
                            + " or newer, and this is \""
                            + release
                            + "\".");
        }
        return new GoToolchain(release);
    }

    /// Compiles one program. Its output goes to the log; while it runs, the elapsed time is handed
    /// over about every ten seconds.
    void build(GoBuild build, Path log, Consumer<Duration> stillCompiling) {
        List<String> command = new ArrayList<>(List.of(GO, "build", "-mod=readonly", "-trimpath"));
        command.addAll(List.of("-buildvcs=false", "-ldflags", build.linkerFlags()));
        command.addAll(List.of("-o", build.target().toString(), build.tool().goPackage()));
        ProcessBuilder builder =
                process(command, build.module().folder())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("CGO_ENABLED", "0");
        int exitCode = waitFor(builder, stillCompiling);
        if (exitCode != 0 || !Files.isExecutable(build.target())) {
            throw new SandboxException(
                    "Compiling "
                            + build.tool().binary()
                            + " failed with exit code "
                            + exitCode
                            + ":\n"
                            + LastLines.of(log));
        }
    }

    /// A `go` command that neither looks for another toolchain nor for a workspace around the
    /// checkout.
    static ProcessBuilder process(List<String> command, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(Map.of("GOTOOLCHAIN", "local", "GOWORK", "off"));
        return builder;
    }

    private static int waitFor(ProcessBuilder builder, Consumer<Duration> stillCompiling) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread ender = new Thread(() -> endWithChildren(process), "end-go-build");
            Runtime.getRuntime().addShutdownHook(ender);
            try {
                long start = System.nanoTime();
                while (!process.waitFor(Duration.ofSeconds(10))) {
                    stillCompiling.accept(Duration.ofNanos(System.nanoTime() - start));
                }
                return process.exitValue();
            } finally {
                endWithChildren(process);
                ShutdownHooks.remove(ender);
            }
        } catch (IOException e) {
            throw new SandboxException("Cannot run go build: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while compiling", e);
        }
    }

    private static void endWithChildren(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
