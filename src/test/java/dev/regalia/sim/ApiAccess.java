package dev.regalia.sim;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The API server as every simulated part uses it: under its own identity, not too many at once,
/// and with patience when the server is away.
final class ApiAccess implements AutoCloseable {

    private static final int AT_ONCE = 64;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// Rights that were just granted, or an API server that has just started, need a moment.
    private static final Duration PATIENCE_WHEN_REFUSED = Duration.ofSeconds(30);

    private static final Set<Integer> REFUSED =
            Set.of(HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN);
    private static final int TOO_MANY_REQUESTS = 429;

    private final KubernetesClient administrator;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private volatile boolean closed;

    ApiAccess(KubernetesClient administrator) {
        this.administrator = administrator;
    }

    /// The client of whoever sets up the cluster.
    KubernetesClient administrator() {
        return administrator;
    }

    /// A client that acts as somebody else.
    KubernetesClient as(Identity identity) {
        return identity.over(administrator);
    }

    /// Creates a node, or finds that an earlier try has done so.
    ///
    /// @throws IllegalStateException if another node has that name
    Node create(Node node) {
        return attempt(
                        () -> {
                            try {
                                return administrator.resource(node).create();
                            } catch (KubernetesClientException e) {
                                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                                    throw e;
                                }
                                return ownOrRefused(node);
                            }
                        })
                .orElseThrow();
    }

    private Node ownOrRefused(Node node) {
        Node present = administrator.resource(node).require();
        if (!NodeObjects.sameFleet(node, present)) {
            throw new IllegalStateException(
                    "There is a node " + node.getMetadata().getName() + " already");
        }
        return present;
    }

    /// Patches the metadata of a node.
    ///
    /// @return whether the node is there
    boolean patchNode(Identity identity, String node, String mergePatch) {
        return attempt(() -> node(identity, node).patch(context(identity), mergePatch)).isPresent();
    }

    /// Patches the status of a node; nothing happens where the node is gone.
    void patchNodeStatus(Identity identity, String node, String mergePatch) {
        attempt(
                () ->
                        node(identity, node)
                                .subresource("status")
                                .patch(context(identity), mergePatch));
    }

    /// Makes a call until it is answered.
    ///
    /// @return empty where the object is not there
    /// @throws CancellationException when this is closed meanwhile
    /// @throws KubernetesClientException when the API server keeps refusing
    <T> Optional<T> attempt(Supplier<T> call) {
        long refusedUntil = System.nanoTime() + PATIENCE_WHEN_REFUSED.toNanos();
        while (true) {
            if (closed) {
                throw new CancellationException();
            }
            try {
                permits.acquire();
                try {
                    return Optional.of(call.get());
                } finally {
                    permits.release();
                }
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return Optional.empty();
                }
                boolean refused = REFUSED.contains(e.getCode());
                if (refused ? System.nanoTime() - refusedUntil > 0 : !passes(e.getCode())) {
                    throw e;
                }
                pause(PAUSE);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    /// Waits.
    ///
    /// @throws CancellationException when interrupted, as at the end of the simulation
    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Lets nobody try any longer.
    @Override
    public void close() {
        closed = true;
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException();
    }

    /// Whether an error is one that goes away: no answer, a conflict, too much to do, a failure
    /// inside.
    private static boolean passes(int code) {
        return code == 0
                || code == HttpURLConnection.HTTP_CONFLICT
                || code == TOO_MANY_REQUESTS
                || code >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    /// The client reads an object that it is only given by name before it patches it.
    private Resource<Node> node(Identity identity, String name) {
        return as(identity)
                .resource(new NodeBuilder().withNewMetadata().withName(name).endMetadata().build());
    }

    private static PatchContext context(Identity identity) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(identity.fieldManager())
                .build();
    }
}
