package dev.regalia.kube;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What we wrote last, so that no decision is made on caches that have not seen it. Safe for use by
/// several threads.
///
/// Resource versions of one kind are compared as numbers, which Kubernetes promises since 1.35.
final class Writes {

    private final Map<ObjectKind, Long> versions = new EnumMap<>(ObjectKind.class);
    private final Map<ObjectKind, Set<Deleted>> deleted = new HashMap<>();

    private record Deleted(String key, String uid) {}

    /// Notes that a write was answered with this version.
    synchronized void wrote(ObjectKind kind, String resourceVersion) {
        versions.merge(kind, Long.parseLong(resourceVersion), Math::max);
    }

    /// Notes that the object with that key and uid is gone.
    synchronized void deleted(ObjectKind kind, String key, String uid) {
        deleted.computeIfAbsent(kind, absent -> new HashSet<>()).add(new Deleted(key, uid));
    }

    /// Whether a cache shows everything that we wrote of its kind.
    synchronized boolean seenBy(ObjectKind kind, Watched<?, ?> cache) {
        Set<Deleted> gone = deleted.getOrDefault(kind, Set.of());
        if (!gone.isEmpty()) {
            gone.removeIf(object -> cache.uid(object.key()).filter(object.uid()::equals).isEmpty());
        }
        return gone.isEmpty() && cache.version() >= versions.getOrDefault(kind, 0L);
    }
}
