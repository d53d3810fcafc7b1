package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What happens to things whose owner is missing: the result of [Owners]. Keys are `<Kind>.<name>`;
/// an owner that is present, or that nothing names, is in neither set.
///
/// @param released missing owners whose things are let go: nodes when idle, namespaces when empty
/// @param frozen missing owners whose things stay exactly as they are
/// @param findings one per missing owner
/// @param reconsiderAt when time alone releases the next one
/// @param confirmationsDone confirmations that have served, because the owner is back or nothing of
///   it is left; sorted
public record OwnerVerdicts(
        SortedSet<String> released,
        SortedSet<String> frozen,
        List<Finding> findings,
        Optional<Instant> reconsiderAt,
        List<String> confirmationsDone) {

    public OwnerVerdicts {
        released = Collections.unmodifiableSortedSet(new TreeSet<>(released));
        frozen = Collections.unmodifiableSortedSet(new TreeSet<>(frozen));
        findings = List.copyOf(findings);
        confirmationsDone = List.copyOf(confirmationsDone);
    }

    /// The verdict of a cluster in which no owner is missing.
    public static OwnerVerdicts none() {
        return new OwnerVerdicts(
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /// Every missing owner that something names, so that the next look remembers since when.
    public SortedSet<String> missing() {
        SortedSet<String> all = new TreeSet<>(released);
        all.addAll(frozen);
        return all;
    }

    /// Whether the pool is missing and its things are let go.
    public boolean poolReleased(String pool) {
        return released.contains(key(WellKnown.POOL_KIND, pool));
    }

    /// Whether the pool is missing and its things stay as they are.
    public boolean poolFrozen(String pool) {
        return frozen.contains(key(WellKnown.POOL_KIND, pool));
    }

    /// Whether the tenant is missing and its namespaces are let go.
    public boolean tenantReleased(String tenant) {
        return released.contains(key(WellKnown.TENANT_KIND, tenant));
    }

    /// The key of an owner, as it stands in `regalia-confirmations`.
    public static String key(String kind, String name) {
        return kind + "." + name;
    }
}
