package dev.regalia.plan;

import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import java.util.Optional;
import java.util.SortedMap;

/// A namespace with one thing changed.
final class NamespaceEdits {

    private NamespaceEdits() {}

    static NamespaceFacts annotations(NamespaceFacts old, SortedMap<String, String> annotations) {
        return of(old, old.terminating(), annotations, old.quota(), old.gpuPods());
    }

    static NamespaceFacts labels(NamespaceFacts old, SortedMap<String, String> labels) {
        return new NamespaceFacts(
                old.name(),
                old.uid(),
                old.terminating(),
                labels,
                old.annotations(),
                old.quota(),
                old.gpuPods());
    }

    static NamespaceFacts quota(NamespaceFacts old, Optional<QuotaFacts> quota) {
        return of(old, old.terminating(), old.annotations(), quota, old.gpuPods());
    }

    static NamespaceFacts gpuPods(NamespaceFacts old, int gpuPods) {
        return of(old, old.terminating(), old.annotations(), old.quota(), gpuPods);
    }

    static NamespaceFacts terminating(NamespaceFacts old) {
        return of(old, true, old.annotations(), old.quota(), old.gpuPods());
    }

    private static NamespaceFacts of(
            NamespaceFacts old,
            boolean terminating,
            SortedMap<String, String> annotations,
            Optional<QuotaFacts> quota,
            int gpuPods) {
        return new NamespaceFacts(
                old.name(), old.uid(), terminating, old.labels(), annotations, quota, gpuPods);
    }
}
