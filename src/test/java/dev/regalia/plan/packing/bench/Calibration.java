package dev.regalia.plan.packing.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// A loop that every machine can run, so that a time can be told as a multiple of it: ten million
/// steps of a 64-bit generator, each waiting for the one before. No memory, nothing to optimise.
final class Calibration {

    private static final int STEPS = 10_000_000;

    /// The first rounds compile the loop.
    private static final int ROUNDS = 7;

    private Calibration() {}

    /// Nanoseconds of the processor for one loop, in this JVM, now; the best of some rounds.
    static long nanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        long state = 1;
        for (int round = 0; round < ROUNDS; round++) {
            long begun = threads.getCurrentThreadCpuTime();
            state = loop(state);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - begun);
        }
        if (state == 0) {
            throw new IllegalStateException("the generator never comes to 0");
        }
        return best;
    }

    private static long loop(long state) {
        long x = state;
        for (int i = 0; i < STEPS; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
            x ^= x >>> 17;
        }
        return x;
    }
}
