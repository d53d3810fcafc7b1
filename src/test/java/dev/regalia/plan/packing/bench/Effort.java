package dev.regalia.plan.packing.bench;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// How much is measured.
enum Effort {
    /// Fleets of full size, as long as it takes: about a quarter of an hour.
    FULL,
    /// Small fleets, a moment each: tells whether the benchmark works, not how fast the planner is.
    SMOKE;

    private static final int SMALLER = 10;

    private static final List<Scenario.Size> GPUS_18000 =
            List.of(Scenario.Size.EIGHTS, Scenario.Size.FOURS);

    /// 18,000 GPUs in two ways.
    List<Scenario.Size> sizes() {
        return GPUS_18000.stream().map(this::scaled).toList();
    }

    /// Fleets to see by how the time grows, each twice as large as the one before.
    ///
    /// @param most nodes of the largest
    List<Scenario.Size> growth(int most) {
        return Stream.of(562, 1_125, 2_250, 4_500, 9_000)
                .filter(nodes -> nodes <= most)
                .map(nodes -> scaled(new Scenario.Size(nodes, 8)))
                .toList();
    }

    private Scenario.Size scaled(Scenario.Size size) {
        return switch (this) {
            case FULL -> size;
            case SMOKE -> new Scenario.Size(size.nodes() / SMALLER, size.gpus());
        };
    }

    /// Lays down how often and how long; what it leaves is as the benchmarks say themselves.
    ChainedOptionsBuilder on(ChainedOptionsBuilder options) {
        return switch (this) {
            case FULL -> options;
            case SMOKE ->
                    options.forks(1)
                            .warmupIterations(0)
                            .measurementIterations(1)
                            .measurementTime(TimeValue.milliseconds(300));
        };
    }
}
