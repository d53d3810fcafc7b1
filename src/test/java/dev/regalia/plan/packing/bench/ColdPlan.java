package dev.regalia.plan.packing.bench;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.packing.Repack;
import dev.regalia.plan.packing.RepackProblem;
import dev.regalia.plan.packing.Repacker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The layouts alone, the first of a JVM, the patterns of the GPU model included. The fleet comes
/// from a file, so that making it does not warm anything up.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(8)
public class ColdPlan {

    /// What is planned.
    @Param public Sample sample = Sample.PLANNED;

    /// Nodes and GPUs per node.
    @Param({"2250x8", "4500x4"})
    public String size = "";

    private Optional<GpuCatalog> catalog = Optional.empty();
    private @Nullable FleetFile fleet;
    private final OwnTime time = new OwnTime();

    /// Reads the fleet and the GPU models.
    @Setup
    public void prepare() throws IOException {
        catalog = Optional.of(GpuCatalogReader.readDefault());
        fleet = FleetFile.read(file(OwnTime.folder(), sample, size));
    }

    static Path file(Path folder, Sample sample, String size) {
        return folder.resolve(sample + "-" + size);
    }

    /// Tells the processor time.
    @TearDown
    public void tell() throws IOException {
        time.write("layoutsCold-" + sample + "-" + size);
    }

    /// The plan.
    @Benchmark
    public Repack layoutsCold() {
        time.begin();
        FleetFile read = Objects.requireNonNull(fleet);
        GpuCatalog models = catalog.orElseThrow();
        GpuGeometry geometry =
                models.geometries().stream()
                        .filter(g -> g.id().equals(FleetFile.MODEL))
                        .findFirst()
                        .orElseThrow();
        RepackProblem problem =
                new RepackProblem(
                        models.packing(geometry),
                        read.nodes(),
                        sample.scenario().evictions(),
                        5,
                        RepackProblem.DEFAULT_SEARCH_LIMIT);
        Repack plan = Repacker.plan(problem, read.demand(), new long[read.demand().length]);
        time.end();
        return plan;
    }
}
