package dev.regalia.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides what each tenant is granted of one pool.
///
/// What a namespace holds or may hold is committed: the most of its quota as written, its quota in
/// force, and its use. Grants in force come first and fall only where the supply no longer carries
/// them, the youngest tenant's first. New grants rest only on what the nodes show now and nobody
/// has committed, and never exceed what is reserved for the tenant, so that an older tenant that
/// waits for nodes or for a namespace finds its part. Nothing is raised on what others still have
/// to give back.
final class Ledger {

    private Ledger() {}

    /// The books of a pool, by resource.
    ///
    /// @param movable whether anything may be raised or lowered on the pool
    /// @param accounts of the living tenants, the oldest first
    /// @param strangers namespaces on the pool whose tenant is missing
    static SortedMap<String, ResourceBook> balance(
            boolean movable, Supply supply, List<Account> accounts, List<Holding> strangers) {
        SortedMap<String, List<Account>> interested = new TreeMap<>();
        for (Account account : accounts) {
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
                    new OneResource(resource, movable, supply, some, strangers).balance());
        }
        return Collections.unmodifiableSortedMap(books);
    }

    /// The arithmetic of one resource, in the order of its steps.
    private static final class OneResource {

        private final String resource;
        private final boolean movable;
        private final Supply supply;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Holding> strangers;

        OneResource(
                String resource,
                boolean movable,
                Supply supply,
                List<Account> accounts,
                List<Holding> strangers) {
            this.resource = resource;
            this.movable = movable;
            this.supply = supply;
            this.strangers = strangers;
            accounts.forEach(account -> entries.add(new Entry(account, resource, movable)));
        }

        ResourceBook balance() {
            keep();
            reserve();
            if (movable) {
                grant();
            }
            return book();
        }

        /// Grants in force, as far as the supply carries them, the oldest tenant first.
        private void keep() {
            long left = supply.keep().getOrDefault(resource, 0L) - unmoved();
            for (Entry entry : entries) {
                long inForce = Math.min(entry.wanted, entry.current);
                entry.kept = movable ? within(inForce, left) : entry.current;
                entry.target = entry.kept;
                left -= entry.kept;
            }
        }

        /// What all nodes together will give: grants in force first, then the oldest tenant first.
        private void reserve() {
            long left = supply.potential().getOrDefault(resource, 0L) - unmoved();
            for (Entry entry : entries) {
                entry.reserved = within(Math.min(entry.wanted, entry.current), left);
                left -= entry.reserved;
            }
            for (Entry entry : entries) {
                long more = within(entry.wanted - entry.reserved, left);
                entry.reserved += more;
                left -= more;
            }
        }

        /// First a tenant's own moves between its namespaces, then new grants, oldest first.
        private void grant() {
            long free = supply.fresh().getOrDefault(resource, 0L) - committed();
            for (Entry entry : entries) {
                entry.allowance = within(entry.raises(entry.kept), free);
                free -= entry.allowance;
            }
            for (Entry entry : entries) {
                if (entry.account.members().isEmpty()) {
                    continue;
                }
                long own = entry.committed - entry.kept;
                long reach = Math.max(entry.kept, entry.reserved);
                entry.target += within(reach - entry.kept, free + own);
                long spent = entry.write(entry.allowance + Math.max(0, free));
                free -= Math.max(0, spent - entry.allowance);
            }
        }

        /// What namespaces outside of the members' split will still hold.
        private long unmoved() {
            long sum = 0;
            for (Holding stranger : strangers) {
                sum += floor(stranger);
            }
            for (Entry entry : entries) {
                sum += entry.elsewhere;
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
            for (Entry entry : entries) {
                sum += entry.committed;
                for (Holding other : entry.account.others()) {
                    sum += other.committed(resource);
                }
            }
            return sum;
        }

        private ResourceBook book() {
            SortedMap<String, ResourceBook.Line> lines = new TreeMap<>();
            Map<String, Long> hard = new HashMap<>();
            long granted = 0;
            for (Holding stranger : strangers) {
                granted += settled(stranger);
            }
            for (Entry entry : entries) {
                long elsewhere = Math.min(entry.elsewhere, entry.requested);
                lines.put(
                        entry.account.tenant(),
                        new ResourceBook.Line(entry.reserved + elsewhere, entry.target));
                for (Holding other : entry.account.others()) {
                    granted += settled(other);
                }
                for (int i = 0; i < entry.hard.length; i++) {
                    hard.put(entry.account.members().get(i).name(), entry.hard[i]);
                    granted += entry.hard[i];
                }
            }
            long fresh = supply.fresh().getOrDefault(resource, 0L);
            return new ResourceBook(committed(), granted, fresh, lines, hard);
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

    /// One tenant's part of the arithmetic.
    private static final class Entry {

        final Account account;

        /// What the spec asks for.
        final long requested;

        /// What other namespaces of the tenant will still hold of it.
        final long elsewhere;

        /// What the members may have together.
        final long wanted;

        /// What the members' quotas say now.
        final long current;

        /// What the members hold or may hold now.
        final long committed;

        /// Quota per member, to be written.
        final long[] hard;

        private final long[] committedEach;
        private final int[] weights;

        long kept;
        long reserved;
        long target;
        long allowance;

        Entry(Account account, String resource, boolean movable) {
            this.account = account;
            List<Holding> members = account.members();
            committedEach = members.stream().mapToLong(one -> one.committed(resource)).toArray();
            hard = members.stream().mapToLong(one -> one.hard(resource)).toArray();
            weights = members.stream().mapToInt(Holding::weight).toArray();
            committed = sum(committedEach);
            current = sum(hard);
            long others = 0;
            for (Holding other : account.others()) {
                others += movable ? other.floor(resource) : other.committed(resource);
            }
            elsewhere = others;
            long unread = account.readable() ? 0L : current + others;
            requested = account.wanted().getOrDefault(resource, unread);
            wanted = Math.max(0, requested - others);
        }

        /// What a split of `total` takes beyond what the members have committed.
        long raises(long total) {
            long[] parts = Webster.split(total, weights);
            long sum = 0;
            for (int i = 0; i < parts.length; i++) {
                sum += Math.max(0, parts[i] - committedEach[i]);
            }
            return sum;
        }

        /// Splits the target; what exceeds the allowance waits. Returns what was taken of it.
        long write(long most) {
            long[] parts = Webster.split(target, weights);
            long spent = 0;
            for (int i = 0; i < parts.length; i++) {
                long more = Math.clamp(parts[i] - committedEach[i], 0, most - spent);
                hard[i] = Math.min(parts[i], committedEach[i] + more);
                spent += more;
            }
            return spent;
        }

        private static long sum(long[] numbers) {
            long sum = 0;
            for (long number : numbers) {
                sum += number;
            }
            return sum;
        }
    }
}
