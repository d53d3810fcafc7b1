package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.ConditionType;
import dev.regalia.api.Reason;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

    @Test
    void everyConditionAndEveryReasonHasItsRow() {
        String page = Explanations.markdown();

        for (ConditionType type : ConditionType.values()) {
            assertThat(page).contains("| `" + type.text() + "` | ").contains(type.definition());
        }
        for (Reason reason : Reason.values()) {
            assertThat(page).contains("| `" + reason.text() + "`").contains(reason.definition());
        }
        assertThat(page).contains("| `PoolMissing` | ").doesNotContain("should", "<", ">");
    }

    @Test
    void reasonsSayWhichConditionsTheySpeakTo() {
        assertThat(Explanations.markdown())
                .contains(
                        "| `NodeTaken` * | A node that the group selects belongs to another pool."
                                + " | `Ready`, `NodesAssigned` |\n")
                .endsWith("|\n");
    }
}
