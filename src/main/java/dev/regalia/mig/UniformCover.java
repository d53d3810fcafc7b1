package dev.regalia.mig;

import java.util.List;

/// The cover of a model whose GPUs hold one profile each, because its placements are not known.
final class UniformCover implements Cover {

    private final int[] profileOf;
    private final int[] most;

    /// @param patterns one per profile, with the highest count of it
    UniformCover(List<int[]> patterns) {
        this.profileOf = new int[patterns.size()];
        this.most = new int[patterns.size()];
        for (int p = 0; p < patterns.size(); p++) {
            for (int k = 0; k < patterns.get(p).length; k++) {
                if (patterns.get(p)[k] > 0) {
                    profileOf[p] = k;
                    most[p] = patterns.get(p)[k];
                }
            }
        }
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public long bound(long[] counts) {
        return gpus(counts);
    }

    @Override
    public long gpus(long[] counts) {
        long gpus = 0;
        for (long times : times(counts)) {
            gpus += times;
        }
        return gpus;
    }

    @Override
    public long room(long[] counts, int profile, long gpus) {
        long others = 0;
        long each = 0;
        for (int p = 0; p < most.length; p++) {
            if (profileOf[p] == profile) {
                each = most[p];
            } else {
                others += Math.ceilDiv(counts[profileOf[p]], (long) most[p]);
            }
        }
        return Math.max(0, (gpus - others) * each - counts[profile]);
    }

    @Override
    public long[] times(long[] counts) {
        long[] times = new long[most.length];
        for (int p = 0; p < most.length; p++) {
            times[p] = Math.ceilDiv(counts[profileOf[p]], (long) most[p]);
        }
        return times;
    }
}
