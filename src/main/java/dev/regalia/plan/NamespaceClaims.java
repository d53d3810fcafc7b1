package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.api.TenantSpec.TenantNamespace;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Holding.Draw;
import dev.regalia.plan.Holding.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whose each namespace is. The label on an existing namespace decides; of two tenants that list
/// one that does not exist yet, the older, then the first by name.
final class NamespaceClaims {

    /// Older tenants first, then by name.
    static final Comparator<TenantFacts> AGE =
            Comparator.comparing(TenantFacts::createdAt).thenComparing(TenantFacts::name);

    private final Settings settings;
    private final OwnerVerdicts verdicts;
    private final List<NodeFacts> nodes;
    private final Map<String, NamespaceFacts> facts = new HashMap<>();
    private final Map<String, TenantFacts> living = new HashMap<>();
    private final SortedMap<String, Holding> holdings = new TreeMap<>();
    private final SortedMap<String, List<Finding>> findings = new TreeMap<>();

    private NamespaceClaims(ClusterSnapshot snapshot, Settings settings, OwnerVerdicts verdicts) {
        this.settings = settings;
        this.verdicts = verdicts;
        this.nodes = snapshot.nodes();
        snapshot.namespaces().forEach(one -> facts.put(one.name(), one));
        snapshot.tenants().forEach(one -> living.put(one.name(), one));
    }

    /// @param holdings sorted by name; namespaces that are to be created included
    /// @param findings per living tenant
    record Claims(List<Holding> holdings, SortedMap<String, List<Finding>> findings) {}

    static Claims judge(ClusterSnapshot snapshot, Settings settings, OwnerVerdicts verdicts) {
        NamespaceClaims claims = new NamespaceClaims(snapshot, settings, verdicts);
        List<TenantFacts> byAge = snapshot.tenants().stream().sorted(AGE).toList();
        for (TenantFacts tenant : byAge) {
            claims.findings.put(tenant.name(), new ArrayList<>());
            tenant.spec().namespaces().forEach(wanted -> claims.claim(tenant, wanted));
        }
        for (NamespaceFacts namespace : snapshot.namespaces()) {
            claims.owner(namespace).ifPresent(tenant -> claims.unlisted(namespace, tenant));
        }
        return new Claims(List.copyOf(claims.holdings.values()), claims.findings);
    }

    private void claim(TenantFacts tenant, TenantNamespace wanted) {
        @Nullable NamespaceFacts there = facts.get(wanted.name());
        if (reserved(wanted.name())) {
            find(
                    tenant,
                    wanted,
                    Reason.RESERVED_NAMESPACE,
                    "namespace %s belongs to the platform".formatted(wanted.name()),
                    "list another name, for example %s-%s".formatted(tenant.name(), wanted.name()));
            if (there != null && owner(there).equals(Optional.of(tenant.name()))) {
                hold(tenant, wanted, Optional.of(there), Role.KEPT);
            }
        } else if (there == null) {
            claimNew(tenant, wanted);
        } else {
            claimExisting(tenant, wanted, there);
        }
    }

    private void claimNew(TenantFacts tenant, TenantNamespace wanted) {
        @Nullable Holding older = holdings.get(wanted.name());
        if (older == null) {
            hold(tenant, wanted, Optional.empty(), Role.MEMBER);
        } else {
            find(
                    tenant,
                    wanted,
                    Reason.NAMESPACE_TAKEN,
                    "tenant %s lists namespace %s too and is older"
                            .formatted(older.tenant(), wanted.name()),
                    "list another name, or remove it from tenant %s".formatted(older.tenant()));
        }
    }

    private void claimExisting(TenantFacts tenant, TenantNamespace wanted, NamespaceFacts there) {
        Optional<String> owner = owner(there);
        if (owner.isEmpty()) {
            notOurs(tenant, wanted, there);
        } else if (!owner.get().equals(tenant.name())) {
            taken(tenant, wanted, owner.get());
        } else if (there.terminating()) {
            hold(tenant, wanted, Optional.of(there), Role.TERMINATING);
        } else if (!there.pools().isEmpty() && !there.pools().contains(wanted.poolName())) {
            mismatch(tenant, wanted, there);
            hold(tenant, wanted, Optional.of(there), Role.KEPT);
        } else {
            hold(tenant, wanted, Optional.of(there), Role.MEMBER);
        }
    }

    /// Whose a namespace is. Its label and that of its quota say so where they agree; where not,
    /// somebody has edited one of them, and the living tenant that it was made for has it.
    private Optional<String> owner(NamespaceFacts there) {
        if (!there.ours()) {
            return Optional.empty();
        }
        boolean agreed = there.labelledAlike();
        @Nullable String uid = there.annotations().get(WellKnown.TENANT_UID_ANNOTATION);
        Optional<String> madeFor =
                living.values().stream()
                        .filter(tenant -> !agreed && tenant.uid().equals(uid))
                        .map(TenantFacts::name)
                        .findFirst();
        return madeFor.or(there::tenant);
    }

    private void notOurs(TenantFacts tenant, TenantNamespace wanted, NamespaceFacts there) {
        String name = wanted.name();
        find(
                tenant,
                wanted,
                Reason.NAMESPACE_NOT_OURS,
                there.ours()
                        ? "namespace %s was made by us, and nothing says any more for whom"
                                .formatted(name)
                        : "namespace %s exists and was not made by us; it is not touched"
                                .formatted(name),
                there.ours()
                        ? "kubectl label namespace %s %s=%s"
                                .formatted(name, WellKnown.TENANT_LABEL, tenant.name())
                        : "list another name, or delete namespace %s".formatted(name));
    }

    private void taken(TenantFacts tenant, TenantNamespace wanted, String owner) {
        find(
                tenant,
                wanted,
                Reason.NAMESPACE_TAKEN,
                "namespace %s belongs to tenant %s".formatted(wanted.name(), owner),
                living.containsKey(owner)
                        ? "list another name, or remove it from tenant %s first".formatted(owner)
                        : "list another name; tenant %s is missing, and what it left is let go once that is confirmed"
                                .formatted(owner));
    }

    private void mismatch(TenantFacts tenant, TenantNamespace wanted, NamespaceFacts there) {
        find(
                tenant,
                wanted,
                Reason.NAMESPACE_POOL_MISMATCH,
                "namespace %s draws on pool %s, as it is labelled, and not on %s; nothing is"
                                .formatted(
                                        wanted.name(), there.pool().orElse(""), wanted.poolName())
                        + " written",
                "write `poolName: %s`, or add another namespace for pool %s"
                        .formatted(there.pool().orElse(""), wanted.poolName()));
    }

    private void hold(
            TenantFacts tenant, TenantNamespace wanted, Optional<NamespaceFacts> there, Role role) {
        String pool =
                there.filter(it -> !it.pools().contains(wanted.poolName()))
                        .flatMap(NamespaceFacts::pool)
                        .orElse(wanted.poolName());
        int weight = wanted.weight() == null ? 1 : wanted.weight();
        put(Holding.of(wanted.name(), there, tenant.name(), new Draw(pool, weight), role));
    }

    /// Where somebody has deleted the quota, what pods hold is all that is known of the grant.
    private void put(Holding holding) {
        boolean unknown = holding.quota().isEmpty() && holding.gpuPods() > 0;
        holdings.put(holding.name(), unknown ? holding.using(held(holding.name())) : holding);
    }

    private SortedMap<String, Long> held(String namespace) {
        SortedMap<String, Long> held = new TreeMap<>();
        for (NodeFacts node : nodes) {
            for (NodeFacts.PodFacts pod : node.gpuPods()) {
                if (pod.namespace().equals(namespace)) {
                    pod.holds().forEach((name, count) -> held.merge(name, count, Long::sum));
                }
            }
        }
        return held;
    }

    /// A namespace of ours that its tenant does not list, or whose tenant is missing.
    private void unlisted(NamespaceFacts there, String owner) {
        @Nullable Holding listed = holdings.get(there.name());
        if (listed != null) {
            return;
        }
        @Nullable TenantFacts tenant = living.get(owner);
        Role role;
        if (there.terminating()) {
            role = Role.TERMINATING;
        } else if (tenant == null) {
            role = verdicts.tenantReleased(owner) ? Role.CONFIRMED : Role.FORMER;
        } else if (ofEarlier(there, tenant)) {
            role = Role.FORMER;
            add(earlier(there, tenant));
        } else {
            role = Role.REMOVED;
        }
        Draw draw = new Draw(there.pool().orElse(""), 1);
        put(Holding.of(there.name(), Optional.of(there), owner, draw, role));
    }

    /// A tenant deleted and created anew must not lose by that what it does not list yet.
    private static boolean ofEarlier(NamespaceFacts there, TenantFacts tenant) {
        @Nullable String uid = there.annotations().get(WellKnown.TENANT_UID_ANNOTATION);
        return uid != null && !uid.equals(tenant.uid());
    }

    private static Finding earlier(NamespaceFacts there, TenantFacts tenant) {
        return new Finding(
                WellKnown.TENANT_KIND,
                tenant.name(),
                "namespaces[%s]".formatted(there.name()),
                Reason.OWNER_MISSING,
                "namespace %s belongs to an earlier tenant of this name and is not listed; it keeps"
                                .formatted(there.name())
                        + " its quota and grant",
                "list it to have it again; to let it go, list it and then remove it");
    }

    private boolean reserved(String name) {
        return settings.reservedNamespaces().contains(name)
                || name.equals("default")
                || name.startsWith("kube-");
    }

    private void find(
            TenantFacts tenant,
            TenantNamespace wanted,
            Reason reason,
            String message,
            String cure) {
        String field = "namespaces[%s]".formatted(wanted.name());
        add(new Finding(WellKnown.TENANT_KIND, tenant.name(), field, reason, message, cure));
    }

    private void add(Finding finding) {
        findings.computeIfAbsent(finding.object(), _ -> new ArrayList<>()).add(finding);
    }
}
