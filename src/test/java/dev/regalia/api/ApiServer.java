package dev.regalia.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.TestControlPlane;
import dev.regalia.sandbox.Tool;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The API server of the tests with our kinds in it, as an administrator uses it.
final class ApiServer {
    private static final String KINDS = "/apis/" + WellKnown.GROUP + "/" + WellKnown.VERSION + "/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] CRDS = {
        "crd/sovereignpools.regalia.dev", "crd/sovereigntenants.regalia.dev"
    };

    private final ControlPlane plane;
    private final KubernetesClient client;

    private ApiServer(ControlPlane plane) {
        this.plane = plane;
        try {
            Config config = Config.fromKubeconfig(Files.readString(plane.adminKubeconfig()));
            this.client = new KubernetesClientBuilder().withConfig(config).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The one that the tests of this JVM share; our kinds are in it when this returns.
    static ApiServer get() {
        return Holder.READY;
    }

    /// A client with all rights.
    KubernetesClient client() {
        return client;
    }

    /// Creates the object, refusing fields that are not in the schema.
    JsonNode create(Manifest manifest) {
        return send("POST", collection(manifest) + "?fieldValidation=Strict", manifest);
    }

    /// Says what creating the object would give, without doing it.
    JsonNode tryCreate(Manifest manifest) {
        return send("POST", collection(manifest) + "?fieldValidation=Strict&dryRun=All", manifest);
    }

    /// Says what putting the object in the place of the present one would give, without doing it.
    JsonNode tryReplace(Manifest manifest) {
        String version = read(manifest).at("/metadata/resourceVersion").asText();
        return send(
                "PUT",
                object(manifest) + "?fieldValidation=Strict&dryRun=All",
                manifest.with("/metadata/resourceVersion", '"' + version + '"'));
    }

    /// The object as the API server has it now.
    JsonNode read(Manifest manifest) {
        return parse(client.raw(object(manifest)));
    }

    /// Deletes the object.
    void delete(Manifest manifest) {
        client.raw(object(manifest), "DELETE", null);
    }

    /// Runs kubectl with this text as its input.
    Printed kubectl(String input, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(plane.binary(Tool.KUBECTL).toString());
        command.add("--kubeconfig=" + plane.adminKubeconfig());
        command.add("--cache-dir=" + plane.folder().resolve("kubectl-cache"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Printed(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kubectl ran", e);
        }
    }

    /// What kubectl prints, which must report success.
    String kubectl(List<String> arguments) {
        Printed printed = kubectl("", arguments.toArray(String[]::new));
        if (printed.exitCode() != 0) {
            throw new AssertionError("kubectl " + arguments + ": " + printed.text());
        }
        return printed.text();
    }

    /// How a command ended and what it printed, errors included.
    record Printed(int exitCode, String text) {}

    private JsonNode send(String method, String uri, Manifest manifest) {
        return parse(client.raw(uri, method, manifest.tree().toString()));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String collection(Manifest manifest) {
        return KINDS
                + switch (manifest.kind()) {
                    case WellKnown.POOL_KIND -> "sovereignpools";
                    case WellKnown.TENANT_KIND -> "sovereigntenants";
                    default -> throw new IllegalArgumentException("not ours: " + manifest.kind());
                };
    }

    private static String object(Manifest manifest) {
        return collection(manifest) + "/" + manifest.name();
    }

    /// Tests that install the chart share this API server, and Helm takes no CRD that is not marked
    /// as its own.
    private void install() {
        kubectl(List.of("apply", "--server-side", "--filename=crds"));
        for (String crd : CRDS) {
            kubectl(List.of("label", crd, "--overwrite", "app.kubernetes.io/managed-by=Helm"));
            kubectl(
                    List.of(
                            "annotate",
                            crd,
                            "--overwrite",
                            "meta.helm.sh/release-name=regalia",
                            "meta.helm.sh/release-namespace=regalia-system"));
            kubectl(List.of("wait", crd, "--for=condition=Established", "--timeout=30s"));
        }
    }

    private static final class Holder {
        private static final ApiServer READY = ready();

        private static ApiServer ready() {
            ApiServer server = new ApiServer(TestControlPlane.get());
            server.install();
            return server;
        }
    }
}
