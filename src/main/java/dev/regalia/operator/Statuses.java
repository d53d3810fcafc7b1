package dev.regalia.operator;

import dev.regalia.api.PoolStatus;
import dev.regalia.api.TenantStatus;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.api.TenantStatus.Summary;
import dev.regalia.operator.Published.Wanted;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.TenantFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statuses that pools and tenants should have, from the loop to the reconcilers.
final class Statuses {

    /// Pods come and go; a status in which only what they use has changed is published this seldom.
    private static final Duration BETWEEN_USES = Duration.ofSeconds(10);

    private final Published<PoolStatus> pools = new Published<>();
    private final Published<TenantStatus> tenants = new Published<>();

    Published<PoolStatus> pools() {
        return pools;
    }

    Published<TenantStatus> tenants() {
        return tenants;
    }

    /// The snapshot with the statuses that were published last in place of those that the caches
    /// show, which may be older: transition times are taken from there.
    ClusterSnapshot over(ClusterSnapshot seen) {
        return new ClusterSnapshot(
                seen.takenAt(),
                seen.served(),
                seen.pools().stream().map(this::over).toList(),
                seen.tenants().stream().map(this::over).toList(),
                seen.nodes(),
                seen.namespaces(),
                seen.migConfig(),
                seen.stack(),
                seen.confirmations(),
                seen.memory());
    }

    /// Publishes a pool's status.
    void publish(PoolFacts pool, PoolStatus status, Instant now) {
        pools.publish(pool.name(), new Wanted<>(pool.uid(), pool.generation(), status, now));
    }

    /// Publishes a tenant's status, or holds it back where only what pods use has changed too soon
    /// after the last time.
    ///
    /// @return when to publish it, where it is held back
    Optional<Instant> publish(TenantFacts tenant, TenantStatus status, Instant now) {
        Wanted<TenantStatus> next = new Wanted<>(tenant.uid(), tenant.generation(), status, now);
        Optional<Instant> later =
                tenants.wanted(tenant.name())
                        .filter(last -> last.isFor(next.uid(), next.generation()))
                        .filter(last -> !last.status().equals(status))
                        .filter(last -> withoutUse(last.status()).equals(withoutUse(status)))
                        .map(last -> last.since().plus(BETWEEN_USES))
                        .filter(now::isBefore);
        if (later.isEmpty()) {
            tenants.publish(tenant.name(), next);
        }
        return later;
    }

    private PoolFacts over(PoolFacts pool) {
        return pools.wanted(pool.name())
                .filter(wanted -> wanted.uid().equals(pool.uid()))
                .map(
                        wanted ->
                                new PoolFacts(
                                        pool.name(),
                                        pool.uid(),
                                        pool.generation(),
                                        pool.createdAt(),
                                        pool.spec(),
                                        Optional.of(wanted.status())))
                .orElse(pool);
    }

    private TenantFacts over(TenantFacts tenant) {
        return tenants.wanted(tenant.name())
                .filter(wanted -> wanted.uid().equals(tenant.uid()))
                .map(
                        wanted ->
                                new TenantFacts(
                                        tenant.name(),
                                        tenant.uid(),
                                        tenant.generation(),
                                        tenant.createdAt(),
                                        tenant.spec(),
                                        Optional.of(wanted.status())))
                .orElse(tenant);
    }

    private static TenantStatus withoutUse(TenantStatus status) {
        return new TenantStatus(
                status.observedGeneration(),
                status.conditions(),
                status.shares().stream().map(Statuses::withoutUse).toList(),
                withoutUse(status.summary()));
    }

    private static ShareStatus withoutUse(ShareStatus share) {
        List<ShareItem> items =
                share.items().stream()
                        .map(
                                item ->
                                        new ShareItem(
                                                item.resource(),
                                                item.requested(),
                                                item.reserved(),
                                                item.granted(),
                                                0,
                                                item.reason()))
                        .toList();
        return new ShareStatus(share.poolName(), items);
    }

    private static @Nullable Summary withoutUse(@Nullable Summary summary) {
        return summary == null
                ? null
                : new Summary(summary.granted(), "", summary.namespaces(), summary.pools());
    }
}
