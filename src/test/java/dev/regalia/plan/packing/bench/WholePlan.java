package dev.regalia.plan.packing.bench;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.cli.synthetic.SyntheticFleet;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/// Everything that the operator decides at one look, from the cluster to the writes: nodes, quotas,
/// status and findings beside the layouts. The cluster comes from a file, so that making it does
/// not warm anything up.
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WholePlan {

    /// What is planned.
    @Param public Cluster sample = Cluster.SETTLED;

    /// Nodes and GPUs per node.
    @Param({"2250x8", "4500x4"})
    public String size = "";

    private Optional<GpuCatalog> catalog = Optional.empty();
    private @Nullable ClusterSnapshot cluster;
    private final OwnTime time = new OwnTime();

    /// Reads the cluster and the GPU models.
    @Setup
    public void prepare() throws IOException {
        catalog = Optional.of(GpuCatalogReader.readDefault());
        cluster = sample.read(OwnTime.folder(), size);
    }

    /// Begins an iteration; that of the last one counts.
    @Setup(Level.Iteration)
    public void forget() {
        time.clear();
    }

    /// Tells the processor time of the last iteration.
    @TearDown
    public void tell(BenchmarkParams params) throws IOException {
        String name = params.getBenchmark();
        time.write(name.substring(name.lastIndexOf('.') + 1) + "-" + sample + "-" + size);
    }

    /// In a JVM that has planned before.
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @Warmup(iterations = 3, time = 3)
    @Measurement(iterations = 3, time = 2)
    @Fork(1)
    public FleetPlan wholeWarm() {
        return plan();
    }

    /// The first of a JVM, the patterns of the GPU model included.
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    @Fork(8)
    public FleetPlan wholeCold() {
        return plan();
    }

    private FleetPlan plan() {
        time.begin();
        FleetPlan plan =
                new FleetPlanner(catalog.orElseThrow(), SyntheticFleet.settings())
                        .plan(Objects.requireNonNull(cluster));
        time.end();
        return plan;
    }
}
