package dev.regalia.plan;

import dev.regalia.plan.Holding.Role;
import dev.regalia.plan.NamespaceClaims.Claims;
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

    private final SortedMap<String, PoolSupply> supplies;
    private final OwnerVerdicts verdicts;
    private final SortedMap<String, TenantRequest> requests = new TreeMap<>();
    private final Claims claims;

    private Tenants(
            ClusterSnapshot snapshot,
            SortedMap<String, PoolSupply> supplies,
            OwnerVerdicts verdicts,
            Settings settings) {
        this.supplies = supplies;
        this.verdicts = verdicts;
        for (TenantFacts tenant : snapshot.tenants()) {
            requests.put(tenant.name(), TenantRequests.parse(tenant, supplies));
        }
        claims = NamespaceClaims.judge(snapshot, settings, verdicts);
    }

    /// The plan for all tenants at once.
    ///
    /// @param supplies every pool that exists, by name
    /// @param quotaKeys extended resources that every quota must list
    public static Tenancy plan(
            ClusterSnapshot snapshot,
            SortedMap<String, PoolSupply> supplies,
            SortedSet<String> quotaKeys,
            OwnerVerdicts verdicts,
            Settings settings) {
        return new Tenants(snapshot, supplies, verdicts, settings).plan(quotaKeys);
    }

    private Tenancy plan(SortedSet<String> quotaKeys) {
        SortedMap<String, PoolAccount> pools = pools();
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

    /// Every pool that exists or that a namespace draws on, with its books.
    private SortedMap<String, PoolAccount> pools() {
        Map<String, List<Holding>> byPool = new HashMap<>();
        SortedSet<String> names = new TreeSet<>(supplies.keySet());
        for (Holding holding : claims.holdings()) {
            if (!holding.pool().isEmpty()) {
                names.add(holding.pool());
                byPool.computeIfAbsent(holding.pool(), _ -> new ArrayList<>()).add(holding);
            }
        }
        Map<String, List<TenantRequest>> wanting = new HashMap<>();
        for (TenantRequest request : requests.values()) {
            request.shares()
                    .forEach(
                            share ->
                                    wanting.computeIfAbsent(share.pool(), _ -> new ArrayList<>())
                                            .add(request));
        }
        SortedMap<String, PoolAccount> pools = new TreeMap<>();
        for (String name : names) {
            pools.put(
                    name,
                    pool(
                            name,
                            byPool.getOrDefault(name, List.of()),
                            wanting.getOrDefault(name, List.of())));
        }
        return pools;
    }

    private PoolAccount pool(String name, List<Holding> holdings, List<TenantRequest> wanting) {
        @Nullable PoolSupply present = supplies.get(name);
        boolean movable =
                present == null
                        ? verdicts.poolReleased(name)
                        : present.accepted() && !present.suspended();
        Supply supply = present == null ? Supply.none() : present.supply();
        Map<String, List<Holding>> byTenant = new HashMap<>();
        List<Holding> strangers = new ArrayList<>();
        SortedMap<String, TenantRequest> concerned = new TreeMap<>();
        wanting.forEach(request -> concerned.put(request.tenant().name(), request));
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
                        .sorted(Comparator.comparing(TenantRequest::tenant, NamespaceClaims.AGE))
                        .map(request -> account(request, name, byTenant))
                        .toList();
        return new PoolAccount(
                name,
                Optional.ofNullable(present),
                movable,
                Ledger.balance(movable, supply, accounts, strangers));
    }

    /// Of a pool that is missing and released nothing is wanted any more.
    private Account account(
            TenantRequest request, String pool, Map<String, List<Holding>> byTenant) {
        List<Holding> holdings = byTenant.getOrDefault(request.tenant().name(), List.of());
        boolean present = supplies.containsKey(pool);
        var share = present ? request.share(pool) : Optional.<TenantRequest.ShareRequest>empty();
        return new Account(
                request.tenant().name(),
                share.map(TenantRequest.ShareRequest::wanted).orElse(new TreeMap<>()),
                share.map(TenantRequest.ShareRequest::readable).orElse(true),
                holdings.stream().filter(one -> one.role() == Role.MEMBER).toList(),
                holdings.stream().filter(one -> one.role() != Role.MEMBER).toList());
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
