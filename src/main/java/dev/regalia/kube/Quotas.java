package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.render.ResourceQuotas;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads our ResourceQuota of a namespace.
final class Quotas {

    private static final String OWN_PREFIX = WellKnown.GROUP + "/";

    private Quotas() {}

    static Optional<QuotaFacts> in(String namespace, Watched<ResourceQuota, ResourceQuota> quotas) {
        return quotas.record(namespace + "/" + ResourceQuotas.NAME).map(Quotas::facts);
    }

    /// The namespaces that our quota says to be a tenant's, whatever their own labels say.
    static Set<String> ownedNamespaces(Watched<ResourceQuota, ResourceQuota> quotas) {
        Set<String> owned = new HashSet<>();
        for (ResourceQuota quota : quotas.records()) {
            if (ownLabels(quota).containsKey(WellKnown.TENANT_LABEL)) {
                owned.add(quota.getMetadata().getNamespace());
            }
        }
        return owned;
    }

    private static SortedMap<String, String> ownLabels(ResourceQuota quota) {
        SortedMap<String, String> own = new TreeMap<>();
        Map<String, String> labels = quota.getMetadata().getLabels();
        if (labels != null && WellKnown.MANAGED_BY.equals(labels.get(WellKnown.MANAGED_BY_LABEL))) {
            own.putAll(labels);
            own.keySet().removeIf(key -> !key.startsWith(OWN_PREFIX));
        }
        return own;
    }

    private static QuotaFacts facts(ResourceQuota quota) {
        ResourceQuotaStatus status = quota.getStatus();
        return new QuotaFacts(
                devices(quota.getSpec() == null ? null : quota.getSpec().getHard()),
                devices(status == null ? null : status.getHard()),
                devices(status == null ? null : status.getUsed()),
                ResourceQuotas.lent(quota),
                ownLabels(quota));
    }

    private static SortedMap<String, Long> devices(@Nullable Map<String, Quantity> quantities) {
        SortedMap<String, Long> devices = new TreeMap<>();
        if (quantities != null) {
            quantities.forEach(
                    (key, quantity) -> {
                        if (key.startsWith(ResourceQuotas.KEY_PREFIX + WellKnown.NVIDIA_PREFIX)) {
                            devices.put(
                                    key.substring(ResourceQuotas.KEY_PREFIX.length()),
                                    PodRecord.count(quantity));
                        }
                    });
        }
        return devices;
    }
}
