package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A namespace: every one that carries our tenant label or whose quota of ours does, and every one
/// that a tenant names.
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
        return written(WellKnown.TENANT_LABEL);
    }

    /// The pool it draws on.
    public Optional<String> pool() {
        return written(WellKnown.NAMESPACE_POOL_LABEL);
    }

    /// A label as we wrote it. Our quota carries it too and decides: a namespace has many editors,
    /// and what the quota grants stays granted whatever they write.
    private Optional<String> written(String label) {
        return quota.map(one -> one.labels().get(label))
                .or(() -> Optional.ofNullable(labels.get(label)));
    }

    /// Whether the grant label is set.
    public boolean granted() {
        return labels.containsKey(WellKnown.GRANT_LABEL);
    }

    /// Our ResourceQuota, keyed by extended resource without the `requests.` prefix.
    ///
    /// @param lent what of the grant is away while nodes are cut, and comes back before anybody is
    ///   granted anything new
    /// @param labels of its labels those under `regalia.dev/`
    public record QuotaFacts(
            SortedMap<String, Long> hard,
            SortedMap<String, Long> hardInForce,
            SortedMap<String, Long> used,
            SortedMap<String, Long> lent,
            SortedMap<String, String> labels) {

        public QuotaFacts {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            lent = Collections.unmodifiableSortedMap(new TreeMap<>(lent));
            hard = Collections.unmodifiableSortedMap(new TreeMap<>(hard));
            hardInForce = Collections.unmodifiableSortedMap(new TreeMap<>(hardInForce));
            used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
        }

        /// The same with other pods in the namespace.
        public QuotaFacts using(SortedMap<String, Long> nowUsed) {
            return new QuotaFacts(hard, hardInForce, nowUsed, lent, labels);
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
