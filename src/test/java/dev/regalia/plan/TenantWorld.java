package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.GPU;
import static dev.regalia.plan.TenantSamples.H100;
import static dev.regalia.plan.TenantSamples.NOW;
import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.THREE_G;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.poolFacts;
import static dev.regalia.plan.TenantSamples.settings;
import static dev.regalia.plan.TenantSamples.slices;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.TenantSpec;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.NamespacePlan.LetGo;
import dev.regalia.render.ResourceQuotas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A small cluster for the tests of the tenants' side: it takes a plan, and plays the quota
/// controller and the pods.
final class TenantWorld {

    final SortedMap<String, PoolSupply> pools = new TreeMap<>();
    final SortedMap<String, TenantFacts> tenants = new TreeMap<>();
    final SortedMap<String, NamespaceFacts> namespaces = new TreeMap<>();
    final List<NodeFacts> nodes = new ArrayList<>();
    final SortedSet<String> confirmations = new TreeSet<>();
    final SortedMap<String, Instant> missingSince = new TreeMap<>();
    final SortedMap<String, Instant> wentSince = new TreeMap<>();
    final SortedMap<String, Instant> presentSince = new TreeMap<>();
    final SortedMap<String, Supply> own = new TreeMap<>();
    SortedSet<String> quotaKeys = new TreeSet<>(List.of(GPU, ONE_G, THREE_G));
    Instant now = NOW;
    boolean served = true;
    private int uids;

    /// A pool whose nodes give the same for every purpose.
    void pool(String name, Map<String, Long> gives) {
        pool(name, gives, gives, gives);
    }

    void pool(
            String name,
            Map<String, Long> keep,
            Map<String, Long> fresh,
            Map<String, Long> potential) {
        Supply supply =
                new Supply(new TreeMap<>(keep), new TreeMap<>(fresh), new TreeMap<>(potential));
        SortedSet<String> resources = new TreeSet<>(List.of(GPU, ONE_G, THREE_G));
        pools.put(
                name,
                new PoolSupply(
                        poolFacts(name),
                        true,
                        false,
                        false,
                        supply,
                        own,
                        List.of(H100),
                        resources,
                        List.of()));
    }

    void change(String pool, boolean accepted, boolean suspended, boolean joining) {
        pools.computeIfPresent(
                pool,
                (_, old) ->
                        new PoolSupply(
                                old.pool(),
                                accepted,
                                suspended,
                                joining,
                                old.supply(),
                                old.own(),
                                old.geometries(),
                                old.resources(),
                                old.demand()));
    }

    /// Adds or edits a tenant; the first to come is the oldest.
    void tenant(String name, List<Share> shares, List<TenantNamespace> listed) {
        TenantSpec spec = new TenantSpec(shares, listed, List.of(), null);
        TenantFacts old = tenants.get(name);
        uids++;
        String uid = old == null ? "uid-" + uids : old.uid();
        Instant created = old == null ? NOW.plusSeconds(uids) : old.createdAt();
        tenants.put(name, new TenantFacts(name, uid, 1, created, spec, Optional.empty()));
    }

    /// A tenant with a share of 1g partitions of pool `paris` and one namespace of its own name.
    void simpleTenant(String name, int count) {
        tenant(name, List.of(slices("paris", count)), List.of(on("paris", name, 1)));
    }

    /// A namespace as somebody else made it.
    void foreignNamespace(String name) {
        put(name, new TreeMap<>(), Optional.empty(), 0, false);
    }

    ClusterSnapshot snapshot() {
        Memory none = Memory.empty();
        Memory memory =
                new Memory(
                        new TreeMap<>(missingSince),
                        new TreeMap<>(wentSince),
                        new TreeMap<>(presentSince),
                        none.dips(),
                        none.lastAllocatable(),
                        none.successSince(),
                        none.mends(),
                        none.unusedSince());
        return new ClusterSnapshot(
                now,
                new ClusterSnapshot.Served(served, served),
                pools.values().stream().map(PoolSupply::pool).toList(),
                List.copyOf(tenants.values()),
                nodes,
                List.copyOf(namespaces.values()),
                MigConfigFacts.none(),
                new StackFacts(Optional.empty(), List.of()),
                confirmations,
                memory);
    }

    OwnerVerdicts judge() {
        return Owners.judge(snapshot(), settings());
    }

    /// One look: missing owners are remembered, and the plan is made.
    Tenancy look() {
        OwnerVerdicts verdicts = judge();
        missingSince.keySet().retainAll(verdicts.missing());
        verdicts.missing().forEach(key -> missingSince.putIfAbsent(key, now));
        return Tenants.of(snapshot(), offers(), verdicts, settings()).plan(pools, quotaKeys);
    }

    private SortedMap<String, PoolOffer> offers() {
        SortedMap<String, PoolOffer> offers = new TreeMap<>();
        pools.forEach(
                (name, supply) ->
                        offers.put(
                                name, new PoolOffer(supply.geometries(), Isolation.SHARED_NODE)));
        return offers;
    }

    /// Carries the plan out; returns how many namespaces changed by it.
    int apply(Tenancy tenancy) {
        int changed = 0;
        for (NamespacePlan plan : tenancy.namespaces()) {
            NamespaceFacts before = namespaces.get(plan.name());
            switch (plan) {
                case Hold hold -> hold(hold, before);
                case LetGo(String name) -> foreignNamespace(name);
            }
            if (!namespace(plan.name()).equals(before)) {
                changed++;
            }
        }
        confirmations.removeAll(tenancy.confirmationsDone());
        return changed;
    }

    private void hold(Hold hold, @Nullable NamespaceFacts before) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(WellKnown.TENANT_LABEL, hold.tenant());
        labels.put(WellKnown.NAMESPACE_POOL_LABEL, hold.pool());
        if (hold.grant()) {
            labels.put(WellKnown.GRANT_LABEL, WellKnown.GRANT_SHARED);
        }
        Optional<QuotaFacts> old = Optional.ofNullable(before).flatMap(NamespaceFacts::quota);
        QuotaFacts quota =
                new QuotaFacts(
                        hold.hard(),
                        old.map(QuotaFacts::hardInForce).orElse(new TreeMap<>()),
                        old.map(QuotaFacts::used).orElse(new TreeMap<>()),
                        hold.lent(),
                        ResourceQuotas.whose(hold));
        put(hold.name(), labels, Optional.of(quota), before == null ? 0 : before.gpuPods(), false);
        annotate(hold.name(), WellKnown.TENANT_UID_ANNOTATION, hold.tenantUid());
        annotate(hold.name(), WellKnown.RESOURCES_ANNOTATION, String.join(" ", hold.resources()));
    }

    private void annotate(String name, String key, String value) {
        NamespaceFacts old = namespace(name);
        SortedMap<String, String> annotations = new TreeMap<>(old.annotations());
        annotations.put(key, value);
        namespaces.put(name, NamespaceEdits.annotations(old, annotations));
    }

    private void put(
            String name,
            SortedMap<String, String> labels,
            Optional<QuotaFacts> quota,
            int gpuPods,
            boolean terminating) {
        namespaces.put(
                name,
                new NamespaceFacts(
                        name, "uid-" + name, terminating, labels, new TreeMap<>(), quota, gpuPods));
    }

    /// The quota controller brings one namespace's quota into force.
    void enforce(String name) {
        editQuota(
                name,
                quota ->
                        new QuotaFacts(
                                quota.hard(),
                                quota.hard(),
                                quota.used(),
                                quota.lent(),
                                quota.labels()));
    }

    void enforceAll() {
        List.copyOf(namespaces.keySet()).forEach(this::enforce);
    }

    void use(String name, String resource, long count) {
        editQuota(
                name,
                quota -> {
                    SortedMap<String, Long> used = new TreeMap<>(quota.used());
                    used.put(resource, count);
                    return quota.using(used);
                });
        NamespaceFacts old = namespace(name);
        long all = old.quota().orElseThrow().used().values().stream().mapToLong(n -> n).sum();
        namespaces.put(name, NamespaceEdits.gpuPods(old, Math.toIntExact(all)));
    }

    private void editQuota(String name, UnaryOperator<QuotaFacts> edit) {
        namespaces.computeIfPresent(
                name, (_, old) -> NamespaceEdits.quota(old, old.quota().map(edit)));
    }

    /// Somebody edits a namespace.
    void relabel(String name, UnaryOperator<SortedMap<String, String>> edit) {
        namespaces.computeIfPresent(
                name,
                (_, old) -> NamespaceEdits.labels(old, edit.apply(new TreeMap<>(old.labels()))));
    }

    void terminate(String name) {
        namespaces.computeIfPresent(name, (_, old) -> NamespaceEdits.terminating(old));
    }

    /// Looks, writes and enforces until nothing changes; returns the settled plan.
    Tenancy settle() {
        for (int round = 0; round < 60; round++) {
            Tenancy tenancy = look();
            int changed = apply(tenancy);
            SortedMap<String, NamespaceFacts> before = new TreeMap<>(namespaces);
            enforceAll();
            if (changed == 0 && before.equals(namespaces)) {
                return tenancy;
            }
        }
        throw new AssertionError("does not settle: " + namespaces);
    }

    NamespaceFacts namespace(String name) {
        return Objects.requireNonNull(namespaces.get(name), name);
    }

    TenantFacts living(String name) {
        return Objects.requireNonNull(tenants.get(name), name);
    }

    PoolSupply supply(String name) {
        return Objects.requireNonNull(pools.get(name), name);
    }

    long hard(String name, String resource) {
        return namespace(name)
                .quota()
                .map(quota -> quota.hard().getOrDefault(resource, 0L))
                .orElse(0L);
    }
}
