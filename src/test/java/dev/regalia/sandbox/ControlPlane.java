package dev.regalia.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A running Kubernetes control plane on the loopback interface, with data of its own.
///
/// Several may run at once. It is gone, with its processes and its folder, after [#close], when the
/// JVM exits, and at the latest when the next one starts.
public final class ControlPlane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

    private final ControlPlaneOptions options;
    private final ControlPlaneBinaries binaries;
    private final RunFolder run;
    private final Ports ports = Ports.free();
    private final Identities identities;
    private final ChildProcesses children;
    private final Commands commands;
    private final ApiProbe probe;
    private final Thread shutdownHook = new Thread(this::end, "end-control-plane");

    private ControlPlane(
            ControlPlaneOptions options, ControlPlaneBinaries binaries, RunFolder run) {
        this.options = options;
        this.binaries = binaries;
        this.run = run;
        this.identities = new Identities(run.resolve("identities"), ports.apiServerUrl());
        this.children = new ChildProcesses(run);
        this.commands = new Commands(binaries, options, run, identities, ports);
        this.probe =
                new ApiProbe(
                        identities.authority(),
                        identities.client("sandbox", List.of("system:masters")));
    }

    /// Starts a control plane and returns when every part of it answers, compiling first what has
    /// never been compiled on this machine.
    public static ControlPlane start(ControlPlaneOptions options) {
        Set<Tool> tools = EnumSet.of(Tool.ETCD, Tool.KUBE_APISERVER, Tool.KUBECTL);
        tools.addAll(options.companions());
        ControlPlaneBinaries binaries = ControlPlaneBinaries.find(tools, options.progress());
        RunFolder run = RunFolder.create(CacheFolder.ofThisUser().runs());
        ControlPlane controlPlane = new ControlPlane(options, binaries, run);
        Runtime.getRuntime().addShutdownHook(controlPlane.shutdownHook);
        try {
            controlPlane.startAll();
        } catch (RuntimeException e) {
            controlPlane.close();
            throw e;
        }
        return controlPlane;
    }

    private void startAll() {
        RunFiles.writeInto(run);
        // The API server waits for etcd by itself, and meanwhile gets on with what it can.
        children.start(Tool.ETCD, commands.of(Tool.ETCD));
        children.start(Tool.KUBE_APISERVER, commands.of(Tool.KUBE_APISERVER));
        awaitHealthy(Tool.KUBE_APISERVER);
        for (Tool companion : options.companions()) {
            children.start(companion, commands.of(companion));
        }
        for (Tool companion : options.companions()) {
            awaitHealthy(companion);
        }
        options.progress().accept("The control plane answers at " + apiServerUrl());
    }

    /// The address of the API server, for instance `https://127.0.0.1:20443`.
    public String apiServerUrl() {
        return ports.apiServerUrl();
    }

    /// The certificate of the authority that signed the API server's own, as a PEM file.
    public Path caCertificate() {
        return identities.file("ca.crt");
    }

    /// The kubeconfig of a member of `system:masters`.
    public Path adminKubeconfig() {
        return kubeconfigFor("administrator", List.of("system:masters"));
    }

    /// A kubeconfig with a client certificate for that user in those groups, for instance
    /// `system:node:rack-1` in `system:nodes`. The user needs not exist and can do what RBAC
    /// grants.
    public Path kubeconfigFor(String user, List<String> groups) {
        return identities.kubeconfig(user, groups);
    }

    /// The API server's audit log: one line of JSON for each finished write, none for reads.
    public Path auditLog() {
        return run.resolve(RunFiles.AUDIT_LOG);
    }

    /// A program of this control plane, for instance kubectl.
    public Path binary(Tool tool) {
        return binaries.path(tool);
    }

    /// Runs kubectl to its end as the bearer of a kubeconfig. It keeps what it learns of the server
    /// in the run folder instead of the user's home.
    public CommandOutput kubectl(Path kubeconfig, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(binary(Tool.KUBECTL).toString());
        command.add("--kubeconfig=" + kubeconfig);
        command.add("--cache-dir=" + run.resolve("kubectl-cache"));
        command.addAll(List.of(arguments));
        return CommandOutput.of(command)
                .orElseThrow(() -> new SandboxException("Cannot run " + command.getFirst()));
    }

    /// What a part of this control plane has printed so far.
    public Path log(Tool tool) {
        return children.log(tool);
    }

    /// The folder with everything of this run in it, gone after [#close].
    public Path folder() {
        return run.path();
    }

    /// Stops one part and waits until its process has ended. Its data stay.
    public void stop(Tool tool) {
        children.stop(tool);
    }

    /// Starts a part that was stopped, on the same port and with the same data, and waits until it
    /// answers.
    public void start(Tool tool) {
        children.start(tool, commands.of(tool));
        awaitHealthy(tool);
    }

    /// Starts another process that lives no longer than this control plane. What it prints goes
    /// into `<name>.log` in the folder. Its command line must name the folder, so that a later run
    /// can tell a process that a killed run left.
    ///
    /// @param environment all that it gets beside a search path and a home
    public Process launch(String name, List<String> command, Map<String, String> environment) {
        return children.start(name, command, environment);
    }

    /// Ends all processes and deletes the folder. Closing twice does nothing more.
    @Override
    public void close() {
        ShutdownHooks.remove(shutdownHook);
        end();
    }

    private synchronized void end() {
        probe.close();
        children.close();
        run.destroy();
    }

    private void awaitHealthy(Tool tool) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isHealthy(tool)) {
                Integer exitCode = children.exitCode(tool);
                if (exitCode != null) {
                    throw failure(tool, "ended with exit code " + exitCode);
                }
                if (System.nanoTime() > deadline) {
                    throw failure(tool, "does not answer after " + PATIENCE.toSeconds() + " s");
                }
                Thread.sleep(BETWEEN_QUESTIONS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while waiting for " + tool.binary(), e);
        }
    }

    private boolean isHealthy(Tool tool) throws InterruptedException {
        return switch (tool) {
            case ETCD -> probe.answers(loopback(tool, "http") + "/health");
            case KUBE_APISERVER -> probe.answers(apiServerUrl() + "/readyz");
            // Pods are refused in a namespace until its default service account is there.
            case KUBE_CONTROLLER_MANAGER ->
                    probe.answers(loopback(tool, "https") + "/healthz")
                            && probe.answers(
                                    apiServerUrl()
                                            + "/api/v1/namespaces/default/serviceaccounts/default");
            case KUBE_SCHEDULER -> probe.answers(loopback(tool, "https") + "/readyz");
            case KWOK -> probe.answers(loopback(tool, "http") + "/healthz");
            case KUBECTL -> throw new IllegalArgumentException("kubectl is no server");
        };
    }

    private String loopback(Tool tool, String scheme) {
        return scheme + "://127.0.0.1:" + ports.of(tool);
    }

    private SandboxException failure(Tool tool, String what) {
        return new SandboxException(
                tool.binary() + " " + what + "; it last said:\n" + LastLines.of(log(tool)));
    }
}
