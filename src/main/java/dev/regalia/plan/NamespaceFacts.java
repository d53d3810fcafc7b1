package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /// Whether we made it: at least two of the marks that we leave on a namespace and on its quota
    /// are there, so that neither an edit of one of them nor a single label of somebody else's says
    /// otherwise.
    public boolean ours() {
        int marks = labels.containsKey(WellKnown.TENANT_LABEL) ? 1 : 0;
        marks += WellKnown.MANAGED_BY.equals(labels.get(WellKnown.MANAGED_BY_LABEL)) ? 1 : 0;
        marks += annotations.containsKey(WellKnown.TENANT_UID_ANNOTATION) ? 1 : 0;
        marks +=
                quota.filter(it -> it.labels().containsKey(WellKnown.TENANT_LABEL)).isPresent()
                        ? 1
                        : 0;
        return marks >= 2;
    }

    /// The tenants that labels name, that of the namespace before that of its quota; none where it
    /// is not ours, two where somebody has edited one of them.
    public List<String> tenants() {
        return ours() ? labelled(WellKnown.TENANT_LABEL) : List.of();
    }

    /// The pools that labels say it draws on, in the same way.
    public List<String> pools() {
        return labelled(WellKnown.NAMESPACE_POOL_LABEL);
    }

    private List<String> labelled(String label) {
        return Stream.of(Optional.of(labels), quota.map(QuotaFacts::labels))
                .flatMap(Optional::stream)
                .map(it -> it.get(label))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /// Whether its label and that of its quota name the same tenant.
    boolean labelledAlike() {
        @Nullable String own = labels.get(WellKnown.TENANT_LABEL);
        return own != null
                && quota.filter(it -> own.equals(it.labels().get(WellKnown.TENANT_LABEL)))
                        .isPresent();
    }

    /// The tenant that it is said to belong to, first of all by its own label.
    public Optional<String> tenant() {
        return tenants().stream().findFirst();
    }

    /// The pool that it is said to draw on, first of all by its own label.
    public Optional<String> pool() {
        return pools().stream().findFirst();
    }

    /// Whether the grant label is set.
    public boolean granted() {
        return labels.containsKey(WellKnown.GRANT_LABEL);
    }

    /// Our ResourceQuota, keyed by extended resource without the `requests.` prefix.
    ///
    /// @param lent what of the grant is away while nodes are cut, and comes back before anybody is
    ///   granted anything new
    /// @param labels of its labels those under `regalia.dev/`; none where it is not ours
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
