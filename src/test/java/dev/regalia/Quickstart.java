package dev.regalia;

import dev.regalia.LocalRun.Deadline;
import dev.regalia.api.Condition;
import dev.regalia.api.ConditionType;
import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.SandboxException;
import dev.regalia.sandbox.Tool;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `examples/quickstart/`, applied with kubectl and watched until all of it is Ready.
final class Quickstart {

    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private final ControlPlane plane;
    private final KubernetesClient client;
    private final Console console;
    private final Map<String, String> shown = new LinkedHashMap<>();

    Quickstart(ControlPlane plane, KubernetesClient client, Console console) {
        this.plane = plane;
        this.client = client;
        this.console = console;
    }

    /// Applies the pool and the tenants, then their workloads, showing what changes.
    ///
    /// @return what is not Ready when the deadline has passed; empty when all is
    Optional<String> applyAndAwait(Deadline deadline) {
        apply("pool.yaml");
        apply("tenants.yaml");
        Optional<String> missing = await(this::objectsNotReady, deadline);
        if (missing.isPresent()) {
            return missing;
        }
        apply("workloads.yaml");
        return await(this::anythingNotReady, deadline);
    }

    private void apply(String file) {
        String path = "examples/quickstart/" + file;
        console.step("kubectl apply -f " + path);
        try {
            Process kubectl =
                    new ProcessBuilder(
                                    plane.binary(Tool.KUBECTL).toString(),
                                    "--kubeconfig",
                                    plane.adminKubeconfig().toString(),
                                    "apply",
                                    "-f",
                                    path)
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kubectl.waitFor() != 0) {
                throw new SandboxException("kubectl apply -f " + path + " failed: " + said);
            }
        } catch (IOException e) {
            throw new SandboxException("kubectl cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while applying " + path, e);
        }
    }

    private Optional<String> await(Supplier<List<String>> notReady, Deadline deadline) {
        List<String> left = notReady.get();
        while (!left.isEmpty() && !deadline.passed()) {
            try {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted");
            }
            left = notReady.get();
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", left));
    }

    private List<String> objectsNotReady() {
        var left = new ArrayList<String>();
        for (var pool : client.resources(SovereignPool.class).list().getItems()) {
            var status = pool.getStatus();
            String counts =
                    status == null || status.summary() == null
                            ? ""
                            : "nodes %s, gpus %s, partitions %s"
                                    .formatted(
                                            status.summary().nodes(),
                                            status.summary().gpus(),
                                            status.summary().partitions());
            look(
                    "pool " + pool.getMetadata().getName(),
                    status == null ? List.of() : status.conditions(),
                    pool.getMetadata().getGeneration(),
                    counts,
                    left);
        }
        for (var tenant : client.resources(SovereignTenant.class).list().getItems()) {
            var status = tenant.getStatus();
            String counts =
                    status == null || status.summary() == null
                            ? ""
                            : "granted %s, namespaces %s"
                                    .formatted(
                                            status.summary().granted(),
                                            status.summary().namespaces());
            look(
                    "tenant " + tenant.getMetadata().getName(),
                    status == null ? List.of() : status.conditions(),
                    tenant.getMetadata().getGeneration(),
                    counts,
                    left);
        }
        return left;
    }

    private void look(
            String name,
            List<Condition> conditions,
            long generation,
            String counts,
            List<String> left) {
        Optional<Condition> ready =
                conditions.stream()
                        .filter(it -> it.type().equals(ConditionType.READY.text()))
                        .filter(it -> it.observedGeneration() == generation)
                        .findFirst();
        String state =
                ready.map(it -> "Ready=" + it.status() + " " + it.reason()).orElse("not seen yet");
        show(name, counts.isEmpty() ? state : state + ", " + counts);
        if (ready.filter(it -> it.status().equals("True")).isEmpty()) {
            left.add(name + ": " + state + ready.map(it -> ": " + it.message()).orElse(""));
        }
    }

    private List<String> anythingNotReady() {
        var left = new ArrayList<>(objectsNotReady());
        long running = 0;
        for (Deployment deployment :
                client.apps().deployments().inAnyNamespace().list().getItems()) {
            String namespace = deployment.getMetadata().getNamespace();
            if (namespace.equals(Chart.NAMESPACE)) {
                continue;
            }
            var status = deployment.getStatus();
            int available =
                    status.getAvailableReplicas() == null ? 0 : status.getAvailableReplicas();
            int wanted = deployment.getSpec().getReplicas();
            String name = "deployment " + namespace + "/" + deployment.getMetadata().getName();
            show(name, available + " of " + wanted + " pods running");
            if (available < wanted) {
                left.add(name + ": " + available + " of " + wanted + " pods running");
            }
            running += available;
        }
        // Every pod of the quickstart asks for one slice; statuses follow pods within ten seconds.
        long used = used();
        if (used != running) {
            left.add("tenants: " + used + " of " + running + " slices shown as used");
        }
        return left;
    }

    private long used() {
        return client.resources(SovereignTenant.class).list().getItems().stream()
                .filter(tenant -> tenant.getStatus() != null)
                .flatMap(tenant -> tenant.getStatus().shares().stream())
                .flatMap(share -> share.items().stream())
                .mapToLong(ShareItem::inUse)
                .sum();
    }

    private void show(String name, String state) {
        if (!state.equals(shown.put(name, state))) {
            console.step("  " + name + ": " + state);
        }
    }
}
