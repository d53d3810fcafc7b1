package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.plan.Holding.Role;
import dev.regalia.plan.NamespaceClaims.Claims;
import dev.regalia.plan.TenantRequest.ShareRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Plans the tenants' side: which namespace is whose, what each is granted, and how every tenant
/// stands.
public final class Tenants {

    private final OwnerVerdicts verdicts;
    private final SortedMap<String, TenantRequest> requests = new TreeMap<>();
    private final Claims claims;
    private final SortedMap<String, PoolParties> parties = new TreeMap<>();

    private Tenants(
            ClusterSnapshot snapshot,
            SortedMap<String, PoolOffer> pools,
            OwnerVerdicts verdicts,
            Settings settings) {
        this.verdicts = verdicts;
        for (TenantFacts tenant : snapshot.tenants()) {
            requests.put(tenant.name(), TenantRequests.parse(tenant, pools));
        }
        claims = NamespaceClaims.judge(snapshot, settings, verdicts);
        Map<String, List<Holding>> byPool = new HashMap<>();
        for (Holding holding : claims.holdings()) {
            if (!holding.pool().isEmpty()) {
                byPool.computeIfAbsent(holding.pool(), _ -> new ArrayList<>()).add(holding);
            }
        }
        SortedSet<String> names = new TreeSet<>(pools.keySet());
        names.addAll(byPool.keySet());
        for (String name : names) {
            List<Holding> holdings = byPool.getOrDefault(name, List.of());
            parties.put(name, parties(name, pools.containsKey(name), holdings));
        }
    }

    /// Who wants and who has what of which pool, before anything is decided.
    ///
    /// @param pools every pool that exists
    static Tenants of(
            ClusterSnapshot snapshot,
            SortedMap<String, PoolOffer> pools,
            OwnerVerdicts verdicts,
            Settings settings) {
        return new Tenants(snapshot, pools, verdicts, settings);
    }

    /// Who wants and has what of a pool.
    PoolParties parties(String pool) {
        return parties.getOrDefault(pool, PoolParties.none());
    }

    /// The plan for all tenants at once.
    ///
    /// @param supplies every pool that exists, by name
    /// @param quotaKeys extended resources that every quota must list
    Tenancy plan(SortedMap<String, PoolSupply> supplies, SortedSet<String> quotaKeys) {
        SortedMap<String, PoolAccount> pools = new TreeMap<>();
        parties.forEach((name, some) -> pools.put(name, account(name, some, supplies.get(name))));
        SortedMap<String, NamespacePlan> plans =
                NamespacePlans.of(claims.holdings(), requests, pools, quotaKeys);
        return new Tenancy(
                List.copyOf(plans.values()),
                outcomes(plans, pools),
                totals(pools, true),
                totals(pools, false),
                verdicts.findings(),
                verdicts.confirmationsDone(),
                verdicts.reconsiderAt());
    }

    private List<TenantOutcome> outcomes(
            SortedMap<String, NamespacePlan> plans, SortedMap<String, PoolAccount> pools) {
        Map<String, List<Holding>> byTenant = new HashMap<>();
        for (Holding holding : claims.holdings()) {
            if (holding.role() != Role.FORMER) {
                byTenant.computeIfAbsent(holding.tenant(), _ -> new ArrayList<>()).add(holding);
            }
        }
        return requests.values().stream()
                .map(
                        request -> {
                            String name = request.tenant().name();
                            return TenantReport.of(
                                    request,
                                    byTenant.getOrDefault(name, List.of()),
                                    claims.findings().getOrDefault(name, List.of()),
                                    plans,
                                    pools);
                        })
                .toList();
    }

    private PoolParties parties(String pool, boolean exists, List<Holding> holdings) {
        Map<String, List<Holding>> byTenant = new HashMap<>();
        List<Holding> strangers = new ArrayList<>();
        SortedMap<String, TenantRequest> concerned = new TreeMap<>();
        for (TenantRequest request : requests.values()) {
            if (request.share(pool).isPresent()) {
                concerned.put(request.tenant().name(), request);
            }
        }
        for (Holding holding : holdings) {
            TenantRequest request = requests.get(holding.tenant());
            if (request == null || holding.role() == Role.FORMER) {
                strangers.add(holding);
            } else {
                concerned.put(holding.tenant(), request);
                byTenant.computeIfAbsent(holding.tenant(), _ -> new ArrayList<>()).add(holding);
            }
        }
        List<Account> accounts =
                concerned.values().stream()
                        .sorted(Comparator.comparing(TenantRequest::tenant, TenantFacts.PRECEDENCE))
                        .map(
                                request ->
                                        account(
                                                request,
                                                pool,
                                                exists,
                                                byTenant.getOrDefault(
                                                        request.tenant().name(), List.of())))
                        .toList();
        return new PoolParties(accounts, strangers);
    }

    private PoolAccount account(String name, PoolParties some, @Nullable PoolSupply present) {
        boolean movable =
                present == null
                        ? verdicts.poolReleased(name)
                        : present.accepted() && !present.suspended();
        Optional<PoolSupply> supply = Optional.ofNullable(present);
        return new PoolAccount(name, supply, movable, Ledger.balance(movable, supply, some));
    }

    /// Of a pool that is missing and released nothing is wanted any more.
    private static Account account(
            TenantRequest request, String pool, boolean exists, List<Holding> holdings) {
        var share = exists ? request.share(pool) : Optional.<ShareRequest>empty();
        return new Account(
                request.tenant(),
                share.map(ShareRequest::isolation).orElse(Isolation.SHARED_NODE)
                        == Isolation.DEDICATED_NODE,
                share.map(ShareRequest::items).orElse(List.of()),
                share.map(ShareRequest::readable).orElse(true),
                holdings.stream().filter(one -> one.role() == Role.MEMBER).toList(),
                holdings.stream().filter(one -> one.role() != Role.MEMBER).toList(),
                told(request.tenant(), pool));
    }

    private static SortedMap<String, Long> told(TenantFacts tenant, String pool) {
        SortedMap<String, Long> told = new TreeMap<>();
        tenant.status().stream()
                .flatMap(status -> status.shares().stream())
                .filter(share -> share.poolName().equals(pool))
                .flatMap(share -> share.items().stream())
                .forEach(item -> told.put(item.resource(), item.granted()));
        return told;
    }

    private static SortedMap<String, SortedMap<String, Long>> totals(
            SortedMap<String, PoolAccount> pools, boolean committed) {
        SortedMap<String, SortedMap<String, Long>> totals = new TreeMap<>();
        pools.forEach(
                (name, pool) -> {
                    SortedMap<String, Long> sums = new TreeMap<>();
                    pool.books()
                            .forEach(
                                    (resource, book) ->
                                            sums.put(
                                                    resource,
                                                    committed ? book.committed() : book.granted()));
                    totals.put(name, sums);
                });
        return totals;
    }
}
