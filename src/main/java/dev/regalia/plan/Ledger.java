package dev.regalia.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides what each tenant is granted of one pool.
///
/// What a namespace holds or may hold is committed: the most of its quota as written, its quota in
/// force, and its use. Grants in force come first and fall only where the supply no longer carries
/// them, the last tenant's in the order of [TenantFacts#PRECEDENCE] first. New grants rest only on
/// what the nodes show now and nobody has committed, and never exceed what is reserved for the
/// tenant, so that an earlier tenant that waits for nodes or for a namespace finds its part.
/// Nothing is raised on what others still have to give back.
final class Ledger {

    private Ledger() {}

    /// The books of a pool, by resource.
    ///
    /// @param movable whether anything may be raised or lowered on the pool
    /// @param present what the pool gives and has planned; empty where it does not exist
    static SortedMap<String, ResourceBook> balance(
            boolean movable, Optional<PoolSupply> present, PoolParties parties) {
        Supply supply = present.map(PoolSupply::supply).orElseGet(Supply::none);
        List<Holding> strangers = parties.strangers();
        SortedMap<String, List<Account>> interested = new TreeMap<>();
        for (Account account : parties.accounts()) {
            for (String resource : account.resources()) {
                interested.computeIfAbsent(resource, _ -> new ArrayList<>()).add(account);
            }
        }
        SortedSet<String> resources = new TreeSet<>(interested.keySet());
        strangers.forEach(stranger -> resources.addAll(stranger.resources()));
        resources.addAll(supply.fresh().keySet());
        SortedMap<String, ResourceBook> books = new TreeMap<>();
        for (String resource : resources) {
            List<Account> some = interested.getOrDefault(resource, List.of());
            books.put(
                    resource,
                    new ResourceBalance(
                                    resource, movable, present, new PoolParties(some, strangers))
                            .balance(present.flatMap(it -> it.planned(resource))));
        }
        return Collections.unmodifiableSortedMap(books);
    }
}
