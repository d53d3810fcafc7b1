package dev.regalia.kube;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regalia.api.PoolSpec;
import dev.regalia.api.PoolStatus;
import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantStatus;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.TenantFacts;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Optional;

/// Pools and tenants as facts. In a spec every field must be known, because one that is not may
/// change what all others mean; a status is ours, and what a later version wrote there is left out.
final class OwnObjects {

    private static final ObjectMapper SPECS = new ObjectMapper();
    private static final ObjectMapper STATUSES =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private OwnObjects() {}

    /// @throws IllegalArgumentException where the spec cannot be read
    static PoolFacts pool(GenericKubernetesResource pool) {
        ObjectMeta metadata = pool.getMetadata();
        return new PoolFacts(
                metadata.getName(),
                metadata.getUid(),
                metadata.getGeneration(),
                createdAt(pool),
                SPECS.convertValue(pool.<Object>get("spec"), PoolSpec.class),
                status(pool, PoolStatus.class));
    }

    /// @throws IllegalArgumentException where the spec cannot be read
    static TenantFacts tenant(GenericKubernetesResource tenant) {
        ObjectMeta metadata = tenant.getMetadata();
        return new TenantFacts(
                metadata.getName(),
                metadata.getUid(),
                metadata.getGeneration(),
                createdAt(tenant),
                SPECS.convertValue(tenant.<Object>get("spec"), TenantSpec.class),
                status(tenant, TenantStatus.class));
    }

    private static <S> Optional<S> status(GenericKubernetesResource object, Class<S> type) {
        return Optional.ofNullable(object.<Object>get("status"))
                .map(status -> STATUSES.convertValue(status, type));
    }

    private static Instant createdAt(HasMetadata object) {
        return NodeRecords.instant(object.getMetadata().getCreationTimestamp())
                .orElse(Instant.EPOCH);
    }
}
