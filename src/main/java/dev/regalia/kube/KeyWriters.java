package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who else writes our keys on a node, as far as `managedFields` knows it.
final class KeyWriters {

    private static final List<String> LABELS =
            List.of(
                    WellKnown.POOL_LABEL,
                    WellKnown.NODE_GROUP_LABEL,
                    WellKnown.NODE_TENANT_LABEL,
                    WellKnown.MIG_CONFIG_LABEL);
    private static final List<String> ANNOTATIONS =
            List.of(WellKnown.CHANGE_ANNOTATION, WellKnown.BEFORE_ANNOTATION);
    private static final Comparator<ManagedFieldsEntry> BY_TIME =
            Comparator.comparing(
                    ManagedFieldsEntry::getTime, Comparator.nullsFirst(Comparator.naturalOrder()));

    private KeyWriters() {}

    /// The field manager other than ours that wrote one of our labels or annotations last; failing
    /// that the one that wrote the taints, which are one field.
    static Optional<String> lastOther(Node node) {
        List<ManagedFieldsEntry> others =
                node.getMetadata().getManagedFields().stream()
                        .filter(entry -> !WellKnown.FIELD_MANAGER.equals(entry.getManager()))
                        .filter(entry -> entry.getFieldsV1() != null)
                        .toList();
        return others.stream()
                .filter(KeyWriters::ownsKey)
                .max(BY_TIME)
                .or(() -> others.stream().filter(KeyWriters::ownsTaints).max(BY_TIME))
                .map(ManagedFieldsEntry::getManager);
    }

    private static boolean ownsKey(ManagedFieldsEntry entry) {
        Map<?, ?> metadata = child(entry.getFieldsV1().getAdditionalProperties(), "f:metadata");
        Map<?, ?> labels = child(metadata, "f:labels");
        Map<?, ?> annotations = child(metadata, "f:annotations");
        return LABELS.stream().anyMatch(key -> labels.containsKey("f:" + key))
                || ANNOTATIONS.stream().anyMatch(key -> annotations.containsKey("f:" + key));
    }

    private static boolean ownsTaints(ManagedFieldsEntry entry) {
        return child(entry.getFieldsV1().getAdditionalProperties(), "f:spec")
                .containsKey("f:taints");
    }

    private static Map<?, ?> child(@Nullable Map<?, ?> parent, String key) {
        return parent != null && parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }
}
