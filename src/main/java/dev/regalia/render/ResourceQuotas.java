package dev.regalia.render;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.Resources;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
        ObjectMeta metadata = OwnMetadata.of(hold, NAME);
        if (!hold.lent().isEmpty()) {
            metadata.setAnnotations(
                    Map.of(WellKnown.LENT_ANNOTATION, Resources.print(hold.lent())));
        }
        return new ResourceQuotaBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withHard(hard)
                .endSpec()
                .build();
    }

    /// The labels of the quota that say whose the namespace is.
    public static SortedMap<String, String> whose(Hold hold) {
        return OwnMetadata.whose(hold);
    }

    /// What of the grant is away while nodes are cut, as a stored quota says.
    public static SortedMap<String, Long> lent(ResourceQuota quota) {
        Map<String, String> annotations = quota.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(WellKnown.LENT_ANNOTATION);
        return text == null
                ? new TreeMap<>()
                : Resources.parse(text).orElseGet(Collections::emptySortedMap);
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
