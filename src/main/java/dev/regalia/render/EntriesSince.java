package dev.regalia.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Since when each entry has been in the merged mig-parted ConfigMap, as its annotation keeps it:
/// names grouped by time, `{"2026-01-01T00:00:00Z":["a","b"]}`. Grouped, because annotations have
/// little room and most entries come together.
public final class EntriesSince {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EntriesSince() {}

    /// The times by entry name. What cannot be read is left out: such an entry counts as new, which
    /// costs a wait and no more.
    public static SortedMap<String, Instant> parse(String annotation) {
        SortedMap<String, Instant> since = new TreeMap<>();
        try {
            JsonNode tree = JSON.readTree(annotation);
            for (Map.Entry<String, JsonNode> group : tree.properties()) {
                Instant time = Instant.parse(group.getKey());
                for (JsonNode name : group.getValue()) {
                    since.put(name.asText(), time);
                }
            }
        } catch (JsonProcessingException | DateTimeException e) {
            return Collections.emptySortedMap();
        }
        return since;
    }

    /// The annotation's value: times ascending, names ascending within a time.
    public static String print(SortedMap<String, Instant> since) {
        SortedMap<Instant, ArrayNode> groups = new TreeMap<>();
        since.forEach(
                (name, time) ->
                        groups.computeIfAbsent(time, absent -> JsonNodeFactory.instance.arrayNode())
                                .add(name));
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        groups.forEach((time, names) -> tree.set(time.toString(), names));
        return tree.toString();
    }
}
