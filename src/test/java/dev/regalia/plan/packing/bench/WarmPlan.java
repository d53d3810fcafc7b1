package dev.regalia.plan.packing.bench;

import dev.regalia.plan.packing.Repack;
import dev.regalia.plan.packing.Repacker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The layouts alone, in a JVM that has planned before, one seed after the other.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class WarmPlan {

    private static final int SEEDS = 10;

    /// What is planned.
    @Param public Sample sample = Sample.PLANNED;

    /// Nodes and GPUs per node.
    @Param({"2250x8", "4500x4"})
    public String size = "";

    private List<Fleets.Case> cases = List.of();
    private final OwnTime time = new OwnTime();
    private int next;

    /// Makes the fleets.
    @Setup
    public void prepare() {
        cases = LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> sample.of(size, seed)).toList();
    }

    /// Begins an iteration; that of the last one counts.
    @Setup(Level.Iteration)
    public void forget() {
        time.clear();
    }

    /// Tells the processor time of the last iteration.
    @TearDown
    public void tell() throws IOException {
        time.write("layoutsWarm-" + sample + "-" + size);
    }

    /// One plan.
    @Benchmark
    public Repack layoutsWarm() {
        next = (next + 1) % cases.size();
        Fleets.Case now = cases.get(next);
        time.begin();
        Repack plan = Repacker.plan(now.problem(), now.demand(), new long[now.demand().length]);
        time.end();
        return plan;
    }
}
