package dev.regalia.kube;

import dev.regalia.plan.StackFacts.ClusterPolicy;
import dev.regalia.plan.StackFacts.Toleration;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads NVIDIA's ClusterPolicy, of which one is in force.
final class ClusterPolicies {

    private ClusterPolicies() {}

    /// A ClusterPolicy and when it was created.
    record Read(Instant createdAt, ClusterPolicy policy) {}

    static Read record(GenericKubernetesResource object) {
        Map<?, ?> spec = child(object.getAdditionalProperties(), "spec");
        Map<?, ?> migManager = child(spec, "migManager");
        Map<?, ?> daemonSets = child(spec, "daemonsets");
        return new Read(
                NodeRecords.instant(object.getMetadata().getCreationTimestamp())
                        .orElse(Instant.EPOCH),
                new ClusterPolicy(
                        object.getMetadata().getName(),
                        text(child(spec, "mig").get("strategy")),
                        migManager.get("enabled") instanceof Boolean enabled
                                ? Optional.of(enabled)
                                : Optional.empty(),
                        text(child(migManager, "config").get("name")),
                        daemonSets.get("tolerations") instanceof List<?> tolerations
                                ? Optional.of(tolerations(tolerations))
                                : Optional.empty()));
    }

    /// The one that NVIDIA's operator follows: the oldest.
    static Optional<ClusterPolicy> inForce(List<Read> policies) {
        return policies.stream()
                .min(
                        Comparator.comparing(Read::createdAt)
                                .thenComparing(record -> record.policy().name()))
                .map(Read::policy);
    }

    private static List<Toleration> tolerations(List<?> list) {
        return list.stream()
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .map(
                        toleration ->
                                new Toleration(
                                        text(toleration.get("key")).orElse(""),
                                        text(toleration.get("operator")).orElse(""),
                                        text(toleration.get("value")).orElse(""),
                                        text(toleration.get("effect")).orElse("")))
                .toList();
    }

    private static Map<?, ?> child(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }
}
