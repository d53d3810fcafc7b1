package dev.regalia.render;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/// The metadata of every object that we make inside a tenant namespace: whose it is, and that it is
/// ours to change and to delete.
final class OwnMetadata {

    private OwnMetadata() {}

    static ObjectMeta of(Hold hold, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(hold.name())
                .addToLabels(WellKnown.MANAGED_BY_LABEL, WellKnown.MANAGED_BY)
                .addToLabels(WellKnown.TENANT_LABEL, hold.tenant())
                .build();
    }
}
