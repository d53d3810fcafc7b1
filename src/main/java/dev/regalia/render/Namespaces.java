package dev.regalia.render;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tenant namespaces: created whole, later changed by merge patches that hold our keys only, and
/// let go by taking those keys off.
public final class Namespaces {

    private static final String POD_SECURITY = "pod-security.kubernetes.io/";
    private static final String POD_SECURITY_LEVEL = "restricted";

    /// The Kubernetes version whose reading of `restricted` holds, so that an upgrade of the
    /// cluster refuses no pod that ran before.
    private static final String POD_SECURITY_VERSION = "v1.36";

    /// What goes when a namespace is let go. The pod-security labels stay: taking them off would
    /// loosen what people who still work in the namespace may do.
    private static final List<String> LABELS_LET_GO =
            List.of(
                    WellKnown.MANAGED_BY_LABEL,
                    WellKnown.GRANT_LABEL,
                    WellKnown.NAMESPACE_POOL_LABEL,
                    WellKnown.TENANT_LABEL);

    private static final List<String> ANNOTATIONS_LET_GO =
            List.of(
                    WellKnown.DELETION_POLICY_ANNOTATION,
                    WellKnown.RESOURCES_ANNOTATION,
                    WellKnown.TENANT_UID_ANNOTATION);

    private Namespaces() {}

    /// A namespace that does not exist yet.
    public static Namespace create(Hold hold) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(hold.name())
                .withLabels(labels(hold))
                .withAnnotations(annotations(hold))
                .endMetadata()
                .build();
    }

    /// The merge patch that makes our keys on an existing namespace as planned; empty where they
    /// are.
    public static Optional<String> patch(Hold hold, NamespaceFacts stored) {
        SortedMap<String, Optional<String>> labels = differing(labels(hold), stored.labels());
        if (!hold.grant() && stored.granted()) {
            labels.put(WellKnown.GRANT_LABEL, Optional.empty());
        }
        return patch(stored, labels, differing(annotations(hold), stored.annotations()));
    }

    /// The merge patch that takes our keys off a namespace; empty where none is left. The
    /// pod-security labels stay.
    public static Optional<String> letGo(NamespaceFacts stored) {
        return patch(
                stored,
                present(LABELS_LET_GO, stored.labels()),
                present(ANNOTATIONS_LET_GO, stored.annotations()));
    }

    private static SortedMap<String, String> labels(Hold hold) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(WellKnown.MANAGED_BY_LABEL, WellKnown.MANAGED_BY);
        labels.put(WellKnown.TENANT_LABEL, hold.tenant());
        labels.put(WellKnown.NAMESPACE_POOL_LABEL, hold.pool());
        if (hold.grant()) {
            labels.put(
                    WellKnown.GRANT_LABEL,
                    hold.dedicated() ? WellKnown.GRANT_DEDICATED : WellKnown.GRANT_SHARED);
        }
        for (String mode : List.of("enforce", "audit", "warn")) {
            labels.put(POD_SECURITY + mode, POD_SECURITY_LEVEL);
            labels.put(POD_SECURITY + mode + "-version", POD_SECURITY_VERSION);
        }
        return labels;
    }

    private static SortedMap<String, String> annotations(Hold hold) {
        SortedMap<String, String> annotations = new TreeMap<>();
        annotations.put(WellKnown.RESOURCES_ANNOTATION, String.join(",", hold.resources()));
        if (!hold.tenantUid().isEmpty()) {
            annotations.put(WellKnown.TENANT_UID_ANNOTATION, hold.tenantUid());
        }
        annotations.put(WellKnown.DELETION_POLICY_ANNOTATION, WellKnown.PROTECT);
        return annotations;
    }

    private static SortedMap<String, Optional<String>> differing(
            SortedMap<String, String> wanted, SortedMap<String, String> stored) {
        SortedMap<String, Optional<String>> changes = new TreeMap<>();
        wanted.forEach(
                (key, value) -> {
                    if (!value.equals(stored.get(key))) {
                        changes.put(key, Optional.of(value));
                    }
                });
        return changes;
    }

    private static SortedMap<String, Optional<String>> present(
            List<String> keys, SortedMap<String, String> stored) {
        SortedMap<String, Optional<String>> changes = new TreeMap<>();
        keys.stream()
                .filter(key -> stored.containsKey(key))
                .forEach(key -> changes.put(key, Optional.empty()));
        return changes;
    }

    /// The uid makes the API server refuse the patch where another namespace of that name has taken
    /// the place of the one that was seen.
    private static Optional<String> patch(
            NamespaceFacts stored,
            SortedMap<String, Optional<String>> labels,
            SortedMap<String, Optional<String>> annotations) {
        if (labels.isEmpty() && annotations.isEmpty()) {
            return Optional.empty();
        }
        MergePatch patch = new MergePatch();
        patch.precondition("uid", stored.uid());
        patch.keys("labels", labels);
        patch.keys("annotations", annotations);
        return Optional.of(patch.json());
    }
}
