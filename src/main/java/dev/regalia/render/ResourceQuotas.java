package dev.regalia.render;

import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The quota of a tenant namespace: what it may hold of each extended resource, zero included.
public final class ResourceQuotas {

    /// Name of our quota; a namespace may have others beside it.
    public static final String NAME = "regalia";

    /// For extended resources Kubernetes counts requests only.
    public static final String KEY_PREFIX = "requests.";

    private static final List<String> SUFFIXES = List.of("", "k", "M", "G", "T", "P", "E");

    private ResourceQuotas() {}

    /// The quota that a plan asks for.
    public static ResourceQuota of(Hold hold) {
        Map<String, Quantity> hard = new TreeMap<>();
        hold.hard()
                .forEach(
                        (resource, count) ->
                                hard.put(KEY_PREFIX + resource, new Quantity(canonical(count))));
        return new ResourceQuotaBuilder()
                .withMetadata(OwnMetadata.of(hold, NAME))
                .withNewSpec()
                .withHard(hard)
                .endSpec()
                .build();
    }

    /// A count as the API server stores it: with the largest suffix that leaves a whole number, so
    /// that 2000 is `2k` and 2001 stays `2001`.
    static String canonical(long count) {
        long value = count;
        int thousands = 0;
        while (value != 0 && value % 1000 == 0) {
            value /= 1000;
            thousands++;
        }
        return value + SUFFIXES.get(thousands);
    }
}
