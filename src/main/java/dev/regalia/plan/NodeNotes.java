package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What we have written into a node's annotations, read once.
///
/// @param change the record of the node's change; empty where it is gone or cannot be read
/// @param before what stood there when we came; empty where it is gone or cannot be read
/// @param unread all other annotations under our prefix, and those of ours that cannot be read
public record NodeNotes(
        Optional<ChangeRecord> change, Optional<Before> before, SortedMap<String, String> unread) {

    public NodeNotes {
        unread = Collections.unmodifiableSortedMap(unread);
    }

    /// What annotations say.
    ///
    /// @param annotations those under our prefix
    public static NodeNotes of(SortedMap<String, String> annotations) {
        Optional<ChangeRecord> change =
                Optional.ofNullable(annotations.get(WellKnown.CHANGE_ANNOTATION))
                        .flatMap(ChangeRecords::parse);
        Optional<Before> before =
                Optional.ofNullable(annotations.get(WellKnown.BEFORE_ANNOTATION))
                        .flatMap(Before::parse);
        SortedMap<String, String> unread = new TreeMap<>(annotations);
        change.ifPresent(_ -> unread.remove(WellKnown.CHANGE_ANNOTATION));
        before.ifPresent(_ -> unread.remove(WellKnown.BEFORE_ANNOTATION));
        return new NodeNotes(change, before, unread);
    }

    /// The annotations that say this.
    public SortedMap<String, String> print() {
        SortedMap<String, String> annotations = new TreeMap<>(unread);
        change.ifPresent(
                it -> annotations.put(WellKnown.CHANGE_ANNOTATION, ChangeRecords.print(it)));
        before.ifPresent(it -> annotations.put(WellKnown.BEFORE_ANNOTATION, it.print()));
        return annotations;
    }

    /// Whether there is an annotation for the change, be it readable or not.
    boolean hasChange() {
        return change.isPresent() || unread.containsKey(WellKnown.CHANGE_ANNOTATION);
    }

    /// Whether there is an annotation for what stood there before, be it readable or not.
    boolean hasBefore() {
        return before.isPresent() || unread.containsKey(WellKnown.BEFORE_ANNOTATION);
    }
}
