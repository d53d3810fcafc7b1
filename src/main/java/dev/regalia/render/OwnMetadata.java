package dev.regalia.render;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The metadata of every object that we make inside a tenant namespace: whose it is, the pool that
/// the namespace draws on, and that it is ours to change and to delete.
final class OwnMetadata {

    private OwnMetadata() {}

    static ObjectMeta of(Hold hold, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(hold.name())
                .addToLabels(WellKnown.MANAGED_BY_LABEL, WellKnown.MANAGED_BY)
                .addToLabels(whose(hold))
                .build();
    }

    /// The labels that say whose the namespace is; on our objects they outlive those of the
    /// namespace.
    static SortedMap<String, String> whose(Hold hold) {
        return new TreeMap<>(
                Map.of(
                        WellKnown.TENANT_LABEL, hold.tenant(),
                        WellKnown.NAMESPACE_POOL_LABEL, hold.pool()));
    }
}
