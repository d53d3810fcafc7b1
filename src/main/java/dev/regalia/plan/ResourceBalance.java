package dev.regalia.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The arithmetic of one resource, in the order of its steps.
final class ResourceBalance {

    private final String resource;
    private final boolean movable;
    private final Supply supply;
    private final Optional<PoolSupply> present;
    private final List<BalanceEntry> entries = new ArrayList<>();
    private final List<Holding> strangers;

    ResourceBalance(
            String resource, boolean movable, Optional<PoolSupply> present, PoolParties parties) {
        this.resource = resource;
        this.movable = movable;
        this.supply = present.map(PoolSupply::supply).orElseGet(Supply::none);
        this.present = present;
        this.strangers = parties.strangers();
        parties.accounts()
                .forEach(account -> entries.add(new BalanceEntry(account, resource, movable)));
    }

    ResourceBook balance(Optional<SortedMap<String, Long>> planned) {
        keep();
        planned.ifPresentOrElse(this::reserve, this::reserve);
        if (movable) {
            grant();
        }
        return book();
    }

    /// Grants in force, as far as the supply carries them, the first in order first; each first
    /// rests on nodes of the tenant's own. Where nodes are about to be cut, only unused parts are
    /// away for that time.
    private void keep() {
        long left = ofShared(Supply::keep) - unmoved();
        long used = entries.stream().mapToLong(this::usedOfShared).sum();
        boolean usedFirst = ending() > 0 && used <= left;
        for (BalanceEntry entry : entries) {
            long own = own(entry.tenant(), Supply::keep);
            entry.kept = Math.min(entry.standing(), usedFirst ? Math.max(own, entry.used()) : own);
            left -= usedFirst ? usedOfShared(entry) : 0;
        }
        for (BalanceEntry entry : entries) {
            long more = within(entry.standing() - entry.kept, left);
            left -= more;
            entry.kept = movable ? entry.kept + more : entry.current;
            entry.target = entry.kept;
        }
        if (movable) {
            makeWay();
        }
    }

    private long usedOfShared(BalanceEntry entry) {
        return Math.max(0, entry.used() - own(entry.tenant(), Supply::keep));
    }

    private long ending() {
        return supply.ending().getOrDefault(resource, 0L);
    }

    /// Nodes about to be cut wait until what stays carries everything. What pods use stays where it
    /// is, so that the unused parts of grants make way, the last in order first; those of tenants
    /// with nodes of their own before all others.
    private void makeWay() {
        long over = unmoved() - ofShared(Supply::keep);
        for (BalanceEntry entry : entries) {
            over += Math.max(0, entry.heldWith(entry.kept) - own(entry.tenant(), Supply::keep));
        }
        long most = Math.min(over, ending());
        List<BalanceEntry> lastFirst = new ArrayList<>(entries.reversed());
        lastFirst.sort(Comparator.comparing(entry -> !entry.account.dedicated()));
        for (BalanceEntry entry : lastFirst) {
            if (most > 0) {
                most -= entry.makeWay(most);
            }
        }
    }

    /// What of the resource a tenant's dedicated nodes give.
    private long own(String tenant, Function<Supply, SortedMap<String, Long>> which) {
        return present.map(it -> which.apply(it.ownOf(tenant)))
                .map(own -> own.getOrDefault(resource, 0L))
                .orElse(0L);
    }

    /// What of it the nodes give that are nobody's own.
    private long ofShared(Function<Supply, SortedMap<String, Long>> which) {
        long own =
                present.stream()
                        .flatMap(it -> it.own().keySet().stream())
                        .mapToLong(tenant -> own(tenant, which))
                        .sum();
        return which.apply(supply).getOrDefault(resource, 0L) - own;
    }

    /// What the planner has found to fit.
    private void reserve(SortedMap<String, Long> planned) {
        for (BalanceEntry entry : entries) {
            entry.reserved = planned.getOrDefault(entry.tenant(), 0L);
        }
    }

    /// What all nodes together will give: grants in force first, then the first in order.
    private void reserve() {
        long left = supply.potential().getOrDefault(resource, 0L) - unmoved();
        for (BalanceEntry entry : entries) {
            entry.reserved = within(entry.inForce(), left);
            left -= entry.reserved;
        }
        for (BalanceEntry entry : entries) {
            long more = within(entry.wanted - entry.reserved, left);
            entry.reserved += more;
            left -= more;
        }
    }

    /// First a tenant's own moves between its namespaces, then new grants, in order. A tenant with
    /// dedicated nodes is granted what these give, the others what the rest gives.
    private void grant() {
        BalanceEntry.Purse shared =
                new BalanceEntry.Purse(ofShared(Supply::fresh) - overhang(Supply::fresh));
        for (BalanceEntry entry : entries) {
            entry.purse = entry.account.dedicated() ? ownPurse(entry) : shared;
            entry.allowance = within(entry.raises(entry.kept), entry.purse.free);
            entry.purse.free -= entry.allowance;
        }
        for (BalanceEntry entry : entries) {
            if (entry.lent > 0) {
                raise(entry, Math.min(entry.inForce(), entry.reserved));
            }
        }
        entries.forEach(entry -> raise(entry, entry.reserved));
    }

    /// Raises a tenant as far as to `most`.
    private static void raise(BalanceEntry entry, long most) {
        if (entry.account.members().isEmpty()) {
            return;
        }
        BalanceEntry.Purse purse = entry.purse;
        long own = Math.max(0, entry.committed - entry.target);
        entry.target += within(most - entry.target, purse.free + own);
        long spent = entry.write(entry.allowance + Math.max(0, purse.free));
        long beyond = Math.max(0, spent - entry.allowance);
        purse.free -= beyond;
        entry.allowance += beyond;
    }

    private BalanceEntry.Purse ownPurse(BalanceEntry entry) {
        return new BalanceEntry.Purse(own(entry.tenant(), Supply::fresh) - entry.allCommitted());
    }

    /// What is committed beyond what dedicated nodes give to those who have committed it, so that
    /// it rests on shared nodes.
    private long overhang(Function<Supply, SortedMap<String, Long>> which) {
        SortedMap<String, Long> committed = new TreeMap<>();
        for (Holding stranger : strangers) {
            committed.merge(stranger.tenant(), stranger.committed(resource), Long::sum);
        }
        entries.forEach(entry -> committed.merge(entry.tenant(), entry.allCommitted(), Long::sum));
        return committed.entrySet().stream()
                .mapToLong(one -> Math.max(0, one.getValue() - own(one.getKey(), which)))
                .sum();
    }

    /// What namespaces outside of the members' split will still hold of what is shared.
    private long unmoved() {
        SortedMap<String, Long> held = new TreeMap<>();
        for (Holding stranger : strangers) {
            held.merge(stranger.tenant(), floor(stranger), Long::sum);
        }
        long sum = 0;
        for (BalanceEntry entry : entries) {
            sum += entry.elsewhere;
        }
        for (var one : held.entrySet()) {
            sum += Math.max(0, one.getValue() - own(one.getKey(), Supply::keep));
        }
        return sum;
    }

    private long floor(Holding holding) {
        return movable ? holding.floor(resource) : holding.committed(resource);
    }

    private long committed() {
        long sum = 0;
        for (Holding stranger : strangers) {
            sum += stranger.committed(resource);
        }
        for (BalanceEntry entry : entries) {
            sum += entry.allCommitted();
        }
        return sum;
    }

    private ResourceBook book() {
        SortedMap<String, ResourceBook.Line> lines = new TreeMap<>();
        Map<String, Long> hard = new HashMap<>();
        Map<String, Long> lent = new HashMap<>();
        long granted = 0;
        for (Holding stranger : strangers) {
            granted += settled(stranger);
        }
        for (BalanceEntry entry : entries) {
            long elsewhere = Math.min(entry.elsewhere, entry.requested);
            lines.put(
                    entry.tenant(),
                    new ResourceBook.Line(entry.reserved + elsewhere, entry.target));
            for (Holding other : entry.account.others()) {
                granted += settled(other);
            }
            long[] stillLent = entry.stillLent();
            for (int i = 0; i < entry.hard.length; i++) {
                lent.put(entry.account.members().get(i).name(), stillLent[i]);
                hard.put(entry.account.members().get(i).name(), entry.hard[i]);
                granted += entry.hard[i];
            }
        }
        long fresh = supply.fresh().getOrDefault(resource, 0L);
        return new ResourceBook(committed(), granted, fresh, lines, hard, lent);
    }

    private long settled(Holding holding) {
        return movable || holding.role() == Holding.Role.TERMINATING
                ? holding.settled(resource)
                : holding.hard(resource);
    }

    private static long within(long wish, long left) {
        return Math.clamp(wish, 0, Math.max(0, left));
    }
}
