package dev.regalia.kube;

import dev.regalia.plan.Finding;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What became of a plan.
///
/// @param writes how many writes were answered well, per kind
/// @param findings what the API server refused, and what could not be rendered
/// @param mended names of the nodes on which keys of ours were put back
/// @param unanswered what the API server said, where it gave no useful answer to some write: the
///   plan must be made and carried out again soon
public record ApplyReport(
        SortedMap<String, Integer> writes,
        List<Finding> findings,
        SortedSet<String> mended,
        Optional<String> unanswered) {

    public ApplyReport {
        writes = Collections.unmodifiableSortedMap(new TreeMap<>(writes));
        findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
        mended = Collections.unmodifiableSortedSet(new TreeSet<>(mended));
    }

    /// Whether anything was written.
    public boolean wroteAnything() {
        return !writes.isEmpty();
    }
}
