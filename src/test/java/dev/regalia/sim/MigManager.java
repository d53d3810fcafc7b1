package dev.regalia.sim;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.MigConfigEntry;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// NVIDIA's mig-manager on one node: a changed value of `nvidia.com/mig.config` is a request, an
/// equal one is nothing.
///
/// It evicts nobody, retries nothing and says no reason. Requests that come while one is being
/// worked on are taken up afterwards, the newest only.
final class MigManager {

    private static final String PAUSED = "paused-for-mig-change";
    private static final List<String> PAUSED_COMPONENTS =
            List.of("dcgm", "dcgm-exporter", "device-plugin", "gpu-feature-discovery", "nvsm");
    private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");

    private final SimulatedNode node;
    private final ApiAccess api;
    private final MountedConfigs configs;
    private final SimTiming timing;
    private final Executor threads;
    private String current = "";
    private String taken = "";
    private boolean working;

    MigManager(
            SimulatedNode node,
            ApiAccess api,
            MountedConfigs configs,
            SimTiming timing,
            Executor threads) {
        this.node = node;
        this.api = api;
        this.configs = configs;
        this.timing = timing;
        this.threads = threads;
    }

    /// Takes note of the label's value, empty where there is no label.
    synchronized void observed(String config) {
        if (config.equals(current)) {
            return;
        }
        current = config;
        if (config.isEmpty()) {
            taken = "";
        }
        wake();
    }

    /// Starts anew, as when its pod is deleted: what the label says is a request.
    synchronized void restart() {
        taken = "";
        wake();
    }

    private void wake() {
        if (!working && !current.isEmpty()) {
            working = true;
            threads.execute(this::work);
        }
    }

    private void work() {
        try {
            for (Optional<String> next = take(); next.isPresent(); next = take()) {
                answer(next.get());
            }
        } catch (RuntimeException e) {
            stopWorking();
            throw e;
        }
    }

    private synchronized void stopWorking() {
        working = false;
    }

    private synchronized Optional<String> take() {
        if (current.isEmpty() || current.equals(taken)) {
            working = false;
            return Optional.empty();
        }
        taken = current;
        return Optional.of(current);
    }

    private void answer(String name) {
        Fault fault = node.fault();
        Optional<List<MigConfigEntry>> config = configs.lookup(name);
        if (config.isEmpty()) {
            finish("failed");
        } else if (isDone(config.get(), fault)) {
            finish("success");
        } else {
            begin();
            switch (fault) {
                case WEDGE -> {}
                case NONE, LIE -> apply(config.get(), fault == Fault.LIE);
                case SLOW -> {
                    ApiAccess.pause(timing.slowApplyDelay().minus(timing.applyDelay()));
                    apply(config.get(), false);
                }
                case FAIL -> {
                    ApiAccess.pause(timing.applyDelay());
                    show(node.gpus().brokenOff(config.get()), false);
                    finish("failed");
                }
                case LATE -> {
                    ApiAccess.pause(timing.applyDelay());
                    finish("success");
                    ApiAccess.pause(timing.slowApplyDelay());
                    show(result(config.get()).gpus(), false);
                }
            }
        }
    }

    private boolean isDone(List<MigConfigEntry> config, Fault fault) {
        return switch (fault) {
            case FAIL, WEDGE, LIE -> false;
            case NONE, SLOW, LATE ->
                    node.honest()
                            && node.gpus().apply(config, false) instanceof ApplyResult.Unchanged;
        };
    }

    private void begin() {
        SortedMap<String, String> labels = deployLabels(PAUSED);
        labels.put(WellKnown.MIG_STATE_LABEL, "pending");
        patch(labels);
        node.stopPlugin();
    }

    private void apply(List<MigConfigEntry> config, boolean lying) {
        ApiAccess.pause(timing.applyDelay());
        Result result = result(config);
        show(result.gpus(), lying && result.state().equals("success"));
        finish(result.state());
    }

    private Result result(List<MigConfigEntry> config) {
        return switch (node.gpus().apply(config, inUse())) {
            case ApplyResult.Unchanged() -> new Result(node.gpus(), "success");
            case ApplyResult.Applied(NodeGpus after) -> new Result(after, "success");
            case ApplyResult.Failed(_, NodeGpus after) -> new Result(after, "failed");
        };
    }

    private void show(NodeGpus gpus, boolean lying) {
        node.startPlugin(gpus, lying);
        ApiAccess.pause(timing.labelLag());
        node.refreshLabels();
    }

    private void finish(String state) {
        SortedMap<String, String> labels = deployLabels("true");
        labels.put(WellKnown.MIG_STATE_LABEL, state);
        patch(labels);
    }

    /// What the labels of the paused components become; those that are absent or `false` stay.
    private SortedMap<String, String> deployLabels(String value) {
        Map<String, String> present = node.labels();
        SortedMap<String, String> labels = new TreeMap<>();
        for (String component : PAUSED_COMPONENTS) {
            String key = GpuOperator.deployLabel(component);
            if (!present.getOrDefault(key, "false").equals("false")) {
                labels.put(key, value);
            }
        }
        return labels;
    }

    private void patch(SortedMap<String, String> labels) {
        api.patchNode(StackAccounts.MIG_MANAGER, node.name(), NodePatch.labels(labels, List.of()));
    }

    /// Whether a pod of the node holds a GPU. The real one notices by an error of the driver.
    private boolean inUse() {
        return api
                .attempt(
                        () ->
                                api.as(StackAccounts.MIG_MANAGER)
                                        .pods()
                                        .inAnyNamespace()
                                        .withField("spec.nodeName", node.name())
                                        .list()
                                        .getItems())
                .stream()
                .flatMap(List::stream)
                .anyMatch(MigManager::holdsGpu);
    }

    private static boolean holdsGpu(Pod pod) {
        return !TERMINAL.contains(String.valueOf(pod.getStatus().getPhase()))
                && Stream.concat(
                                pod.getSpec().getContainers().stream(),
                                pod.getSpec().getInitContainers().stream())
                        .anyMatch(MigManager::asksForGpu);
    }

    private static boolean asksForGpu(Container container) {
        if (container.getResources() == null || container.getResources().getRequests() == null) {
            return false;
        }
        Map<String, Quantity> requests = container.getResources().getRequests();
        return requests.keySet().stream()
                .anyMatch(name -> name.startsWith(WellKnown.NVIDIA_PREFIX));
    }

    /// @param state what the state label becomes
    private record Result(NodeGpus gpus, String state) {}
}
