package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A namespace: every one that carries our tenant label, and every one that a tenant names.
///
/// @param quota our ResourceQuota in it
/// @param gpuPods non-terminal pods in it that hold `nvidia.com/*` or a device claim
public record NamespaceFacts(
        String name,
        String uid,
        boolean terminating,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Optional<QuotaFacts> quota,
        int gpuPods) {

    public NamespaceFacts {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /// The tenant whose namespace it is; empty where it is not ours.
    public Optional<String> tenant() {
        return Optional.ofNullable(labels.get(WellKnown.TENANT_LABEL));
    }

    /// The pool it draws on.
    public Optional<String> pool() {
        return Optional.ofNullable(labels.get(WellKnown.NAMESPACE_POOL_LABEL));
    }

    /// Whether the grant label is set.
    public boolean granted() {
        return labels.containsKey(WellKnown.GRANT_LABEL);
    }

    /// Our ResourceQuota, keyed by extended resource without the `requests.` prefix.
    ///
    /// @param lent what of the grant is away while nodes are cut, and comes back before anybody is
    ///   granted anything new
    public record QuotaFacts(
            SortedMap<String, Long> hard,
            SortedMap<String, Long> hardInForce,
            SortedMap<String, Long> used,
            SortedMap<String, Long> lent) {

        /// A quota of which nothing is lent.
        public QuotaFacts(
                SortedMap<String, Long> hard,
                SortedMap<String, Long> hardInForce,
                SortedMap<String, Long> used) {
            this(hard, hardInForce, used, Collections.emptySortedMap());
        }

        public QuotaFacts {
            lent = Collections.unmodifiableSortedMap(new TreeMap<>(lent));
            hard = Collections.unmodifiableSortedMap(new TreeMap<>(hard));
            hardInForce = Collections.unmodifiableSortedMap(new TreeMap<>(hardInForce));
            used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
        }

        /// What the namespace may hold or holds of a resource, whichever is most.
        public long committed(String resource) {
            return Math.max(
                    hard.getOrDefault(resource, 0L),
                    Math.max(
                            hardInForce.getOrDefault(resource, 0L),
                            used.getOrDefault(resource, 0L)));
        }

        /// Whether what we wrote is what is enforced.
        public boolean inForce() {
            return hard.equals(hardInForce);
        }
    }
}
