package dev.regalia.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One kind of object as it is watched: it can be started, stopped and started anew, and never
/// gives up by itself. While it is stopped it holds nothing.
final class Watched<T extends HasMetadata, R> {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
    private static final int NOT_FOUND = 404;

    private final RecordStore.Shape<T, R> shape;
    private final Supplier<SharedIndexInformer<T>> source;
    private final Runnable changed;
    private volatile @Nullable Session<T, R> session;

    /// @param source makes a new informer, not yet started
    /// @param changed called after each change of a record; must be quick
    Watched(
            RecordStore.Shape<T, R> shape,
            Supplier<SharedIndexInformer<T>> source,
            Runnable changed) {
        this.shape = shape;
        this.source = source;
        this.changed = changed;
    }

    /// Begins to list and watch; nothing happens where that goes on already.
    synchronized void start() {
        if (session != null) {
            return;
        }
        RecordStore<T, R> store = new RecordStore<>(shape, changed);
        Session<T, R> next = new Session<>(shape.name(), source.get(), store);
        session = next;
        next.informer.removeNamespaceIndex().itemStore(store).exceptionHandler(next::goOn);
        next.informer
                .start()
                .whenComplete(
                        (done, failure) -> {
                            changed.run();
                        });
    }

    /// Ends the watch and forgets everything.
    synchronized void stop() {
        Session<T, R> current = session;
        session = null;
        if (current != null) {
            current.informer.stop();
            changed.run();
        }
    }

    /// Lists everything again.
    synchronized void restart() {
        LOG.info("Listing {} again", shape.name());
        stop();
        start();
    }

    String name() {
        return shape.name();
    }

    boolean running() {
        return session != null;
    }

    /// Whether the first list is in, and every object in it is understood.
    boolean synced() {
        Session<T, R> current = session;
        return current != null
                && current.informer.hasSynced()
                && current.store.notUnderstood().isEmpty();
    }

    /// Whether the API server says that there is no such kind.
    boolean notServed() {
        Session<T, R> current = session;
        return current != null && !current.informer.hasSynced() && current.notFound;
    }

    /// Why it is not synced; empty where nothing is known to stand against it.
    Optional<Refusal> refusal() {
        Session<T, R> current = session;
        if (current == null) {
            return Optional.empty();
        }
        return current.informer.hasSynced()
                ? current.store
                        .notUnderstood()
                        .map(said -> new Refusal(shape.name(), Refusal.NOT_UNDERSTOOD, said))
                : Optional.ofNullable(current.refusal);
    }

    /// The resource version up to which the records are complete; 0 before the first list.
    long version() {
        Session<T, R> current = session;
        String version = current == null ? null : current.informer.lastSyncResourceVersion();
        return version == null || version.isEmpty() ? 0 : Long.parseLong(version);
    }

    Optional<R> record(String key) {
        Session<T, R> current = session;
        return current == null ? Optional.empty() : current.store.record(key);
    }

    /// All records, sorted by namespace and name.
    List<R> records() {
        Session<T, R> current = session;
        return current == null ? List.of() : current.store.records();
    }

    /// The uid of the object with that key, where it is held.
    Optional<String> uid(String key) {
        Session<T, R> current = session;
        T stub = current == null ? null : current.store.get(key);
        return stub == null ? Optional.empty() : Optional.of(stub.getMetadata().getUid());
    }

    private static final class Session<T extends HasMetadata, R> {
        private final String kind;
        private final SharedIndexInformer<T> informer;
        private final RecordStore<T, R> store;
        private volatile boolean notFound;
        private volatile @Nullable Refusal refusal;
        private volatile String lastSaid = "";

        Session(String kind, SharedIndexInformer<T> informer, RecordStore<T, R> store) {
            this.kind = kind;
            this.informer = informer;
            this.store = store;
        }

        boolean goOn(boolean started, Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            int code = Math.max(code(failure), code(cause));
            notFound = code == NOT_FOUND;
            String said = String.valueOf(cause.getMessage());
            refusal = notFound ? null : new Refusal(kind, code, said);
            if (!said.equals(lastSaid)) {
                lastSaid = said;
                LOG.warn("Watching {} is interrupted and will go on: {}", kind, said);
            }
            return true;
        }

        private static int code(Throwable failure) {
            return failure instanceof KubernetesClientException refused ? refused.getCode() : 0;
        }
    }
}
