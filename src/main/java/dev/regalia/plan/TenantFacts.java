package dev.regalia.plan;

import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantStatus;
import java.time.Instant;
import java.util.Optional;

/// A tenant as it stands in the API server. `status` is only for keeping transition times.
public record TenantFacts(
        String name,
        String uid,
        long generation,
        Instant createdAt,
        TenantSpec spec,
        Optional<TenantStatus> status) {}
