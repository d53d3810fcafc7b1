package dev.regalia.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The statuses that objects of one kind should have, by name. Whoever listens is told the name
/// whenever one changes. Safe for use by several threads.
///
/// @param <S> the status
final class Published<S> {

    /// A status and the object it was computed for.
    record Wanted<S>(String uid, long generation, S status, Instant since) {
        boolean isFor(String otherUid, @Nullable Long otherGeneration) {
            return uid.equals(otherUid) && otherGeneration != null && generation == otherGeneration;
        }
    }

    private final Map<String, Wanted<S>> wanted = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// Adds somebody who wants to know what changes.
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /// The status that an object should have; empty where none was computed yet.
    Optional<Wanted<S>> wanted(String name) {
        return Optional.ofNullable(wanted.get(name));
    }

    /// Publishes a status; nothing happens where it is what was published before.
    void publish(String name, Wanted<S> next) {
        Wanted<S> before = wanted.get(name);
        if (before != null
                && before.isFor(next.uid(), next.generation())
                && before.status().equals(next.status())) {
            return;
        }
        wanted.put(name, next);
        listeners.forEach(listener -> listener.accept(name));
    }

    /// Forgets all objects but these.
    void retain(Set<String> names) {
        wanted.keySet().retainAll(names);
    }
}
