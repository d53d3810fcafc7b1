package dev.regalia.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.NamespacePlan.LetGo;
import dev.regalia.render.Namespaces;
import dev.regalia.render.ResourceQuotas;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The namespaces of a [FleetWorld] with their quotas: takes plans, and plays the quota controller.
/// The counts of pods are not in here.
final class WorldNamespaces {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final SortedMap<String, NamespaceFacts> all = new TreeMap<>();

    /// Writes what the operator would write: keys by merge patch, then the quota.
    void write(NamespacePlan plan) {
        NamespaceFacts before = all.get(plan.name());
        if (before != null && before.terminating()) {
            return;
        }
        switch (plan) {
            case Hold hold -> {
                if (before == null) {
                    create(Namespaces.create(hold));
                } else {
                    Namespaces.patch(hold, before).ifPresent(patch -> patch(hold.name(), patch));
                }
                edit(hold.name(), facts -> with(facts, Optional.of(written(facts, hold))));
            }
            case LetGo(String name) -> {
                if (before != null) {
                    edit(name, facts -> with(facts, Optional.empty()));
                    Namespaces.letGo(before).ifPresent(patch -> patch(name, patch));
                }
            }
        }
    }

    private static QuotaFacts written(NamespaceFacts facts, Hold hold) {
        Optional<QuotaFacts> old = facts.quota();
        return new QuotaFacts(
                hold.hard(),
                old.map(QuotaFacts::hardInForce).orElseGet(TreeMap::new),
                old.map(QuotaFacts::used).orElseGet(TreeMap::new),
                hold.lent(),
                ResourceQuotas.whose(hold));
    }

    private void create(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        all.put(
                name,
                new NamespaceFacts(
                        name,
                        "uid-" + name,
                        false,
                        new TreeMap<>(namespace.getMetadata().getLabels()),
                        new TreeMap<>(namespace.getMetadata().getAnnotations()),
                        Optional.empty(),
                        0));
    }

    private void patch(String name, String patch) {
        try {
            JsonNode metadata = JSON.readTree(patch).path("metadata");
            edit(
                    name,
                    facts ->
                            new NamespaceFacts(
                                    name,
                                    facts.uid(),
                                    facts.terminating(),
                                    merged(facts.labels(), metadata.path("labels")),
                                    merged(facts.annotations(), metadata.path("annotations")),
                                    facts.quota(),
                                    0));
        } catch (JsonProcessingException e) {
            throw new AssertionError(patch, e);
        }
    }

    private static SortedMap<String, String> merged(Map<String, String> keys, JsonNode patch) {
        SortedMap<String, String> merged = new TreeMap<>(keys);
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return merged;
    }

    /// The quota controller brings a quota into force and counts what is used.
    void enforce(String name, SortedMap<String, Long> held) {
        editQuota(name, quota -> counted(quota, quota.hard(), held));
    }

    /// Admission counts a pod at once, against what is in force.
    void count(String name, SortedMap<String, Long> held) {
        editQuota(name, quota -> counted(quota, quota.hardInForce(), held));
    }

    void editQuota(String name, UnaryOperator<QuotaFacts> edit) {
        edit(name, facts -> with(facts, facts.quota().map(edit)));
    }

    private static QuotaFacts counted(
            QuotaFacts quota, SortedMap<String, Long> inForce, SortedMap<String, Long> held) {
        return new QuotaFacts(
                quota.hard(), inForce, used(inForce, held), quota.lent(), quota.labels());
    }

    private static SortedMap<String, Long> used(
            SortedMap<String, Long> keys, SortedMap<String, Long> held) {
        SortedMap<String, Long> used = new TreeMap<>();
        keys.keySet().forEach(key -> used.put(key, held.getOrDefault(key, 0L)));
        return used;
    }

    void edit(String name, UnaryOperator<NamespaceFacts> edit) {
        all.computeIfPresent(name, (_, facts) -> edit.apply(facts));
    }

    private static NamespaceFacts with(NamespaceFacts facts, Optional<QuotaFacts> quota) {
        return with(facts, quota, 0);
    }

    static NamespaceFacts with(NamespaceFacts facts, Optional<QuotaFacts> quota, int gpuPods) {
        return new NamespaceFacts(
                facts.name(),
                facts.uid(),
                facts.terminating(),
                facts.labels(),
                facts.annotations(),
                quota,
                gpuPods);
    }
}
