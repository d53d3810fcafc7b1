package dev.regalia.plan;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.PoolStatus;
import java.time.Instant;
import java.util.Optional;

/// A pool as it stands in the API server. `status` is only for keeping transition times.
public record PoolFacts(
        String name,
        String uid,
        long generation,
        Instant createdAt,
        PoolSpec spec,
        Optional<PoolStatus> status) {

    /// The priority of the spec, 0 where it is absent.
    public int priority() {
        Integer priority = spec.priority();
        return priority == null ? 0 : priority;
    }

    /// Whether nothing new may begin.
    public boolean suspended() {
        return Boolean.TRUE.equals(spec.suspend());
    }
}
