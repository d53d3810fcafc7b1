package dev.regalia.plan.packing;

import java.util.List;

/// Some choice of how many of each lot to touch, with what follows from it. Changes step by step.
final class Trial {

    private final Cover cover;
    private final List<Lot> lots;
    private final long[] wanted;
    private final boolean extra;
    private final Shortfall shortfall;
    private final int[] touched;
    private final long[] kept;
    private final long[] lacking;
    private long gpus;
    private long cut;
    private long evictions;
    private long number;

    /// Nothing touched.
    Trial(Cover cover) {
        this.cover = cover;
        this.lots = cover.lots();
        this.wanted = cover.wanted();
        this.extra = !Counts.isZero(cover.extra());
        this.shortfall = new Shortfall(cover.packing());
        this.touched = new int[lots.size()];
        this.kept = new long[wanted.length];
        this.lacking = new long[wanted.length];
        this.gpus = cover.freeGpus();
        for (Lot lot : lots) {
            Counts.add(kept, lot.supply(), lot.size());
            cut += lot.cut() * lot.size();
        }
    }

    /// Touches `more` more of a lot, or fewer where it is negative.
    void touch(int index, int more) {
        Lot lot = lots.get(index);
        touched[index] += more;
        number += more;
        gpus += (long) lot.gpus() * more;
        cut -= lot.cut() * more;
        evictions += lot.evictions() * more;
        Counts.add(kept, lot.supply(), -more);
    }

    /// Makes the choice that one.
    void set(int[] choice) {
        for (int i = 0; i < choice.length; i++) {
            if (choice[i] != touched[i]) {
                touch(i, choice[i] - touched[i]);
            }
        }
    }

    int touched(int index) {
        return touched[index];
    }

    int[] touched() {
        return touched.clone();
    }

    /// GPUs that are cut on what stays.
    long cutKept() {
        return cut;
    }

    /// What is wanted of a profile beyond what stays, or less than 0 where more stays.
    long missing(int profile) {
        return wanted[profile] - kept[profile];
    }

    /// Whether everything that is wanted is covered.
    boolean covers() {
        return gpusNeeded() <= gpus;
    }

    /// Memory slices of the need of which at least so many stay unserved.
    long unservedBound() {
        for (int k = 0; k < lacking.length; k++) {
            lacking[k] = Math.max(0, cover.need()[k] - kept[k]);
        }
        return shortfall.bound(lacking, gpus);
    }

    /// What of the need is not given by what stays.
    long[] needed() {
        return Counts.lacking(cover.need(), kept);
    }

    /// What is wanted beyond that and is not given either.
    long[] extra() {
        return Counts.lacking(Counts.lacking(wanted, kept), needed());
    }

    /// What the touched GPUs will hold of what is asked for.
    long[] rewritten() {
        long[] all = Counts.lacking(wanted, kept);
        if (cover.packing().gpus(all) <= gpus) {
            return all;
        }
        long[] needed = needed();
        return cover.packing().gpus(needed) <= gpus
                ? Counts.lacking(all, dropped(all, Counts.lacking(all, needed)))
                : Counts.lacking(needed, dropped(needed, needed));
    }

    /// The value of every goal, by its place.
    long[] values() {
        long[] values = new long[Goal.COUNT];
        long needed = gpusNeeded();
        long used = cut + needed - lacking[lacking.length - 1];
        if (needed > gpus) {
            long[] served = rewritten();
            long[] unserved = Counts.lacking(extra ? needed() : lacking, served);
            long[] missing = Counts.lacking(Counts.lacking(lacking, served), unserved);
            values[Goal.UNSERVED.place()] = cover.slices(unserved);
            values[Goal.HEADROOM.place()] = cover.slices(missing);
            used = cut + cover.packing().gpus(served) - served[served.length - 1];
        }
        values[Goal.EVICTIONS.place()] = evictions;
        values[Goal.EXCESS.place()] = Math.max(0, used - cover.cutAllowed());
        values[Goal.TOUCHED.place()] = number;
        values[Goal.USED.place()] = used;
        return values;
    }

    /// Also leaves in `lacking` what is wanted beyond what stays.
    private long gpusNeeded() {
        for (int k = 0; k < lacking.length; k++) {
            lacking[k] = Math.max(0, wanted[k] - kept[k]);
        }
        return cover.packing().gpus(lacking);
    }

    private long[] dropped(long[] counts, long[] optional) {
        return shortfall.least(counts, optional, gpus);
    }
}
