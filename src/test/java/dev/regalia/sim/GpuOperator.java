package dev.regalia.sim;

import dev.regalia.api.WellKnown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What NVIDIA's GPU operator writes on one node.
final class GpuOperator {

    private static final String PRESENT = WellKnown.NVIDIA_PREFIX + "gpu.present";
    private static final String DEPLOY = WellKnown.NVIDIA_PREFIX + "gpu.deploy.";
    private static final List<String> COMPONENTS =
            List.of(
                    "container-toolkit",
                    "dcgm",
                    "dcgm-exporter",
                    "device-plugin",
                    "driver",
                    "gpu-feature-discovery",
                    "node-status-exporter",
                    "operator-validator");

    private final ApiAccess api;
    private final String node;
    private final Optional<String> migConfig;

    /// @param migConfig what `nvidia.com/mig.config` becomes where it is missing
    GpuOperator(ApiAccess api, String node, Optional<String> migConfig) {
        this.api = api;
        this.node = node;
        this.migConfig = migConfig;
    }

    /// The label that says whether a component runs on a node.
    static String deployLabel(String component) {
        return DEPLOY + component;
    }

    /// Labels a node on which GPUs have been found.
    void introduce(boolean migCapable) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(PRESENT, "true");
        COMPONENTS.forEach(component -> labels.put(deployLabel(component), "true"));
        if (migCapable) {
            labels.put(deployLabel("mig-manager"), "true");
            migConfig.ifPresent(config -> labels.put(WellKnown.MIG_CONFIG_LABEL, config));
        }
        api.patchNode(StackAccounts.GPU_OPERATOR, node, NodePatch.labels(labels, List.of()));
    }

    /// Whether a node that it has introduced lacks its default.
    boolean misses(Map<String, String> labels) {
        return migConfig.isPresent()
                && labels.containsKey(deployLabel("mig-manager"))
                && !labels.containsKey(WellKnown.MIG_CONFIG_LABEL);
    }

    /// Puts the default where there is none.
    void setDefault() {
        migConfig.ifPresent(
                config ->
                        api.patchNode(
                                StackAccounts.GPU_OPERATOR,
                                node,
                                NodePatch.labels(
                                        Map.of(WellKnown.MIG_CONFIG_LABEL, config), List.of())));
    }
}
