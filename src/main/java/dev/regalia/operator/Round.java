package dev.regalia.operator;

import dev.regalia.api.Reason;
import dev.regalia.kube.Applier;
import dev.regalia.kube.ApplyReport;
import dev.regalia.kube.ClusterReader;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import dev.regalia.plan.Memories;
import dev.regalia.plan.Memory;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One look at everything and all that follows from it: read, plan, apply, report.
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    /// Somebody must first change what the API server refused.
    private static final Duration TRY_REFUSED_AGAIN = Duration.ofSeconds(30);

    private final ClusterReader reader;
    private final FleetPlanner planner;
    private final Applier applier;
    private final Reporting reporting;
    private final Settings.Times times;

    private Memory memory = Memory.empty();
    private final List<Consumer<Done>> listeners = new CopyOnWriteArrayList<>();

    /// What a round asks of the loop.
    ///
    /// @param nextAt when the same input would be decided otherwise
    /// @param unanswered what the API server gave no useful answer to; the round is run again
    record Result(Optional<Instant> nextAt, Optional<String> unanswered) {}

    /// A round that ended, for metrics.
    record Done(FleetPlan plan, List<Finding> findings, ApplyReport report) {}

    Round(
            ClusterReader reader,
            FleetPlanner planner,
            Applier applier,
            Reporting reporting,
            Settings.Times times) {
        this.reader = reader;
        this.planner = planner;
        this.applier = applier;
        this.reporting = reporting;
        this.times = times;
    }

    /// Adds somebody who is told of each round that ended.
    void listen(Consumer<Done> listener) {
        listeners.add(listener);
    }

    /// Looks, decides, writes, and publishes how all stands.
    Result run(Instant now) {
        ClusterSnapshot seen = reporting.over(reader.read(now, memory));
        FleetPlan plan = planner.plan(seen);
        ApplyReport report = applier.apply(plan, seen);
        memory = mended(seen, report);
        if (report.wroteAnything()) {
            LOG.info("Wrote {}", report.writes());
        }
        Optional<Instant> heldBack = reporting.publish(plan, report, now);
        Done done = new Done(plan, Reporting.findings(plan, report), report);
        listeners.forEach(listener -> listener.accept(done));
        return new Result(nextAt(plan, heldBack, report), report.unanswered());
    }

    private static Optional<Instant> nextAt(
            FleetPlan plan, Optional<Instant> heldBack, ApplyReport report) {
        Optional<Instant> again =
                report.findings().stream()
                        .filter(
                                finding ->
                                        finding.reason() == Reason.WRITE_REFUSED
                                                || finding.reason() == Reason.WEBHOOK_UNREACHABLE)
                        .findFirst()
                        .map(refused -> plan.takenAt().plus(TRY_REFUSED_AGAIN));
        return Stream.of(plan.reconsiderAt(), heldBack, again)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private Memory mended(ClusterSnapshot seen, ApplyReport report) {
        Map<String, Long> generations =
                seen.pools().stream()
                        .collect(Collectors.toMap(PoolFacts::name, PoolFacts::generation));
        Memory next = seen.memory();
        for (NodeFacts node : seen.nodes()) {
            if (report.mended().contains(node.name())) {
                long generation =
                        node.pool().map(pool -> generations.getOrDefault(pool, 0L)).orElse(0L);
                next = Memories.mended(next, node.name(), seen.takenAt(), generation, times);
            }
        }
        return next;
    }
}
