package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What stood on a node when we came, as it is kept in the annotation `regalia.dev/before`, so that
/// the node gets it back when it leaves.
///
/// @param migConfig the value of `mig.config`; empty where there was none, where mig-manager had
///   answered `failed` to it, and where it was one of our own names that an earlier membership left
///   behind
public record Before(Optional<String> migConfig) {

    private static final String MIG_CONFIG = "migConfig";

    /// What stands on a node that is not ours yet.
    static Before standingOn(NodeFacts node) {
        boolean failed =
                node.label(WellKnown.MIG_STATE_LABEL).equals(Optional.of(StepInput.FAILED));
        return new Before(
                node.label(WellKnown.MIG_CONFIG_LABEL)
                        .filter(value -> !failed)
                        .filter(value -> !value.startsWith(WellKnown.MIG_ENTRY_PREFIX)));
    }

    /// What the annotation says; nothing where it is gone or unreadable.
    static Before of(NodeFacts node) {
        return node.notes().before().orElse(new Before(Optional.empty()));
    }

    /// What [#print] wrote; empty where the text is anything else.
    static Optional<Before> parse(String json) {
        return FlatJson.parse(json)
                .map(members -> new Before(Optional.ofNullable(members.get(MIG_CONFIG))));
    }

    /// One line of JSON.
    String print() {
        SequencedMap<String, String> members = new LinkedHashMap<>();
        migConfig.ifPresent(value -> members.put(MIG_CONFIG, value));
        return FlatJson.print(members);
    }
}
