package dev.regalia.plan;

import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// A namespace as the ledger sees it: whose it is, which pool it draws on, and what may be done
/// with it.
///
/// @param facts empty where the namespace does not exist yet
/// @param amounts what its quota says
/// @param tenant the living or former tenant that has it
/// @param pool the pool it draws on; empty where neither label nor spec says so
/// @param weight its part of the share, relative to the tenant's other members on the pool
record Holding(
        String name,
        Optional<NamespaceFacts> facts,
        Amounts amounts,
        String tenant,
        String pool,
        int weight,
        Role role) {

    static Holding of(
            String name, Optional<NamespaceFacts> facts, String tenant, Draw draw, Role role) {
        Amounts amounts = Amounts.of(facts.flatMap(NamespaceFacts::quota));
        return new Holding(name, facts, amounts, tenant, draw.pool(), draw.weight(), role);
    }

    /// The same with other pods in it than its quota knows of.
    Holding using(SortedMap<String, Long> used) {
        Amounts now =
                new Amounts(
                        amounts.hard(),
                        amounts.inForce(),
                        used,
                        amounts.lent(),
                        amounts.enforced());
        return new Holding(name, facts, now, tenant, pool, weight, role);
    }

    /// Which pool a namespace draws on, and its weight there.
    record Draw(String pool, int weight) {}

    /// By name.
    static final Comparator<Holding> ORDER = Comparator.comparing(Holding::name);

    /// What may be done with a namespace.
    enum Role {
        /// Listed by its living tenant: it gets its part of the share.
        MEMBER,
        /// Listed by its living tenant, but something stands against it: nothing is written.
        KEPT,
        /// No longer listed by its living tenant: lowered to what is used, let go when empty.
        REMOVED,
        /// Its tenant is missing and that is confirmed: the same.
        CONFIRMED,
        /// Its tenant is missing: nothing is written, and what it has stays committed.
        FORMER,
        /// Being deleted: nothing is written, and what its pods use stays committed.
        TERMINATING;

        /// Whether quota comes down to what is used.
        boolean leaving() {
            return this == REMOVED || this == CONFIRMED;
        }
    }

    Optional<QuotaFacts> quota() {
        return facts.flatMap(NamespaceFacts::quota);
    }

    /// What it holds or may hold now. A namespace that is being deleted admits no pods.
    long committed(String resource) {
        return role == Role.TERMINATING
                ? used(resource)
                : Math.max(hard(resource), Math.max(inForce(resource), used(resource)));
    }

    long hard(String resource) {
        return amounts.hard().getOrDefault(resource, 0L);
    }

    long inForce(String resource) {
        return amounts.inForce().getOrDefault(resource, 0L);
    }

    long used(String resource) {
        return amounts.used().getOrDefault(resource, 0L);
    }

    /// What of its grant is away while nodes are cut.
    long lent(String resource) {
        return amounts.lent().getOrDefault(resource, 0L);
    }

    /// Its pods that hold GPUs or partitions.
    int gpuPods() {
        return facts.map(NamespaceFacts::gpuPods).orElse(0);
    }

    /// Whether the grant label is set, so that what is in force may be used.
    boolean granted() {
        return facts.map(NamespaceFacts::granted).orElse(false);
    }

    /// What its quota will be where nothing but its role decides; where somebody has deleted it,
    /// what is used is all that is known.
    long settled(String resource) {
        return switch (role) {
            case REMOVED, CONFIRMED -> Math.min(hard(resource), used(resource));
            case TERMINATING -> used(resource);
            case MEMBER, KEPT, FORMER -> quota().isPresent() ? hard(resource) : used(resource);
        };
    }

    /// What of its quota goes to the tenant's other namespaces.
    long comesFree(String resource) {
        return role.leaving() || role == Role.TERMINATING
                ? Math.max(0, hard(resource) - settled(resource))
                : 0;
    }

    /// What it will still take away from others once that quota is in force.
    long floor(String resource) {
        return switch (role) {
            case REMOVED, CONFIRMED, TERMINATING -> used(resource);
            case MEMBER, KEPT, FORMER -> committed(resource);
        };
    }

    /// The resources of which it holds or may hold some.
    SortedSet<String> resources() {
        SortedSet<String> all = new TreeSet<>(amounts.hard().keySet());
        all.addAll(amounts.inForce().keySet());
        all.addAll(amounts.used().keySet());
        return all;
    }
}
