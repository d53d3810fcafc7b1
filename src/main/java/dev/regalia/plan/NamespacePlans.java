package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.NamespacePlan.LetGo;
import dev.regalia.plan.TenantRequest.ShareRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns the books into what each namespace should be.
final class NamespacePlans {

    /// So many quotas may be rewritten at once only because a new GPU model brings new keys.
    private static final int KEY_REWRITES_IN_FLIGHT = 20;

    private final Map<String, TenantRequest> tenants;
    private final Map<String, PoolAccount> pools;
    private final SortedSet<String> quotaKeys;
    private int keyRewritesLeft;

    private NamespacePlans(
            Map<String, TenantRequest> tenants,
            Map<String, PoolAccount> pools,
            SortedSet<String> quotaKeys,
            long notInForce) {
        this.tenants = tenants;
        this.pools = pools;
        this.quotaKeys = quotaKeys;
        this.keyRewritesLeft = Math.toIntExact(Math.max(0, KEY_REWRITES_IN_FLIGHT - notInForce));
    }

    /// The plans, by name; a namespace that must stay as it is has none.
    ///
    /// @param tenants living tenants by name
    /// @param pools every pool that a holding names
    static SortedMap<String, NamespacePlan> of(
            List<Holding> holdings,
            Map<String, TenantRequest> tenants,
            Map<String, PoolAccount> pools,
            SortedSet<String> quotaKeys) {
        long notInForce =
                holdings.stream()
                        .filter(one -> one.quota().isPresent() && !one.amounts().enforced())
                        .count();
        NamespacePlans plans = new NamespacePlans(tenants, pools, quotaKeys, notInForce);
        SortedMap<String, NamespacePlan> all = new TreeMap<>();
        for (Holding holding : holdings) {
            plans.plan(holding).ifPresent(plan -> all.put(holding.name(), plan));
        }
        return all;
    }

    private Optional<NamespacePlan> plan(Holding holding) {
        return switch (holding.role()) {
            case MEMBER -> member(holding);
            case REMOVED, CONFIRMED -> leaving(holding);
            case FORMER -> former(holding);
            case KEPT, TERMINATING -> Optional.empty();
        };
    }

    private Optional<NamespacePlan> member(Holding holding) {
        PoolAccount pool = pools.get(holding.pool());
        TenantRequest tenant = tenants.get(holding.tenant());
        if (pool == null || tenant == null) {
            return Optional.empty();
        }
        boolean exists = holding.facts().isPresent();
        boolean speaks =
                exists ? pool.present() || pool.movable() : pool.present() && pool.movable();
        if (!speaks) {
            return Optional.empty();
        }
        SortedMap<String, Long> hard = hard(holding, pool);
        return Optional.of(
                new Hold(
                        holding.name(),
                        exists,
                        holding.tenant(),
                        tenant.tenant().uid(),
                        holding.pool(),
                        hard,
                        lent(holding, pool),
                        grant(holding, pool, hard),
                        resources(holding, pool, tenant.share(pool.name())),
                        tenant.tenant().spec().members(),
                        false,
                        dedicated(holding, tenant)));
    }

    /// What the share asks for. Of a share that cannot be read, and on a pool where nothing moves,
    /// nothing is taken away.
    private static SortedSet<String> resources(
            Holding holding, PoolAccount pool, Optional<ShareRequest> share) {
        SortedSet<String> resources = new TreeSet<>();
        if (pool.movable() || holding.facts().isEmpty()) {
            share.ifPresent(one -> resources.addAll(one.wanted().keySet()));
        }
        if (!pool.movable() || share.filter(one -> !one.readable()).isPresent()) {
            holding.facts().ifPresent(facts -> resources.addAll(listed(facts)));
        }
        return resources;
    }

    /// Once set, the label stays; it is first set when exactly what is wanted is enforced.
    private static boolean grant(Holding holding, PoolAccount pool, SortedMap<String, Long> hard) {
        if (holding.granted() || !pool.movable() || !holding.amounts().enforced()) {
            return holding.granted();
        }
        return holding.quota().filter(quota -> Amounts.same(quota.hard(), hard)).isPresent();
    }

    private static SortedMap<String, Long> lent(Holding holding, PoolAccount pool) {
        return pool.movable() ? pool.lent(holding.name()) : holding.amounts().lent();
    }

    private SortedMap<String, Long> hard(Holding holding, PoolAccount pool) {
        SortedMap<String, Long> there =
                holding.quota().map(QuotaFacts::hard).orElse(Collections.emptySortedMap());
        if (holding.quota().isPresent() && !pool.movable()) {
            return there;
        }
        SortedMap<String, Long> wanted =
                pool.movable() ? pool.hard(holding.name()) : Collections.emptySortedMap();
        boolean unchanged =
                holding.quota().isPresent() && Amounts.same(holding.amounts().hard(), wanted);
        if (unchanged && (listsAll(there) || keyRewritesLeft == 0)) {
            return there;
        }
        if (unchanged) {
            keyRewritesLeft--;
        }
        SortedMap<String, Long> hard = new TreeMap<>(there);
        hard.replaceAll((_, _) -> 0L);
        quotaKeys.forEach(key -> hard.put(key, 0L));
        hard.putAll(wanted);
        return hard;
    }

    private boolean listsAll(SortedMap<String, Long> hard) {
        Iterator<String> keys = hard.keySet().iterator();
        for (String key : quotaKeys) {
            boolean found = false;
            while (!found && keys.hasNext()) {
                found = keys.next().equals(key);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private Optional<NamespacePlan> leaving(Holding holding) {
        PoolAccount pool = pools.get(holding.pool());
        boolean stays = pool != null && !pool.movable();
        Optional<NamespaceFacts> facts = holding.facts();
        if (stays || facts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                empty(facts.get())
                        ? new LetGo(holding.name())
                        : settled(holding, facts.get(), Collections.emptySortedMap()));
    }

    /// Nothing is used, and nothing can come to be used any more.
    private static boolean empty(NamespaceFacts facts) {
        boolean closed =
                facts.quota()
                        .map(
                                quota ->
                                        quota.inForce()
                                                && isZero(quota.hard())
                                                && isZero(quota.used()))
                        .orElse(true);
        return closed && facts.gpuPods() == 0;
    }

    private static boolean isZero(SortedMap<String, Long> counts) {
        return counts.values().stream().allMatch(count -> count == 0);
    }

    /// A namespace of a missing tenant stays as it is, which somebody may have changed: without its
    /// quota it would have no bound.
    private Optional<NamespacePlan> former(Holding holding) {
        return holding.facts()
                .filter(_ -> !holding.pool().isEmpty())
                .map(facts -> settled(holding, facts, holding.amounts().lent()));
    }

    /// What its role alone leaves it.
    private Hold settled(Holding holding, NamespaceFacts facts, SortedMap<String, Long> lent) {
        SortedMap<String, Long> hard = new TreeMap<>();
        SortedSet<String> keys =
                facts.quota()
                        .<SortedSet<String>>map(quota -> new TreeSet<>(quota.hard().keySet()))
                        .orElse(quotaKeys);
        keys.forEach(key -> hard.put(key, holding.settled(key)));
        TenantRequest tenant = tenants.get(holding.tenant());
        String uid = tenant == null ? "" : tenant.tenant().uid();
        return new Hold(
                holding.name(),
                true,
                holding.tenant(),
                facts.annotations().getOrDefault(WellKnown.TENANT_UID_ANNOTATION, uid),
                holding.pool(),
                hard,
                lent,
                holding.granted(),
                listed(facts),
                List.of(),
                true,
                holding.facts().map(NamespacePlans::isDedicated).orElse(false));
    }

    private static boolean dedicated(Holding holding, TenantRequest tenant) {
        return tenant.share(holding.pool())
                .map(share -> share.isolation() == Isolation.DEDICATED_NODE)
                .orElseGet(() -> holding.facts().map(NamespacePlans::isDedicated).orElse(false));
    }

    private static boolean isDedicated(NamespaceFacts facts) {
        return WellKnown.GRANT_DEDICATED.equals(facts.labels().get(WellKnown.GRANT_LABEL));
    }

    /// The resources that the namespace may ask for as it stands.
    private static SortedSet<String> listed(NamespaceFacts facts) {
        String text = facts.annotations().getOrDefault(WellKnown.RESOURCES_ANNOTATION, "");
        SortedSet<String> resources = new TreeSet<>(Arrays.asList(text.split("[,\\s]+", -1)));
        resources.remove("");
        return resources;
    }

    /// Whether a member stands as its pool's books say: quota written and in force, grant label
    /// set. A key that is only on its way to zero does not count against it.
    static boolean ready(Holding holding, PoolAccount pool) {
        Amounts amounts = holding.amounts();
        boolean written =
                !pool.movable() || Amounts.same(amounts.hard(), pool.hard(holding.name()));
        return written
                && Amounts.same(amounts.hard(), amounts.inForce())
                && holding.quota().isPresent()
                && holding.granted();
    }
}
