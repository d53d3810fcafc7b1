package dev.regalia.kube;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.render.ResourceQuotas;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads our ResourceQuota of a namespace.
final class Quotas {

    private Quotas() {}

    static Optional<QuotaFacts> in(String namespace, Watched<ResourceQuota, ResourceQuota> quotas) {
        return quotas.record(namespace + "/" + ResourceQuotas.NAME).map(Quotas::facts);
    }

    private static QuotaFacts facts(ResourceQuota quota) {
        ResourceQuotaStatus status = quota.getStatus();
        return new QuotaFacts(
                devices(quota.getSpec() == null ? null : quota.getSpec().getHard()),
                devices(status == null ? null : status.getHard()),
                devices(status == null ? null : status.getUsed()),
                ResourceQuotas.lent(quota));
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
