package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The processes of one control plane, at most one of each name.
///
/// Each is noted in the run folder, writes its log there and has an environment with nothing in it
/// but a search path and a home, so that no proxy or kubeconfig of the user's reaches it.
final class ChildProcesses implements AutoCloseable {
    /// What a part that is started again gets to put its data in order.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final String SETPRIV = "/usr/bin/setpriv";

    private final RunFolder run;
    private final List<String> launcher;
    private final Map<String, Process> running = new TreeMap<>();

    // Linux ends a child of the kind below when the thread that started it ends, not when the
    // process does. So one thread starts them all and lives as long as they may.
    private final ExecutorService starter =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("control-plane-starter").factory());

    ChildProcesses(RunFolder run) {
        this.run = run;
        this.launcher = launcher();
    }

    /// Where util-linux is installed, children ask the kernel to be killed when this JVM is gone,
    /// however it went.
    private static List<String> launcher() {
        List<String> prefix = List.of(SETPRIV, "--pdeathsig", "KILL");
        List<String> probe = new ArrayList<>(prefix);
        probe.addAll(List.of(SETPRIV, "--version"));
        return CommandOutput.of(probe).filter(CommandOutput::succeeded).isPresent()
                ? prefix
                : List.of();
    }

    /// Starts a tool, whose earlier process must have ended.
    void start(Tool tool, List<String> command) {
        Process _ = start(tool.binary(), command, Map.of());
    }

    /// Starts a process of any name, whose earlier namesake must have ended.
    ///
    /// @param environment beside the search path and the home
    synchronized Process start(String name, List<String> command, Map<String, String> environment) {
        Process before = running.get(name);
        if (before != null && before.isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        if (command.stream().noneMatch(part -> part.contains(run.path().toString()))) {
            throw new IllegalArgumentException(
                    "The command of " + name + " does not name " + run.path());
        }
        if (starter.isShutdown()) {
            throw new SandboxException("The control plane is closed; " + name + " is not started");
        }
        Process process = launch(name, command, environment);
        running.put(name, process);
        run.record(process.pid());
        return process;
    }

    /// The exit code of a tool that ended by itself, else null.
    synchronized @Nullable Integer exitCode(Tool tool) {
        Process process = running.get(tool.binary());
        return process == null || process.isAlive() ? null : process.exitValue();
    }

    /// Ends a tool, by force after two seconds. Does nothing when it does not run.
    synchronized void stop(Tool tool) {
        Process process = running.remove(tool.binary());
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(GRACE)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// The file that holds what a tool prints.
    Path log(Tool tool) {
        return log(tool.binary());
    }

    /// The file that holds what a process prints.
    Path log(String name) {
        return run.resolve(name + ".log");
    }

    /// Ends all of them at once and by force: their data go with the run folder, so there is
    /// nothing to put in order.
    @Override
    public synchronized void close() {
        running.values().forEach(Process::destroyForcibly);
        running.values().forEach(process -> process.onExit().join());
        running.clear();
        starter.shutdown();
    }

    private Process launch(String name, List<String> command, Map<String, String> environment) {
        List<String> whole = new ArrayList<>(launcher);
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole)
                        .directory(run.path().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        String home = run.path().toString();
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", home, "KWOK_WORKDIR", home));
        builder.environment().putAll(environment);
        try {
            Process process = starter.submit(builder::start).get();
            process.getOutputStream().close();
            return process;
        } catch (ExecutionException | IOException e) {
            throw new SandboxException("Cannot start " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while starting " + name, e);
        }
    }
}
