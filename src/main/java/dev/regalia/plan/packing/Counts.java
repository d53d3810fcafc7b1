package dev.regalia.plan.packing;

/// Arithmetic on counts per profile and whole GPUs.
final class Counts {

    private Counts() {}

    static long[] sum(long[] one, long[] other) {
        long[] sum = one.clone();
        add(sum, other, 1);
        return sum;
    }

    /// Adds `times` times the counts `more` to `to`.
    static void add(long[] to, long[] more, long times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += more[k] * times;
        }
    }

    /// Adds a layout of one GPU; MIG off is one whole GPU.
    static void add(long[] to, int[] layout) {
        if (NodeSupply.isWhole(layout)) {
            to[to.length - 1]++;
        }
        for (int k = 0; k < layout.length; k++) {
            to[k] += layout[k];
        }
    }

    /// What of `wanted` exceeds `given`, never below 0.
    static long[] lacking(long[] wanted, long[] given) {
        long[] lacking = new long[wanted.length];
        for (int k = 0; k < lacking.length; k++) {
            lacking[k] = Math.max(0, wanted[k] - given[k]);
        }
        return lacking;
    }

    static boolean isZero(long[] counts) {
        for (long count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }
}
