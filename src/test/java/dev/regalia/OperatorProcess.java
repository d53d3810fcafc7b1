package dev.regalia;

import dev.regalia.AccountToken.Rhythm;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.SandboxException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The packaged operator as a process of its own, as a pod would run it: with the token of the
/// chart's service account and nothing else. Started again when it ends.
final class OperatorProcess implements AutoCloseable {

    private static final long LONGEST_BACKOFF_MILLIS = 30_000;

    private final ControlPlane plane;
    private final Console console;
    private final Path application;
    private final Map<String, String> environment;
    private final AccountToken token;
    private final int managementPort = freePort();
    private volatile boolean closing;
    private volatile Process process;

    private OperatorProcess(ControlPlane plane, Console console, AccountToken token) {
        this.plane = plane;
        this.console = console;
        this.application = artefact();
        this.token = token;
        this.environment = environment(plane, token.file());
        this.process = launch();
    }

    /// Starts it from a copy of `target/quarkus-app`, so that a build beside it does not disturb
    /// it.
    static OperatorProcess start(ControlPlane plane, KubernetesClient client, Console console) {
        Path file = plane.folder().resolve("operator-token");
        return start(plane, console, AccountToken.keep(client, file, Rhythm.HOURLY));
    }

    /// The same with a token that it keeps and closes.
    static OperatorProcess start(ControlPlane plane, Console console, AccountToken token) {
        var operator = new OperatorProcess(plane, console, token);
        Thread.ofVirtual().name("operator-watch").start(operator::watch);
        return operator;
    }

    /// The process that runs now.
    long pid() {
        return process.pid();
    }

    /// The port of health and metrics.
    int managementPort() {
        return managementPort;
    }

    /// What it prints.
    Path log() {
        return plane.folder().resolve("operator.log");
    }

    @Override
    public void close() {
        closing = true;
        process.destroy();
        token.close();
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    private void watch() {
        long backoffMillis = 1_000;
        try {
            while (!closing) {
                int code = process.waitFor();
                if (closing) {
                    return;
                }
                console.step(
                        "The operator ended with exit code %d; starting it again. It last said:\n%s"
                                .formatted(code, lastLines()));
                Thread.sleep(backoffMillis);
                backoffMillis = Math.min(2 * backoffMillis, LONGEST_BACKOFF_MILLIS);
                process = launch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SandboxException e) {
            if (!closing) {
                console.fail("The operator cannot be started: " + e.getMessage());
            }
        }
    }

    private Process launch() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return plane.launch(
                "operator",
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        // By this folder a later run recognises what a killed one left.
                        "-Drun.folder=" + plane.folder(),
                        // What it leaves there when it is ended by force goes with the folder.
                        "-Djava.io.tmpdir=" + plane.folder(),
                        "-jar",
                        application.resolve("quarkus-run.jar").toString()),
                environment);
    }

    private Map<String, String> environment(ControlPlane plane, Path tokenFile) {
        URI server = URI.create(plane.apiServerUrl());
        var environment = new HashMap<String, String>();
        // As in a pod: the client finds the server, the authority and the token by itself, and
        // reads the token again when it has been renewed.
        environment.put("KUBERNETES_SERVICE_HOST", server.getHost());
        environment.put("KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()));
        environment.put("KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", tokenFile.toString());
        environment.put("KUBERNETES_CERTS_CA_FILE", plane.caCertificate().toString());
        environment.put("KUBERNETES_TRYKUBECONFIG", "false");
        environment.put("REGALIA_NAMESPACE", Chart.NAMESPACE);
        environment.put("REGALIA_IDENTITY", "local-run");
        environment.put("REGALIA_NVIDIA_NAMESPACE", Chart.NVIDIA_NAMESPACE);
        environment.put("REGALIA_NVIDIA_CONFIG_MAP_DELAY_SECONDS", "2");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        return environment;
    }

    private static Path artefact() {
        Path folder = Path.of(System.getProperty("regalia.artefact", "target/quarkus-app"));
        if (!Files.exists(folder.resolve("quarkus-run.jar"))) {
            throw new SandboxException("The operator is not built: " + folder + " is missing");
        }
        return folder.toAbsolutePath();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
