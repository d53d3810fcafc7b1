package dev.regalia.sim;

import io.fabric8.kubernetes.api.model.Node;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// One GPU node: its GPUs, its device plugin and its feature discovery.
final class SimulatedNode {

    private final String name;
    private final ApiAccess api;
    private final Kubelet kubelet;
    private NodeGpus gpus;
    private boolean pluginRuns;
    private boolean lies;
    private int deadGpus;
    private SortedMap<String, String> discovered = new TreeMap<>();
    private volatile Map<String, String> labels = Map.of();
    private volatile Map<String, String> annotations = Map.of();

    SimulatedNode(String name, NodeGpus gpus, ApiAccess api) {
        this.name = name;
        this.gpus = gpus;
        this.api = api;
        this.kubelet = new Kubelet(api, name);
    }

    String name() {
        return name;
    }

    /// Takes note of the node as the API server now has it.
    ///
    /// @return whether the device plugin has something new to tell, by [#refreshDevices]
    boolean observed(Node node) {
        Map<String, String> before = annotations;
        labels = Map.copyOf(node.getMetadata().getLabels());
        annotations = Map.copyOf(node.getMetadata().getAnnotations());
        return Fault.deadGpus(before) != Fault.deadGpus(annotations);
    }

    Map<String, String> labels() {
        return labels;
    }

    Fault fault() {
        return Fault.of(annotations);
    }

    synchronized NodeGpus gpus() {
        return gpus;
    }

    /// Whether allocatable shows what the GPUs are.
    synchronized boolean honest() {
        return pluginRuns && !lies;
    }

    /// Stops the device plugin: nothing of this node can be used.
    synchronized void stopPlugin() {
        pluginRuns = false;
        kubelet.pluginGone();
    }

    /// Starts the device plugin on GPUs as they now are.
    ///
    /// @param lying whether it hides one device of the first resource
    synchronized void startPlugin(NodeGpus now, boolean lying) {
        gpus = now;
        lies = lying;
        pluginRuns = true;
        showDevices();
    }

    /// Lets the device plugin look after dead GPUs.
    synchronized void refreshDevices() {
        deadGpus = Fault.deadGpus(annotations);
        if (pluginRuns) {
            showDevices();
        }
    }

    /// Lets feature discovery write what it finds, and take away what it had found before.
    synchronized void refreshLabels() {
        SortedMap<String, String> found = GfdLabels.of(gpus);
        if (!found.equals(discovered)) {
            TreeSet<String> gone = new TreeSet<>(discovered.keySet());
            gone.removeAll(found.keySet());
            api.patchNode(StackAccounts.FEATURE_DISCOVERY, name, NodePatch.labels(found, gone));
            discovered = found;
        }
    }

    private void showDevices() {
        SortedMap<String, Integer> healthy = gpus.resources(deadGpus);
        if (lies && !healthy.isEmpty()) {
            healthy.merge(healthy.firstKey(), -1, Integer::sum);
        }
        kubelet.show(gpus.resources(0), healthy);
    }
}
