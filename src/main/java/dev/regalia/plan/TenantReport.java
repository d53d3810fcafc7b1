package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Holding.Role;
import dev.regalia.plan.TenantRequest.ShareRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// How one tenant stands: what it gets of each share, and why not more.
final class TenantReport {

    /// Findings that say that the spec itself cannot be carried out.
    private static final Set<Reason> REFUSALS =
            Set.of(
                    Reason.UNKNOWN_PROFILE,
                    Reason.AMBIGUOUS_PROFILE,
                    Reason.DUPLICATE_PROFILE,
                    Reason.RESERVED_NAMESPACE,
                    Reason.POOL_MISSING);

    /// Findings that another object stands in the way, for as long as nobody changes something.
    private static final Set<Reason> OBSTACLES =
            Set.of(
                    Reason.NAMESPACE_NOT_OURS,
                    Reason.NAMESPACE_TAKEN,
                    Reason.NAMESPACE_POOL_MISMATCH,
                    Reason.NO_NAMESPACE_FOR_SHARE,
                    Reason.SUSPENDED,
                    Reason.INSUFFICIENT_CAPACITY);

    private final TenantRequest request;
    private final List<Holding> holdings;
    private final Map<String, PoolAccount> pools;
    private final List<Finding> findings = new ArrayList<>();
    private final SortedSet<String> ready = new TreeSet<>();

    /// Shares that ask for nodes of the tenant's own are on such nodes.
    private boolean apart = true;

    private TenantReport(
            TenantRequest request,
            List<Holding> holdings,
            SortedMap<String, NamespacePlan> plans,
            Map<String, PoolAccount> pools) {
        this.request = request;
        this.holdings = holdings;
        this.pools = pools;
        for (Holding holding : holdings) {
            PoolAccount pool = pools.get(holding.pool());
            boolean member = holding.role() == Role.MEMBER && plans.containsKey(holding.name());
            if (member && pool != null && NamespacePlans.ready(holding, pool)) {
                ready.add(holding.name());
            }
        }
    }

    /// @param holdings the tenant's own
    /// @param claims findings about its namespaces
    static TenantOutcome of(
            TenantRequest request,
            List<Holding> holdings,
            List<Finding> claims,
            SortedMap<String, NamespacePlan> plans,
            Map<String, PoolAccount> pools) {
        TenantReport report = new TenantReport(request, holdings, plans, pools);
        report.findings.addAll(request.findings());
        report.findings.addAll(claims);
        return report.outcome();
    }

    private TenantOutcome outcome() {
        TenantFacts tenant = request.tenant();
        namespacesWithoutShare();
        List<ShareStatus> shares = new ArrayList<>();
        for (ShareRequest share : request.shares()) {
            shares.add(new ShareStatus(share.pool(), items(share)));
        }
        holdings.stream().filter(this::suspended).forEach(this::heldBack);
        boolean accepted = findings.stream().noneMatch(one -> REFUSALS.contains(one.reason()));
        boolean readable = request.shares().stream().allMatch(ShareRequest::readable);
        boolean granted =
                readable
                        && apart
                        && shares.stream()
                                .flatMap(share -> share.items().stream())
                                .allMatch(item -> item.granted() == item.requested());
        int wanted = tenant.spec().namespaces().size();
        boolean done = accepted && granted && ready.size() == wanted;
        return new TenantOutcome(
                tenant,
                accepted,
                granted,
                shares,
                wanted,
                ready,
                done ? Progress.DONE : progress(accepted),
                findings);
    }

    private Progress progress(boolean accepted) {
        boolean underWay = holdings.stream().anyMatch(this::underWay);
        boolean stuck =
                !accepted
                        || findings.stream().anyMatch(one -> OBSTACLES.contains(one.reason()))
                        || holdings.stream().anyMatch(this::held);
        return underWay || !stuck ? Progress.RECONCILING : Progress.STALLED;
    }

    private boolean ready(Holding holding) {
        return ready.contains(holding.name());
    }

    /// Something has been written or will be, and its effect is awaited.
    private boolean underWay(Holding holding) {
        boolean moving = holding.role() == Role.MEMBER && movable(holding) && !ready(holding);
        return moving || (holding.role() == Role.TERMINATING && listed(holding));
    }

    /// It is not as wanted, and nothing may be written.
    private boolean held(Holding holding) {
        return holding.role() == Role.MEMBER && !movable(holding) && !ready(holding);
    }

    /// It is not as wanted, because its pool is suspended.
    private boolean suspended(Holding holding) {
        PoolAccount pool = pools.get(holding.pool());
        return pool != null && pool.suspended() && held(holding);
    }

    private void heldBack(Holding holding) {
        findings.add(
                new Finding(
                        WellKnown.TENANT_KIND,
                        request.tenant().name(),
                        "namespaces[%s]".formatted(holding.name()),
                        Reason.SUSPENDED,
                        "pool %s is suspended, so the namespace is not %s"
                                .formatted(
                                        holding.pool(),
                                        holding.facts().isPresent()
                                                ? "granted anything new"
                                                : "made"),
                        "set `spec.suspend: false` in SovereignPool %s".formatted(holding.pool())));
    }

    private boolean movable(Holding holding) {
        PoolAccount pool = pools.get(holding.pool());
        return pool != null && pool.present() && pool.movable();
    }

    private boolean listed(Holding holding) {
        return request.tenant().spec().namespaces().stream()
                .anyMatch(one -> one.name().equals(holding.name()));
    }

    private void namespacesWithoutShare() {
        for (TenantNamespace namespace : request.tenant().spec().namespaces()) {
            String pool = namespace.poolName();
            if (request.share(pool).isPresent()) {
                continue;
            }
            PoolAccount account = pools.get(pool);
            boolean present = account != null && account.present();
            findings.add(
                    new Finding(
                            WellKnown.TENANT_KIND,
                            request.tenant().name(),
                            "namespaces[%s]".formatted(namespace.name()),
                            present ? Reason.NO_SHARE_FOR_NAMESPACE : Reason.POOL_MISSING,
                            present
                                    ? "the tenant has no share of pool %s, so the quota is zero"
                                            .formatted(pool)
                                    : "pool %s does not exist".formatted(pool),
                            present
                                    ? "add a share of pool %s, or remove the namespace"
                                            .formatted(pool)
                                    : "create SovereignPool %s, or remove the namespace"
                                            .formatted(pool)));
        }
    }

    private List<ShareItem> items(ShareRequest share) {
        PoolAccount pool = pools.get(share.pool());
        List<Holding> onPool =
                holdings.stream().filter(one -> one.pool().equals(share.pool())).toList();
        ShareFindings explaining = new ShareFindings(request.tenant(), share, onPool);
        List<ShareItem> items = new ArrayList<>();
        for (TenantRequest.ShareItem item : share.items()) {
            items.add(pool == null ? explaining.unknown(item) : explaining.item(item, pool));
        }
        findings.addAll(explaining.findings(items));
        apart &= pool == null || explaining.apart(items, pool);
        return items;
    }
}
