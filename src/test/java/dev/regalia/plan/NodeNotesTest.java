package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeNotesTest {

    private static final ChangeRecord READY =
            Records.ready(TestNode.PLACE, Optional.of("regalia-a"), TestNode.SLICES);

    @Test
    void whatWeWroteIsReadAndPrintedAsItWas() {
        SortedMap<String, String> annotations = new TreeMap<>();
        annotations.put(WellKnown.CHANGE_ANNOTATION, ChangeRecords.print(READY));
        annotations.put(WellKnown.BEFORE_ANNOTATION, "{\"migConfig\":\"all-disabled\"}");
        annotations.put("regalia.dev/later", "a key of a newer version");
        NodeNotes notes = NodeNotes.of(annotations);
        assertThat(notes.change()).contains(READY);
        assertThat(notes.before()).contains(new Before(Optional.of("all-disabled")));
        assertThat(notes.unread()).containsOnlyKeys("regalia.dev/later");
        assertThat(notes.print()).isEqualTo(annotations);
    }

    @Test
    void whatCannotBeReadIsKeptAndKnownToBeThere() {
        SortedMap<String, String> annotations =
                new TreeMap<>(
                        Map.of(
                                WellKnown.CHANGE_ANNOTATION, "{broken",
                                WellKnown.BEFORE_ANNOTATION, "null"));
        NodeNotes notes = NodeNotes.of(annotations);
        assertThat(notes.change()).isEmpty();
        assertThat(notes.before()).isEmpty();
        assertThat(notes.hasChange()).isTrue();
        assertThat(notes.hasBefore()).isTrue();
        assertThat(notes.print()).isEqualTo(annotations);
    }

    @Test
    void nothingSaysNothing() {
        NodeNotes notes = NodeNotes.of(new TreeMap<>());
        assertThat(notes.hasChange()).isFalse();
        assertThat(notes.hasBefore()).isFalse();
        assertThat(notes.print()).isEmpty();
    }
}
