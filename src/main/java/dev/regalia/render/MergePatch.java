package dev.regalia.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;

/// A JSON merge patch under construction: it says only what changes, and `null` removes.
final class MergePatch {

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final ObjectNode metadata = root.putObject("metadata");

    /// What must still be the case for the patch to be taken: `resourceVersion` or `uid`.
    void precondition(String field, String value) {
        metadata.put(field, value);
    }

    /// Keys of `labels` or `annotations`; an empty value removes the key.
    void keys(String field, SortedMap<String, Optional<String>> keys) {
        if (!keys.isEmpty()) {
            ObjectNode target = metadata.putObject(field);
            keys.forEach((key, value) -> target.put(key, value.orElse(null)));
        }
    }

    /// The part below `spec`.
    ObjectNode spec() {
        return root.putObject("spec");
    }

    /// The patch as JSON.
    String json() {
        return root.toString();
    }
}
