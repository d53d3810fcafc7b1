package dev.regalia.sim;

import java.util.SortedMap;
import java.util.TreeMap;

/// The kubelet of one node, as far as extended resources go.
///
/// A resource name that it has once shown stays, with zero, as with a real kubelet.
final class Kubelet {

    private final ApiAccess api;
    private final String node;
    private SortedMap<String, Integer> capacity = new TreeMap<>();
    private SortedMap<String, Integer> allocatable = new TreeMap<>();

    Kubelet(ApiAccess api, String node) {
        this.api = api;
        this.node = node;
    }

    /// Shows what the device plugin has and what of it can be used.
    synchronized void show(SortedMap<String, Integer> devices, SortedMap<String, Integer> healthy) {
        SortedMap<String, Integer> newCapacity = withZeros(devices);
        SortedMap<String, Integer> newAllocatable = withZeros(healthy);
        newCapacity.keySet().forEach(name -> newAllocatable.putIfAbsent(name, 0));
        if (!newCapacity.equals(capacity) || !newAllocatable.equals(allocatable)) {
            api.patchNodeStatus(
                    Identity.kubelet(node), node, NodePatch.resources(newCapacity, newAllocatable));
            capacity = newCapacity;
            allocatable = newAllocatable;
        }
    }

    /// Shows that the device plugin has gone: nothing can be used, what there was is still counted.
    synchronized void pluginGone() {
        show(capacity, new TreeMap<>());
    }

    private SortedMap<String, Integer> withZeros(SortedMap<String, Integer> counts) {
        SortedMap<String, Integer> all = new TreeMap<>();
        capacity.keySet().forEach(name -> all.put(name, 0));
        all.putAll(counts);
        return all;
    }
}
