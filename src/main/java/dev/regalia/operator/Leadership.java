package dev.regalia.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this process is the one that writes. Held by a lease that an API server away for half a
/// minute does not cost; once lost it is lost for good, and whoever started the process starts it
/// again.
final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String LEASE = "regalia";
    private static final Duration LEASE_DURATION = Duration.ofSeconds(60);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(45);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(5);
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    private final KubernetesClient client;
    private final String namespace;
    private final Runnable begun;
    private final Runnable lost;
    private final String identity;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("leadership").factory());
    private volatile boolean leading;
    private volatile boolean closing;
    private volatile @Nullable CompletableFuture<?> election;

    /// @param identity who asks for the lease. A process that is started again under the identity
    ///   of one that has died goes on with its lease at once; no two processes may share one
    /// @param begun called when this process begins to lead
    /// @param lost called when it no longer does, unless it was closed
    Leadership(
            KubernetesClient client,
            String namespace,
            String identity,
            Runnable begun,
            Runnable lost) {
        this.client = client;
        this.namespace = namespace;
        this.identity = identity;
        this.begun = begun;
        this.lost = lost;
    }

    /// Begins to ask for the lease.
    void start() {
        LeaderElectionConfig config =
                new LeaderElectionConfig(
                        new LeaseLock(namespace, LEASE, identity),
                        LEASE_DURATION,
                        RENEW_DEADLINE,
                        RETRY_PERIOD,
                        new LeaderCallbacks(this::onBegin, this::onEnd, this::onLeader),
                        true,
                        LEASE);
        // A request must not be repeated in secret for longer than the deadline.
        var impatient =
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                        .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                        .withRequestRetryBackoffLimit(0)
                        .build();
        KubernetesClient quick = client.newClient(impatient).adapt(KubernetesClient.class);
        election = new LeaderElectorBuilder(quick, thread).withConfig(config).build().start();
    }

    boolean leading() {
        return leading && !closing;
    }

    /// Gives the lease back, so that another process need not wait for its end.
    @Override
    public void close() {
        closing = true;
        CompletableFuture<?> current = election;
        if (current != null) {
            current.cancel(true);
            release();
        }
        thread.shutdownNow();
    }

    /// The elector shortens the lease and leaves the holder in it, and who comes next would wait
    /// for its own idea of how long a lease lasts.
    private void release() {
        try {
            var lease = client.leases().inNamespace(namespace).withName(LEASE);
            Lease held = lease.get();
            if (held != null && identity.equals(held.getSpec().getHolderIdentity())) {
                lease.patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"resourceVersion\":\""
                                + held.getMetadata().getResourceVersion()
                                + "\"},\"spec\":{\"holderIdentity\":null}}");
            }
        } catch (KubernetesClientException | IllegalStateException e) {
            // The latter where the client was closed before us.
            LOG.warn("The lease {}/{} is not given back: {}", namespace, LEASE, e.getMessage());
        }
    }

    private void onBegin() {
        LOG.info("This process leads as {}", identity);
        leading = true;
        begun.run();
    }

    private void onEnd() {
        leading = false;
        if (!closing) {
            LOG.error("The lease {}/{} is lost; the process ends", namespace, LEASE);
            lost.run();
        }
    }

    /// @param leader null where the lease was given back and nobody has it
    private void onLeader(@Nullable String leader) {
        if (leader != null && !leader.isEmpty() && !identity.equals(leader)) {
            LOG.info("{} leads", leader);
        }
    }
}
