package dev.regalia;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.ControlPlaneOptions;
import dev.regalia.sandbox.SandboxException;
import dev.regalia.sandbox.Tool;
import dev.regalia.sim.SimulatedFleet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// `make run`: the whole of it on one machine. A real control plane, a simulated fleet, the
/// packaged operator as a process of its own with the rights of its service account, and the
/// quickstart.
///
/// Exit codes: 0 when the quickstart became Ready, 1 when it did not or something failed.
public final class LocalRun {

    /// How long the quickstart may take from the moment at which the control plane is up.
    private static final Duration PATIENCE =
            Duration.ofSeconds(Long.getLong("regalia.patienceSeconds", 300));

    /// Clients and the simulated fleet lose their connections when a run ends, which is no news.
    /// The list keeps the loggers, and so their levels, from being collected.
    private static final List<Logger> QUIET =
            Stream.of("io.fabric8", "io.vertx", "io.netty").map(Logger::getLogger).toList();

    private final Console console = new Console();
    private final boolean stays =
            Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent()
                    && !"1".equals(System.getenv("ONCE"));

    private volatile int exitCode;

    private LocalRun() {}

    /// Runs from the root of the repository, on what the build left in `target/`.
    public static void main(String[] args) {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        var run = new LocalRun();
        try {
            run.exitCode = run.run();
        } catch (SandboxException e) {
            run.console.fail(String.valueOf(e.getMessage()));
            run.exitCode = 1;
        }
        // Clients leave threads behind that are no daemons.
        System.exit(run.exitCode);
    }

    private int run() {
        var options = ControlPlaneOptions.everything().withProgress(console::step);
        console.step("Starting etcd, kube-apiserver, controller manager, scheduler and kwok");
        try (var plane = ControlPlane.start(options);
                var client = client(plane)) {
            Deadline deadline = Deadline.after(System.nanoTime(), PATIENCE);
            endCleanlyOnCtrlC(plane);
            Chart.install(plane, client, console);
            try (var _ = fleet(client);
                    var operator = OperatorProcess.start(plane, client, console)) {
                console.step("Operator started as process " + operator.pid());
                return quickstart(plane, client, deadline);
            }
        }
    }

    private SimulatedFleet fleet(KubernetesClient client) {
        console.step(
                "Creating the fleet: 16 nodes of 8 H100-80GB, 4 nodes of 8 A100-80GB, 2 CPU nodes,"
                        + " in two zones");
        var fleet = SimulatedFleet.start(client, GpuCatalogReader.readDefault());
        populate(fleet);
        return fleet;
    }

    /// Adds the nodes of the quickstart.
    static void populate(SimulatedFleet fleet) {
        fleet.addGpuNodes("h100", 16, "NVIDIA-H100-80GB-HBM3", 8, "zone-a", "zone-b");
        fleet.addGpuNodes("a100", 4, "NVIDIA-A100-SXM4-80GB", 8, "zone-a", "zone-b");
        fleet.addCpuNodes("cpu", 2, "zone-a", "zone-b");
    }

    private int quickstart(ControlPlane plane, KubernetesClient client, Deadline deadline) {
        var quickstart = new Quickstart(plane, client, console);
        Optional<String> notReady = quickstart.applyAndAwait(deadline);
        if (notReady.isPresent()) {
            console.fail(
                    "Not Ready after " + PATIENCE.toSeconds() + " seconds:\n" + notReady.get());
            return 1;
        }
        console.print(new Picture(client).draw());
        if (stays) {
            console.print(nextSteps(plane));
            await();
        }
        return 0;
    }

    private static String nextSteps(ControlPlane plane) {
        return """

        It stays up until Ctrl-C. In another terminal:

          export KUBECONFIG=%s PATH=%s:$PATH

          kubectl get spool,stenant -o wide
          kubectl get nodes -L regalia.dev.node-restriction.kubernetes.io/node-group,nvidia.com/mig.config.state
          kubectl -n bank-risk scale deployment pricing --replicas=12
        """
                .formatted(plane.adminKubeconfig(), plane.binary(Tool.KUBECTL).getParent());
    }

    /// Ctrl-C is how a run ends, so it is no failure: all processes go, and the exit code is 0.
    private void endCleanlyOnCtrlC(ControlPlane plane) {
        if (stays) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        console.silence();
                                        plane.close();
                                        Runtime.getRuntime().halt(exitCode);
                                    },
                                    "end-run"));
        }
    }

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The administrator's client, for what a platform team does by hand.
    static KubernetesClient client(ControlPlane plane) {
        Config config =
                new ConfigBuilder(Config.fromKubeconfig(read(plane.adminKubeconfig())))
                        .withMaxConcurrentRequests(256)
                        .withMaxConcurrentRequestsPerHost(256)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A moment after which waiting ends.
    record Deadline(long nanoTime) {
        static Deadline after(long from, Duration patience) {
            return new Deadline(from + patience.toNanos());
        }

        boolean passed() {
            return System.nanoTime() - nanoTime > 0;
        }
    }
}
