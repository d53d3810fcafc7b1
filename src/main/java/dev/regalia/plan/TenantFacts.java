package dev.regalia.plan;

import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A tenant as it stands in the API server. `status` is only for keeping transition times.
public record TenantFacts(
        String name,
        String uid,
        long generation,
        Instant createdAt,
        TenantSpec spec,
        Optional<TenantStatus> status) {

    /// The order in which tenants are served: the higher priority, then the older, then by name.
    public static final Comparator<TenantFacts> PRECEDENCE =
            Comparator.comparingInt(TenantFacts::priority)
                    .reversed()
                    .thenComparing(TenantFacts::createdAt)
                    .thenComparing(TenantFacts::name);

    /// The priority of the spec, 0 where it is absent.
    public int priority() {
        Integer priority = spec.priority();
        return priority == null ? 0 : priority;
    }
}
