package dev.regalia.plan;

import java.util.List;

/// One tenant's part of the arithmetic.
final class BalanceEntry {

    final Account account;

    /// What the spec asks for.
    final long requested;

    /// What other namespaces of the tenant will still hold of it.
    final long elsewhere;

    /// What the members may have together.
    final long wanted;

    /// What the members' quotas say now.
    final long current;

    /// What of the members' grants is away.
    final long lent;

    /// What the members hold or may hold now.
    final long committed;

    /// Quota per member, to be written.
    final long[] hard;

    private final long[] committedEach;
    private final long[] usedEach;
    private final int[] weights;

    long kept;
    long reserved;
    long target;
    long allowance;
    Purse purse = new Purse(0);

    private final long othersCommitted;

    BalanceEntry(Account account, String resource, boolean movable) {
        this.account = account;
        List<Holding> members = account.members();
        committedEach = members.stream().mapToLong(one -> one.committed(resource)).toArray();
        usedEach = members.stream().mapToLong(one -> one.used(resource)).toArray();
        hard = members.stream().mapToLong(one -> one.hard(resource)).toArray();
        weights = members.stream().mapToInt(Holding::weight).toArray();
        committed = sum(committedEach);
        current = sum(hard);
        lent = account.away(resource);
        long others = 0;
        for (Holding other : account.others()) {
            others += movable ? other.floor(resource) : other.committed(resource);
        }
        elsewhere = others;
        othersCommitted = account.others().stream().mapToLong(one -> one.committed(resource)).sum();
        long unread = account.readable() ? 0L : current + lent + others;
        requested = account.wanted(resource).orElse(unread);
        wanted = Math.max(0, requested - others);
    }

    String tenant() {
        return account.tenant().name();
    }

    /// What all namespaces of the tenant hold or may hold now.
    long allCommitted() {
        return committed + othersCommitted;
    }

    /// What is granted and still wanted, be it away or not.
    long inForce() {
        return Math.min(wanted, current + lent);
    }

    /// Per member, what of a grant in force is still away once the quotas are as planned.
    long[] stillLent() {
        long[] parts = Webster.split(Math.min(inForce(), reserved), weights);
        long[] away = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            away[i] = Math.max(0, parts[i] - hard[i]);
        }
        return away;
    }

    /// What the quotas say and is still wanted.
    long standing() {
        return Math.min(wanted, current);
    }

    /// What pods of the members hold.
    long used() {
        return sum(usedEach);
    }

    /// What the members hold or may hold once `total` is split between them.
    long heldWith(long total) {
        long[] parts = Webster.split(total, weights);
        long sum = 0;
        for (int i = 0; i < parts.length; i++) {
            sum += Math.max(parts[i], usedEach[i]);
        }
        return sum;
    }

    /// Gives up unused parts of what is kept, `most` at most; returns how much that frees.
    long makeWay(long most) {
        long before = heldWith(kept);
        long goal = Math.max(sum(usedEach), before - most);
        long beyond = before - goal;
        while (beyond > 0 && kept > 0) {
            kept = Math.max(0, kept - beyond);
            beyond = heldWith(kept) - goal;
        }
        target = kept;
        return before - heldWith(kept);
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

    /// What may still be given out of some nodes.
    static final class Purse {
        long free;

        Purse(long free) {
            this.free = free;
        }
    }
}
