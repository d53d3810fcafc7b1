package dev.regalia.operator;

import dev.regalia.operator.Published.Wanted;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What both reconcilers do: wake the loop where it has not seen the object yet, and write the
/// status that the loop published where the object has another one.
///
/// @param <P> the kind
/// @param <S> its status
final class StatusReconciliation<P extends CustomResource<?, S>, S> {

    private final Published<S> published;
    private final Supplier<P> blank;
    private final Runnable wake;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();

    /// A status that was sent, and the version of the object that it was sent for.
    private record Sent(String resourceVersion, Object status) {}

    StatusReconciliation(Published<S> published, Supplier<P> blank, Runnable wake) {
        this.published = published;
        this.blank = blank;
        this.wake = wake;
    }

    /// The source of events through which the loop says that a status has changed.
    SimpleInboundEventSource<P> eventSource() {
        SimpleInboundEventSource<P> source = new SimpleInboundEventSource<>("status");
        published.listen(
                name -> {
                    if (source.isRunning()) {
                        source.propagateEvent(new ResourceID(name));
                    }
                });
        return source;
    }

    UpdateControl<P> reconcile(P object, Context<P> context) {
        String name = object.getMetadata().getName();
        String uid = object.getMetadata().getUid();
        if (context.isPrimaryResourceDeleted()) {
            sent.remove(uid);
            wake.run();
            return UpdateControl.noUpdate();
        }
        Optional<Wanted<S>> wanted =
                published
                        .wanted(name)
                        .filter(found -> found.isFor(uid, object.getMetadata().getGeneration()));
        if (wanted.isEmpty()) {
            wake.run();
            return UpdateControl.noUpdate();
        }
        S status = wanted.get().status();
        // The cache may not show yet what was sent a moment ago; a failed attempt is repeated.
        Sent now = new Sent(object.getMetadata().getResourceVersion(), status);
        boolean onItsWay = now.equals(sent.get(uid)) && context.getRetryInfo().isEmpty();
        if (onItsWay || status.equals(object.getStatus())) {
            return UpdateControl.noUpdate();
        }
        sent.put(uid, now);
        P patch = blank.get();
        patch.setMetadata(new ObjectMetaBuilder().withName(name).build());
        patch.setStatus(status);
        return UpdateControl.patchStatus(patch);
    }
}
