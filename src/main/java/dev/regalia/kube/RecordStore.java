package dev.regalia.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an informer keeps: of each object a record with the few fields that matter, and a stub with
/// its name and version, which is all that the informer itself needs. Objects that give no record
/// are not kept at all.
final class RecordStore<T extends HasMetadata, R> implements ItemStore<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RecordStore.class);

    /// What is kept of the objects of one kind.
    ///
    /// @param name of the kind, for logs
    /// @param blank makes an empty object of the kind
    /// @param record the record of an object; empty where it is of no interest
    /// @param same whether a decision would be the same on both records
    record Shape<T, R>(
            String name,
            Supplier<T> blank,
            Function<T, Optional<R>> record,
            BiPredicate<R, R> same) {}

    private record Held<T, R>(T stub, R record) {}

    private final Shape<T, R> shape;
    private final Runnable changed;
    private final Map<String, Held<T, R>> held = new ConcurrentSkipListMap<>();
    private final Map<String, String> notUnderstood = new ConcurrentSkipListMap<>();

    RecordStore(Shape<T, R> shape, Runnable changed) {
        this.shape = shape;
        this.changed = changed;
    }

    /// The record of the object with that key, `namespace/name` or `name`.
    Optional<R> record(String key) {
        return Optional.ofNullable(held.get(key)).map(Held::record);
    }

    /// All records, sorted by key.
    List<R> records() {
        return held.values().stream().map(Held::record).toList();
    }

    /// What is to be said of an object that has a field that is not known; empty where there is
    /// none. The records are not complete then.
    Optional<String> notUnderstood() {
        return notUnderstood.values().stream().findFirst();
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable T put(String key, T object) {
        Optional<R> record;
        try {
            record = shape.record().apply(object);
        } catch (RuntimeException e) {
            // What was known is safer than nothing, and the watch must go on.
            UnknownField.in(e)
                    .ifPresentOrElse(
                            field -> notUnderstood(key, field),
                            () ->
                                    LOG.warn(
                                            "One of the {}, {}, cannot be read",
                                            shape.name(),
                                            key,
                                            e));
            return get(key);
        }
        understood(key);
        if (record.isEmpty()) {
            return remove(key);
        }
        Held<T, R> before = held.put(key, new Held<>(stub(object), record.get()));
        if (before == null || !shape.same().test(before.record(), record.get())) {
            changed.run();
        }
        return before == null ? null : before.stub();
    }

    private void notUnderstood(String key, UnknownField field) {
        String sentence = field.sentence(shape.name(), key);
        if (!sentence.equals(notUnderstood.put(key, sentence))) {
            LOG.error("Nothing is done: {}", sentence);
            changed.run();
        }
    }

    private void understood(String key) {
        if (notUnderstood.remove(key) != null) {
            changed.run();
        }
    }

    @Override
    public @Nullable T remove(String key) {
        understood(key);
        Held<T, R> before = held.remove(key);
        if (before == null) {
            return null;
        }
        changed.run();
        return before.stub();
    }

    /// Those that are not understood too, so that they are forgotten once they are gone.
    @Override
    public Stream<String> keySet() {
        return Stream.concat(held.keySet().stream(), notUnderstood.keySet().stream()).distinct();
    }

    @Override
    public Stream<T> values() {
        return held.values().stream().map(Held::stub);
    }

    @Override
    public int size() {
        return held.size();
    }

    @Override
    public @Nullable T get(String key) {
        Held<T, R> found = held.get(key);
        return found == null ? null : found.stub();
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private T stub(T object) {
        T stub = shape.blank().get();
        stub.setMetadata(
                new ObjectMetaBuilder()
                        .withNamespace(object.getMetadata().getNamespace())
                        .withName(object.getMetadata().getName())
                        .withUid(object.getMetadata().getUid())
                        .withResourceVersion(object.getMetadata().getResourceVersion())
                        .build());
        return stub;
    }
}
