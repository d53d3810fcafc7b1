package dev.regalia.plan.packing;

import java.util.List;

/// The surplus-aware greedy rule: touches, one after the other, what gives up the fewest memory
/// slices that are still wanted per GPU it offers. No floating point; always ends.
final class LeastLoss {

    private final Cover cover;
    private final List<Lot> lots;
    private final Trial trial;

    private LeastLoss(Cover cover) {
        this.cover = cover;
        this.lots = cover.lots();
        this.trial = new Trial(cover);
    }

    /// How many of each lot to touch so that everything is covered, or all of them.
    static int[] choose(Cover cover) {
        LeastLoss rule = new LeastLoss(cover);
        int[] all = cover.lots().stream().mapToInt(Lot::size).toArray();
        rule.trial.set(all);
        if (!rule.trial.covers()) {
            return all;
        }
        rule.trial.set(new int[all.length]);
        while (!rule.trial.covers()) {
            int next = rule.next();
            if (next < 0) {
                break;
            }
            rule.trial.touch(next, 1);
        }
        return rule.trial.touched();
    }

    private int next() {
        int best = -1;
        long bestLoss = 0;
        for (int i = 0; i < lots.size(); i++) {
            Lot lot = lots.get(i);
            if (trial.touched(i) == lot.size() || (best >= 0 && isDearer(lot, lots.get(best)))) {
                continue;
            }
            long loss = loss(lot);
            if (best < 0 || isLess(lot, loss, lots.get(best), bestLoss)) {
                best = i;
                bestLoss = loss;
            }
        }
        return best;
    }

    private static boolean isDearer(Lot lot, Lot than) {
        return lot.evictions() * than.gpus() > than.evictions() * lot.gpus();
    }

    private static boolean isLess(Lot lot, long loss, Lot than, long thanLoss) {
        if (lot.evictions() * than.gpus() != than.evictions() * lot.gpus()) {
            return lot.evictions() * than.gpus() < than.evictions() * lot.gpus();
        }
        if (loss * than.gpus() != thanLoss * lot.gpus()) {
            return loss * than.gpus() < thanLoss * lot.gpus();
        }
        return lot.gpus() > than.gpus();
    }

    /// Memory slices that one of a lot gives and that would be missing without it.
    private long loss(Lot lot) {
        long loss = 0;
        long[] supply = lot.supply();
        for (int k = 0; k < supply.length; k++) {
            if (supply[k] > 0) {
                long surplus = Math.max(0, -trial.missing(k));
                loss += Math.max(0, supply[k] - surplus) * cover.packing().memorySlices(k);
            }
        }
        return loss;
    }
}
