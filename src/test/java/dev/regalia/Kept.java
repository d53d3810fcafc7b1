package dev.regalia;

import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What must stay as it is while an owner is missing, as text by object: keys and taints of nodes,
/// keys of namespaces, specs of quotas, and which pods run.
final class Kept {

    private Kept() {}

    static SortedMap<String, String> in(KubernetesClient client) {
        SortedMap<String, String> kept = new TreeMap<>();
        client.nodes()
                .list()
                .getItems()
                .forEach(
                        it ->
                                kept.put(
                                        "node " + it.getMetadata().getName(),
                                        keys(it) + it.getSpec().getTaints()));
        client.namespaces()
                .withLabel(WellKnown.MANAGED_BY_LABEL, WellKnown.MANAGED_BY)
                .list()
                .getItems()
                .forEach(it -> kept.put("namespace " + it.getMetadata().getName(), keys(it)));
        client.resourceQuotas()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(
                        it ->
                                kept.put(
                                        "quota of " + it.getMetadata().getNamespace(),
                                        keys(it) + new TreeMap<>(it.getSpec().getHard())));
        client.pods()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(
                        it ->
                                kept.put(
                                        "pod " + it.getMetadata().getName(),
                                        it.getMetadata().getUid() + it.getStatus().getPhase()));
        return kept;
    }

    /// A tenant that is created anew has another uid, which its namespaces then tell.
    private static String keys(HasMetadata object) {
        SortedMap<String, String> annotations = sorted(object.getMetadata().getAnnotations());
        annotations.remove(WellKnown.TENANT_UID_ANNOTATION);
        return sorted(object.getMetadata().getLabels()).toString() + annotations;
    }

    private static SortedMap<String, String> sorted(Map<String, String> map) {
        return new TreeMap<>(map);
    }
}
