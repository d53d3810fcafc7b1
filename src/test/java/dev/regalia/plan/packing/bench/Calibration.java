package dev.regalia.plan.packing.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// A loop that every machine can run, so that a time can be told as a multiple of it: ten million
/// steps of a 64-bit generator, each waiting for the one before. No memory, nothing to optimise.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Calibration {

    private static final int STEPS = 10_000_000;

    private final OwnTime time = new OwnTime();

    /// Begins an iteration; that of the last one counts.
    @Setup(Level.Iteration)
    public void forget() {
        time.clear();
    }

    /// Tells the processor time of the last iteration.
    @TearDown
    public void tell() throws IOException {
        time.write("loop");
    }

    /// The loop.
    @Benchmark
    public long loop() {
        time.begin();
        long x = 1;
        for (int i = 0; i < STEPS; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
            x ^= x >>> 17;
        }
        time.end();
        return x;
    }
}
