package dev.regalia.render;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Whether the API server already stores what we want, so that a settled cluster sees no write.
public final class Sameness {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Sameness() {}

    /// Whether `stored` has all our labels and annotations and is otherwise equal, status and
    /// server-set metadata aside. Labels and annotations of others are no difference; the one of
    /// ours that comes and goes is.
    public static boolean sameAsStored(HasMetadata desired, HasMetadata stored) {
        return keysStored(desired.getMetadata(), stored.getMetadata())
                && body(desired).equals(body(stored));
    }

    private static boolean keysStored(ObjectMeta desired, ObjectMeta stored) {
        return contains(stored.getLabels(), desired.getLabels())
                && contains(stored.getAnnotations(), desired.getAnnotations())
                && Objects.equals(
                        stored.getAnnotations().get(WellKnown.LENT_ANNOTATION),
                        desired.getAnnotations().get(WellKnown.LENT_ANNOTATION));
    }

    private static boolean contains(Map<String, String> stored, Map<String, String> desired) {
        return desired.entrySet().stream()
                .allMatch(entry -> Objects.equals(stored.get(entry.getKey()), entry.getValue()));
    }

    private static ObjectNode body(HasMetadata object) {
        ObjectNode tree = JSON.valueToTree(object);
        tree.remove(List.of("metadata", "status"));
        return tree;
    }
}
