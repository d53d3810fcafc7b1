package dev.regalia.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One write on one node, as values: `render` makes the merge patch of it.
///
/// @param resourceVersion the version the decision was made on; the API server answers 409 when it
///   has moved
/// @param labels labels to set, or to remove where the value is empty
/// @param annotations annotations to set, or to remove where the value is empty
/// @param taints the full new list where taints change
/// @param because one sentence for the log
public record NodeChange(
        String node,
        String resourceVersion,
        Kind kind,
        SortedMap<String, Optional<String>> labels,
        SortedMap<String, Optional<String>> annotations,
        Optional<List<NodeFacts.Taint>> taints,
        String because) {

    public NodeChange {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        taints = taints.map(List::copyOf);
    }

    /// What the write does.
    public enum Kind {
        JOIN,
        FENCE,
        CUT,
        UNFENCE,
        VERIFY,
        MEND,
        RELABEL,
        LEAVE
    }
}
