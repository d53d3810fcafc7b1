package dev.regalia.operator;

import dev.regalia.api.PoolStatus.NodeCounts;
import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import dev.regalia.plan.PoolOutcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the fleet stands, in numbers: nodes by pool and state, findings by reason, writes by kind,
/// and how old all this is.
@Singleton
final class FleetGauges {

    private final MeterRegistry registry;
    private final MultiGauge nodes;
    private final MultiGauge findings;

    FleetGauges(MeterRegistry registry) {
        this.registry = registry;
        this.nodes = MultiGauge.builder("regalia.nodes").register(registry);
        this.findings = MultiGauge.builder("regalia.findings").register(registry);
    }

    void start(@Observes StartupEvent event, OperatorParts parts) {
        Gauge.builder("regalia.leading", parts, running -> running.leading() ? 1 : 0)
                .register(registry);
        Gauge.builder("regalia.round.age", parts, FleetGauges::age)
                .baseUnit("seconds")
                .register(registry);
        parts.onRound(this::update);
    }

    private static double age(OperatorParts parts) {
        return parts.lastEnded()
                .map(ended -> Duration.between(ended, Instant.now()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private void update(Round.Done round) {
        nodes.register(round.plan().pools().stream().flatMap(FleetGauges::nodeRows).toList(), true);
        Map<Reason, Long> counts =
                round.findings().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Finding::reason, TreeMap::new, Collectors.counting()));
        findings.register(
                counts.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                entry ->
                                        MultiGauge.Row.of(
                                                Tags.of("reason", entry.getKey().text()),
                                                entry.getValue()))
                        .toList(),
                true);
        round.report()
                .writes()
                .forEach(
                        (kind, count) ->
                                registry.counter("regalia.writes", "kind", kind).increment(count));
    }

    private static Stream<MultiGauge.Row<?>> nodeRows(PoolOutcome outcome) {
        String pool = outcome.pool().name();
        List<NodeCounts> groups = outcome.groups().stream().map(group -> group.nodes()).toList();
        return Stream.of(
                row(pool, "assigned", groups.stream().mapToInt(NodeCounts::assigned).sum()),
                row(pool, "ready", groups.stream().mapToInt(NodeCounts::ready).sum()),
                row(pool, "waiting", groups.stream().mapToInt(NodeCounts::waiting).sum()),
                row(
                        pool,
                        "repartitioning",
                        groups.stream().mapToInt(NodeCounts::repartitioning).sum()),
                row(pool, "failed", groups.stream().mapToInt(NodeCounts::failed).sum()));
    }

    private static MultiGauge.Row<?> row(String pool, String state, int count) {
        return MultiGauge.Row.of(Tags.of("pool", pool, "state", state), count);
    }
}
