package dev.regalia.sim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/// JSON merge patches of nodes that touch single keys and nothing beside them.
final class NodePatch {

    private NodePatch() {}

    /// Sets labels and takes others away.
    static String labels(Map<String, String> set, Collection<String> removed) {
        return metadata("labels", set, removed);
    }

    /// Sets annotations and takes others away.
    static String annotations(Map<String, String> set, Collection<String> removed) {
        return metadata("annotations", set, removed);
    }

    /// Sets resources in the status.
    static String resources(Map<String, Integer> capacity, Map<String, Integer> allocatable) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode status = patch.putObject("status");
        ObjectNode capacities = status.putObject("capacity");
        capacity.forEach((name, count) -> capacities.put(name, String.valueOf(count)));
        ObjectNode allocatables = status.putObject("allocatable");
        allocatable.forEach((name, count) -> allocatables.put(name, String.valueOf(count)));
        return patch.toString();
    }

    private static String metadata(
            String kind, Map<String, String> set, Collection<String> removed) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode keys = patch.putObject("metadata").putObject(kind);
        set.forEach(keys::put);
        new TreeSet<>(removed).forEach(keys::putNull);
        return patch.toString();
    }
}
