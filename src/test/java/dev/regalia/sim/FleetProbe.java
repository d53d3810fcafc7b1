package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks at simulated nodes and asks things of them, as an operator would.
record FleetProbe(KubernetesClient client) {

    static KubernetesClient client(Path kubeconfig) {
        try {
            Config config =
                    new ConfigBuilder(Config.fromKubeconfig(Files.readString(kubeconfig)))
                            .withMaxConcurrentRequests(256)
                            .withMaxConcurrentRequestsPerHost(256)
                            .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Node node(String name) {
        return client.nodes().withName(name).require();
    }

    Map<String, String> labels(String node) {
        return node(node).getMetadata().getLabels();
    }

    Optional<String> state(String node) {
        return Optional.ofNullable(labels(node).get(WellKnown.MIG_STATE_LABEL));
    }

    /// What of `nvidia.com/*` pods can use, without zeros.
    Map<String, String> allocatable(String node) {
        Map<String, String> shown = new TreeMap<>();
        node(node)
                .getStatus()
                .getAllocatable()
                .forEach(
                        (name, quantity) -> {
                            if (name.startsWith(WellKnown.NVIDIA_PREFIX)
                                    && !quantity.getAmount().equals("0")) {
                                shown.put(name, quantity.getAmount());
                            }
                        });
        return shown;
    }

    /// Asks for a configuration the way an operator does: with the state taken away.
    void request(String node, String config) {
        client.nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        NodePatch.labels(
                                Map.of(WellKnown.MIG_CONFIG_LABEL, config),
                                List.of(WellKnown.MIG_STATE_LABEL)));
    }

    void awaitState(String node, String state) {
        await(node + " says " + state)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state(node).equals(Optional.of(state)));
    }

    /// Asserts that the state does not change for a while; empty means absent.
    void staysIn(String node, String state) {
        await().during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(5))
                .until(() -> state(node).orElse("").equals(state));
    }

    void awaitAllocatable(String node, Map<String, String> resources) {
        await(node + " shows " + resources)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(allocatable(node)).isEqualTo(resources));
    }

    void writeConfigMap(String name, String configs) {
        var map =
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(StackAccounts.NAMESPACE)
                        .endMetadata()
                        .addToData("config.yaml", "version: v1\nmig-configs:\n" + configs)
                        .build();
        client.resource(map).createOr(NonDeletingOperation::update);
    }

    /// The users that wrote something of a node, as the audit log knows them.
    static SortedSet<String> writers(Path auditLog, String node) {
        ObjectMapper mapper = new ObjectMapper();
        SortedSet<String> writers = new TreeSet<>();
        try (var lines = Files.lines(auditLog)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode event = mapper.readTree(line);
                JsonNode object = event.path("objectRef");
                if (object.path("resource").asText().equals("nodes")
                        && object.path("name").asText().equals(node)) {
                    writers.add(
                            event.path("impersonatedUser")
                                            .path("username")
                                            .asText("not impersonated")
                                    + " "
                                    + event.path("verb").asText()
                                    + " "
                                    + object.path("subresource").asText("metadata"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writers;
    }
}
