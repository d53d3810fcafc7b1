package dev.regalia.kube;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.Optional;
import java.util.function.Function;

/// A kind of custom resource that is watched exactly while its definition is established. A
/// definition that was deleted and came back has another uid, and its objects are listed anew.
final class ServedKind {

    private final String crdName;
    private final Watched<CustomResourceDefinition, Shapes.CrdRecord> definition;
    private final Watched<?, ?> objects;
    private Optional<String> watchedUid = Optional.empty();
    private boolean stopped;

    /// @param watch makes the watch of the definition from a callback for its changes
    ServedKind(
            String crdName,
            Function<Runnable, Watched<CustomResourceDefinition, Shapes.CrdRecord>> watch,
            Watched<?, ?> objects) {
        this.crdName = crdName;
        this.objects = objects;
        this.definition = watch.apply(this::follow);
    }

    void start() {
        definition.start();
    }

    synchronized void stop() {
        stopped = true;
        definition.stop();
        objects.stop();
    }

    String crdName() {
        return crdName;
    }

    /// Whether the definition is established and not being deleted.
    boolean served() {
        return definition.record(crdName).map(Shapes.CrdRecord::served).orElse(false);
    }

    /// Whether it is known that the kind is not served, or its objects are listed.
    boolean synced() {
        return definition.synced() && (!served() || objects.synced());
    }

    /// Why it is not synced; empty where nothing is known to stand against it.
    Optional<Refusal> refusal() {
        return definition.refusal().or(() -> served() ? objects.refusal() : Optional.empty());
    }

    private synchronized void follow() {
        if (stopped) {
            return;
        }
        Optional<String> uid =
                definition
                        .record(crdName)
                        .filter(Shapes.CrdRecord::served)
                        .map(Shapes.CrdRecord::uid);
        if (!uid.equals(watchedUid)) {
            watchedUid = uid;
            objects.stop();
            if (uid.isPresent()) {
                objects.start();
            }
        }
    }
}
