package dev.regalia.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// What grants rest on which nodes of which pool: whether a node can stop serving.
///
/// Dedicated nodes carry what their tenant has; all other nodes carry the rest.
final class GrantCover {

    private final Map<Part, SortedMap<String, Long>> keep = new HashMap<>();
    private final Map<Part, SortedMap<String, Long>> committed = new HashMap<>();
    private final Map<Part, SortedMap<String, Long>> used = new HashMap<>();

    /// Of each pool the nodes that are counted above; those that are to leave it are not any more.
    private final Map<String, Set<String>> counted = new HashMap<>();

    /// The nodes of a pool that are one tenant's, or nobody's own.
    private record Part(String pool, Optional<String> tenant) {}

    /// @param supplies per pool, what its nodes give
    GrantCover(SortedMap<String, Supplies.Result> supplies, Tenants tenants) {
        supplies.forEach(
                (pool, result) -> {
                    PoolParties parties = tenants.parties(pool);
                    addSupply(pool, result, parties);
                    counted.put(pool, result.counted());
                    addHeld(committed, pool, parties, Holding::committed);
                    addHeld(used, pool, parties, Holding::used);
                });
    }

    private void addSupply(String pool, Supplies.Result result, PoolParties parties) {
        Set<String> apart = apart(parties);
        SortedMap<String, Long> shared = new TreeMap<>(result.supply().keep());
        for (String tenant : apart) {
            SortedMap<String, Long> own = result.own().getOrDefault(tenant, Supply.none()).keep();
            keep.put(new Part(pool, Optional.of(tenant)), own);
            own.forEach((name, count) -> shared.merge(name, -count, Long::sum));
        }
        keep.put(new Part(pool, Optional.empty()), shared);
    }

    /// Whose nodes carry only what is theirs. A tenant that now shares has its nodes no more to
    /// itself.
    private static Set<String> apart(PoolParties parties) {
        Set<String> apart = new TreeSet<>();
        parties.accounts().stream()
                .filter(Account::dedicated)
                .forEach(account -> apart.add(account.tenant().name()));
        parties.strangers().forEach(stranger -> apart.add(stranger.tenant()));
        return apart;
    }

    /// What such tenants hold rests on their own nodes first, and what goes beyond on shared ones.
    private void addHeld(
            Map<Part, SortedMap<String, Long>> held,
            String pool,
            PoolParties parties,
            BiFunction<Holding, String, Long> amount) {
        SortedMap<String, SortedMap<String, Long>> byTenant = new TreeMap<>();
        for (Holding holding : parties.holdings()) {
            SortedMap<String, Long> sums =
                    byTenant.computeIfAbsent(holding.tenant(), _ -> new TreeMap<>());
            for (String resource : holding.resources()) {
                sums.merge(resource, amount.apply(holding, resource), Long::sum);
            }
        }
        Set<String> apart = apart(parties);
        SortedMap<String, Long> shared = new TreeMap<>();
        byTenant.forEach(
                (tenant, sums) -> {
                    Part part = new Part(pool, Optional.of(tenant));
                    if (apart.contains(tenant)) {
                        held.put(part, sums);
                    }
                    Resources.minus(sums, of(keep, part))
                            .forEach((name, count) -> shared.merge(name, count, Long::sum));
                });
        held.put(new Part(pool, Optional.empty()), shared);
    }

    /// Of nodes that could be cut, those that may stop serving now: those whose loss leaves every
    /// grant covered; where there is none, those whose loss leaves covered what is used, so that
    /// only the unused part of grants is away for a time.
    ///
    /// @param nodes that could be cut, in order of preference
    SortedSet<String> choose(Iterable<NodeFacts> nodes, int room) {
        SortedSet<String> covered = choose(nodes, room, committed);
        return covered.isEmpty() ? choose(nodes, room, used) : covered;
    }

    private SortedSet<String> choose(
            Iterable<NodeFacts> nodes, int room, Map<Part, SortedMap<String, Long>> held) {
        SortedSet<String> chosen = new TreeSet<>();
        Map<Part, SortedMap<String, Long>> left = new HashMap<>();
        for (NodeFacts node : nodes) {
            if (chosen.size() >= room) {
                break;
            }
            Optional<Part> part = part(node);
            if (part.isEmpty()) {
                continue;
            }
            SortedMap<String, Long> after =
                    new TreeMap<>(left.getOrDefault(part.get(), of(keep, part.get())));
            if (counted.getOrDefault(part.get().pool(), Set.of()).contains(node.name())) {
                Supplies.verified(node)
                        .forEach((name, count) -> after.merge(name, -count, Long::sum));
            }
            if (carries(after, of(held, part.get()), node)) {
                chosen.add(node.name());
                left.put(part.get(), after);
            }
        }
        return chosen;
    }

    /// Whether what is committed rests on the nodes that are counted, as far as the resources of a
    /// node are concerned.
    boolean carriesWithout(NodeFacts node) {
        return part(node)
                .map(part -> carries(of(keep, part), of(committed, part), node))
                .orElse(true);
    }

    private static boolean carries(
            SortedMap<String, Long> supply, SortedMap<String, Long> held, NodeFacts node) {
        return node.allocatable().keySet().stream()
                .allMatch(
                        resource ->
                                held.getOrDefault(resource, 0L)
                                        <= supply.getOrDefault(resource, 0L));
    }

    private static SortedMap<String, Long> of(Map<Part, SortedMap<String, Long>> all, Part part) {
        return all.getOrDefault(part, new TreeMap<>());
    }

    private Optional<Part> part(NodeFacts node) {
        return node.change()
                .map(record -> new Part(record.pool(), record.tenant()))
                .map(
                        part ->
                                keep.containsKey(part)
                                        ? part
                                        : new Part(part.pool(), Optional.empty()));
    }
}
