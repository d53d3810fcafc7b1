package dev.regalia.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A pool as tenants meet it, whether it exists or not, with its books.
///
/// @param supply empty where the pool is missing
/// @param movable whether quota on it may be raised or lowered: it exists, is accepted and not
///   suspended; or it is missing and released, so that everything on it comes down
/// @param books by resource
record PoolAccount(
        String name,
        Optional<PoolSupply> supply,
        boolean movable,
        SortedMap<String, ResourceBook> books) {

    PoolAccount {
        books = Collections.unmodifiableSortedMap(books);
    }

    boolean present() {
        return supply.isPresent();
    }

    boolean joining() {
        return supply.map(PoolSupply::joining).orElse(false);
    }

    boolean suspended() {
        return supply.map(PoolSupply::suspended).orElse(false);
    }

    ResourceBook book(String resource) {
        return books.getOrDefault(resource, ResourceBook.empty());
    }

    /// Quota of a member's namespace by the books, above zero.
    SortedMap<String, Long> hard(String namespace) {
        return of(namespace, ResourceBook::hard);
    }

    /// What of a member's grant is away while nodes are cut, above zero.
    SortedMap<String, Long> lent(String namespace) {
        return of(namespace, ResourceBook::lent);
    }

    private SortedMap<String, Long> of(
            String namespace, Function<ResourceBook, Map<String, Long>> which) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<String, ResourceBook> book : books.entrySet()) {
            long count = which.apply(book.getValue()).getOrDefault(namespace, 0L);
            if (count > 0) {
                counts.put(book.getKey(), count);
            }
        }
        return counts;
    }

    /// What stands in the books for a tenant; nothing where it neither wants nor has any.
    ResourceBook.Line line(String resource, String tenant) {
        return book(resource).lines().getOrDefault(tenant, new ResourceBook.Line(0, 0));
    }
}
