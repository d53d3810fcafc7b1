package dev.regalia.operator;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.kube.Applier;
import dev.regalia.kube.Caches;
import dev.regalia.kube.ClusterReader;
import dev.regalia.kube.Events;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.FleetPlanner;
import dev.regalia.plan.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The operator put together, but for the reconcilers, which whoever starts it adds.
final class OperatorParts implements AutoCloseable {

    private static final Duration LONGEST_ROUND = Duration.ofMinutes(3);

    private final Statuses statuses = new Statuses();
    private final WakeSignal signal;
    private final Caches caches;
    private final Leadership leadership;
    private final Round round;
    private final FleetLoop loop;

    OperatorParts(KubernetesClient client, Settings settings, OperatorOptions options) {
        InstantSource clock = InstantSource.system();
        GpuCatalog catalog = GpuCatalogReader.readDefault();
        signal = new WakeSignal(clock);
        caches = new Caches(client, settings, options.extraMigConfig(), signal::wake);
        ClusterReader reader = new ClusterReader(client, caches, settings.times());
        round =
                new Round(
                        reader,
                        new FleetPlanner(catalog, settings),
                        new Applier(client, caches, reader, catalog, settings),
                        new Reporting(
                                statuses,
                                new Events(client, settings.namespace(), options.betweenEvents())),
                        settings.times());
        leadership =
                new Leadership(
                        client,
                        settings.namespace(),
                        options.identity(),
                        signal::wake,
                        options.leadershipLost());
        loop =
                new FleetLoop(
                        signal, () -> leadership.leading() && caches.synced(), round::run, clock);
    }

    /// Begins to watch, to ask for the lease, and to run rounds; returns at once.
    void start() {
        caches.start();
        leadership.start();
        loop.start();
    }

    /// Wakes the loop.
    void wake() {
        signal.wake();
    }

    Statuses statuses() {
        return statuses;
    }

    /// Adds somebody who is told of each round that ended.
    void onRound(Consumer<Round.Done> listener) {
        round.listen(listener);
    }

    /// When the last round ended well.
    Optional<Instant> lastEnded() {
        return loop.lastEnded();
    }

    boolean leading() {
        return leadership.leading();
    }

    /// Whether the loop runs as it should; always so on a process that waits to lead.
    boolean alive() {
        return !leadership.leading() || loop.healthy(LONGEST_ROUND);
    }

    /// The kinds whose first list is not in yet.
    List<String> waitingFor() {
        return caches.waitingFor();
    }

    /// Why first lists are not in yet, as far as it is known.
    List<String> refused() {
        return caches.refused();
    }

    /// Ends the loop before the lease is given back, so that there is never a second writer.
    @Override
    public void close() {
        loop.close();
        leadership.close();
        caches.close();
    }
}
