package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantStatus;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Holding.Role;
import dev.regalia.plan.TenantRequest.ShareItem;
import dev.regalia.plan.TenantRequest.ShareRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a tenant gets of one share, resource by resource, and the words for what it does not get.
final class ShareFindings {

    private final TenantFacts tenant;
    private final ShareRequest share;
    private final List<Holding> holdings;
    private final List<Finding> findings = new ArrayList<>();

    /// @param holdings the tenant's namespaces on the pool of the share
    ShareFindings(TenantFacts tenant, ShareRequest share, List<Holding> holdings) {
        this.tenant = tenant;
        this.share = share;
        this.holdings = holdings;
    }

    /// The line of status, with the finding that goes with it.
    TenantStatus.ShareItem item(ShareItem item, PoolAccount pool) {
        ResourceBook.Line line = pool.line(item.resource(), tenant.name());
        long granted = granted(item.resource());
        Reason reason = reason(item, pool, line, granted);
        explain(item, pool, line, granted, reason);
        long used = holdings.stream().mapToLong(one -> one.used(item.resource())).sum();
        Long reserved = pool.present() ? line.reserved() : null;
        return new TenantStatus.ShareItem(
                item.resource(), item.count(), reserved, granted, used, reason.text());
    }

    /// Of a pool that nothing is known of.
    TenantStatus.ShareItem unknown(ShareItem item) {
        return new TenantStatus.ShareItem(
                item.resource(), item.count(), null, 0, 0, Reason.POOL_MISSING.text());
    }

    /// All findings about the share, those about the whole of it included.
    List<Finding> findings(List<TenantStatus.ShareItem> items) {
        String field = "shares[%s]".formatted(share.pool());
        boolean listed =
                tenant.spec().namespaces().stream()
                        .anyMatch(one -> one.poolName().equals(share.pool()));
        if (!listed) {
            find(
                    field,
                    Reason.NO_NAMESPACE_FOR_SHARE,
                    "no namespace of the tenant draws on pool %s, so the share is reserved and not"
                                    .formatted(share.pool())
                            + " granted",
                    "add a namespace with `poolName: %s`".formatted(share.pool()));
        }
        long requested = items.stream().mapToLong(TenantStatus.ShareItem::requested).sum();
        long granted =
                items.stream().mapToLong(one -> Math.min(one.granted(), one.requested())).sum();
        held(field, items);
        if (granted > 0 && granted < requested) {
            find(
                    field,
                    Reason.PARTLY_GRANTED,
                    "%d of %d GPUs and partitions are granted".formatted(granted, requested),
                    "");
        }
        return findings;
    }

    /// What does not change because the pool is suspended.
    private void held(String field, List<TenantStatus.ShareItem> items) {
        String held =
                items.stream()
                        .filter(item -> item.reason().equals(Reason.SUSPENDED.text()))
                        .map(
                                item ->
                                        "%d of %d %s"
                                                .formatted(
                                                        item.granted(),
                                                        item.requested(),
                                                        item.resource()))
                        .collect(Collectors.joining(", "));
        if (!held.isEmpty()) {
            find(
                    field,
                    Reason.SUSPENDED,
                    "pool %s is suspended, so nothing is raised or lowered on it; granted are %s"
                            .formatted(share.pool(), held),
                    "set `spec.suspend: false` in SovereignPool %s".formatted(share.pool()));
        }
    }

    private long granted(String resource) {
        return holdings.stream()
                .filter(one -> one.role() == Role.MEMBER || one.role() == Role.KEPT)
                .filter(Holding::granted)
                .mapToLong(one -> one.inForce(resource))
                .sum();
    }

    private Reason reason(ShareItem item, PoolAccount pool, ResourceBook.Line line, long granted) {
        boolean hasMember = holdings.stream().anyMatch(one -> one.role() == Role.MEMBER);
        if (!pool.present()) {
            return Reason.POOL_MISSING;
        }
        boolean apart = apart(item, pool, granted);
        if (pool.movable() && !apart) {
            return isUnserved(item, pool) ? Reason.INSUFFICIENT_CAPACITY : Reason.WAITING_FOR_NODES;
        }
        if (apart
                && granted == item.count()
                && (settled(item.resource(), pool.book(item.resource())) || !pool.movable())) {
            return Reason.GRANTED;
        }
        if (pool.suspended()) {
            return Reason.SUSPENDED;
        }
        return hasMember ? coming(item, pool, line) : Reason.NO_NAMESPACE_FOR_SHARE;
    }

    /// What a share waits for, or lacks, once a namespace draws on it.
    private Reason coming(ShareItem item, PoolAccount pool, ResourceBook.Line line) {
        if (!pool.movable()) {
            return Reason.INSUFFICIENT_CAPACITY;
        }
        long missing = item.count() - line.target();
        boolean reserved = line.reserved() >= item.count();
        if (missing <= 0 || (reserved && missing <= freeLater(item, pool))) {
            return Reason.WAITING_FOR_QUOTA;
        }
        boolean comes = !isUnserved(item, pool) || line.reserved() > line.target();
        return reserved || (pool.joining() && comes)
                ? Reason.WAITING_FOR_NODES
                : Reason.INSUFFICIENT_CAPACITY;
    }

    /// Whether what is granted is on nodes of the tenant's own, those about to be cut included,
    /// where that is asked for.
    private boolean apart(ShareItem item, PoolAccount pool, long granted) {
        return share.isolation() != Isolation.DEDICATED_NODE
                || pool.supply()
                        .map(it -> it.ownOf(tenant.name()))
                        .map(own -> Resources.plus(own.fresh(), own.ending()))
                        .map(own -> own.getOrDefault(item.resource(), 0L) >= granted)
                        .orElse(true);
    }

    /// Whether all that is granted is on nodes of the tenant's own, where that is asked for.
    boolean apart(List<TenantStatus.ShareItem> items, PoolAccount pool) {
        return share.items().stream()
                .allMatch(
                        item ->
                                items.stream()
                                        .filter(one -> one.resource().equals(item.resource()))
                                        .allMatch(one -> apart(item, pool, one.granted())));
    }

    /// Whether the plan from demand has found that not all of it can be reserved.
    private boolean isUnserved(ShareItem item, PoolAccount pool) {
        return pool.supply()
                .flatMap(supply -> supply.unserved(tenant.name(), item.resource()))
                .isPresent();
    }

    private static long freeLater(ShareItem item, PoolAccount pool) {
        return pool.book(item.resource()).freeLater();
    }

    /// Whether every member's quota says and enforces what the books say.
    private boolean settled(String resource, ResourceBook book) {
        return holdings.stream()
                .filter(one -> one.role() == Role.MEMBER)
                .allMatch(
                        one ->
                                book.hard().getOrDefault(one.name(), 0L) == one.hard(resource)
                                        && one.hard(resource) == one.inForce(resource));
    }

    private void explain(
            ShareItem item, PoolAccount pool, ResourceBook.Line line, long granted, Reason reason) {
        switch (reason) {
            case WAITING_FOR_QUOTA -> find(item.field(), reason, quotaAwaited(), "");
            case WAITING_FOR_NODES -> {
                if (isUnserved(item, pool)) {
                    insufficient(item, pool, line, granted);
                }
                if (!apart(item, pool, granted)) {
                    find(
                            item.field(),
                            reason,
                            "%d %s are granted on shared nodes until nodes of the tenant's own are"
                                            .formatted(granted, item.resource())
                                    + " there",
                            "");
                    return;
                }
                find(
                        item.field(),
                        reason,
                        "%d of %d %s are granted; %d more wait for nodes of pool %s"
                                .formatted(
                                        granted,
                                        item.count(),
                                        item.resource(),
                                        Math.max(0, line.reserved() - granted),
                                        pool.name()),
                        "");
            }
            case INSUFFICIENT_CAPACITY -> insufficient(item, pool, line, granted);
            case NO_NAMESPACE_FOR_SHARE -> {
                if (isUnserved(item, pool)
                        || coming(item, pool, line) == Reason.INSUFFICIENT_CAPACITY) {
                    insufficient(item, pool, line, granted);
                }
            }
            default -> {
                // Granted needs no words; the others are said once for the whole share.
            }
        }
    }

    private String quotaAwaited() {
        List<String> without =
                holdings.stream()
                        .filter(one -> one.role() == Role.MEMBER && one.quota().isEmpty())
                        .map(Holding::name)
                        .toList();
        return switch (without.size()) {
            case 0 -> "the quota is not in force yet";
            case 1 -> "namespace %s has no quota yet".formatted(without.getFirst());
            default ->
                    "namespace %s and %d more have no quota yet"
                            .formatted(without.getFirst(), without.size() - 1);
        };
    }

    private void insufficient(
            ShareItem item, PoolAccount pool, ResourceBook.Line line, long granted) {
        PoolSupply supply = pool.supply().orElseThrow();
        long potential = supply.supply().potential().getOrDefault(item.resource(), 0L);
        if (!supply.accepted()) {
            find(
                    item.field(),
                    Reason.INSUFFICIENT_CAPACITY,
                    "the spec of pool %s cannot be carried out, so nothing is raised or lowered on"
                                    .formatted(pool.name())
                            + " it; %d of %d %s are granted"
                                    .formatted(granted, item.count(), item.resource()),
                    "mend SovereignPool %s; its conditions say what is wrong"
                            .formatted(pool.name()));
        } else if (!supply.resources().contains(item.resource())) {
            find(
                    item.field(),
                    Reason.INSUFFICIENT_CAPACITY,
                    "no node group of pool %s shows %s".formatted(pool.name(), item.resource()),
                    "cut it in `partitioning` of a node group of pool %s, or remove the line"
                            .formatted(pool.name()));
        } else if (supply.unserved(tenant.name(), item.resource()).isPresent()) {
            DemandPlan.Unserved unserved =
                    supply.unserved(tenant.name(), item.resource()).orElseThrow();
            find(
                    item.field(),
                    Reason.INSUFFICIENT_CAPACITY,
                    "%d %s are asked for and %d can be reserved in pool %s%s"
                            .formatted(
                                    item.count(),
                                    item.resource(),
                                    line.reserved(),
                                    pool.name(),
                                    unserved.because().isEmpty() ? "" : ": " + unserved.because()),
                    unserved.cure());
        } else {
            find(
                    item.field(),
                    Reason.INSUFFICIENT_CAPACITY,
                    "%d %s are asked for and %d reserved: pool %s will give %d, and others hold or"
                                    .formatted(
                                            item.count(),
                                            item.resource(),
                                            line.reserved(),
                                            pool.name(),
                                            potential)
                            + " have reserved the rest",
                    "%s, or add nodes to pool %s"
                            .formatted(share.less(line.reserved()), pool.name()));
        }
    }

    private void find(String field, Reason reason, String message, String cure) {
        findings.add(
                new Finding(WellKnown.TENANT_KIND, tenant.name(), field, reason, message, cure));
    }
}
