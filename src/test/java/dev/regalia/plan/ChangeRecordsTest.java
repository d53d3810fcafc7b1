package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.ChangeRecord.State;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeRecordsTest {

    private static final ChangeRecord APPLYING =
            new ChangeRecord(
                    "paris",
                    "slices",
                    Optional.empty(),
                    State.APPLYING,
                    Optional.of("regalia-a"),
                    Optional.of("regalia-h"),
                    "nvidia.com/gpu=4,nvidia.com/mig-1g.10gb=28",
                    Optional.of(Instant.parse("2026-11-02T08:10:00Z")));

    @Test
    void aRecordIsOneLineWithItsKeysInOrder() {
        assertThat(ChangeRecords.print(APPLYING))
                .isEqualTo(
                        "{\"pool\":\"paris\",\"group\":\"slices\",\"state\":\"Applying\","
                                + "\"wanted\":\"regalia-a\",\"lastGood\":\"regalia-h\","
                                + "\"layout\":\"nvidia.com/gpu=4,nvidia.com/mig-1g.10gb=28\","
                                + "\"deadline\":\"2026-11-02T08:10:00Z\"}");
    }

    @Test
    void aDedicatedNodeNamesItsTenantAndASharedOneNone() {
        String shared = "{\"pool\":\"paris\",\"group\":\"slices\",\"state\":\"Ready\"}";
        String theirs = shared.replace("\"state\"", "\"tenant\":\"bank\",\"state\"");
        ChangeRecord record = ChangeRecords.parse(theirs).orElseThrow();
        assertThat(record.tenant()).contains("bank");
        assertThat(ChangeRecords.print(record)).isEqualTo(theirs);
        assertThat(ChangeRecords.parse(shared).orElseThrow().tenant()).isEmpty();
    }

    @Test
    void whatIsPrintedIsParsedBack() {
        ChangeRecord planned = Records.planned(TestNode.PLACE, Optional.empty());
        ChangeRecord odd =
                new ChangeRecord(
                        "a\"b\\c\n\u0001é",
                        "g",
                        Optional.empty(),
                        State.READY,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Optional.empty());
        assertThat(ChangeRecords.parse(ChangeRecords.print(APPLYING))).contains(APPLYING);
        assertThat(ChangeRecords.parse(ChangeRecords.print(planned))).contains(planned);
        assertThat(ChangeRecords.parse(ChangeRecords.print(odd))).contains(odd);
        assertThat(ChangeRecords.print(planned))
                .isEqualTo("{\"pool\":\"paris\",\"group\":\"slices\",\"state\":\"Planned\"}");
    }

    @Test
    void spacesEscapesAndKeysOfALaterVersionAreRead() {
        assertThat(
                        ChangeRecords.parse(
                                " { \"pool\" : \"p\\u0061ris\" ,\n\"group\":\"s\\/x\",\"state\":"
                                        + "\"Ready\",\"attempt\":\"2\" } "))
                .hasValueSatisfying(
                        record -> {
                            assertThat(record.pool()).isEqualTo("paris");
                            assertThat(record.group()).isEqualTo("s/x");
                            assertThat(record.state()).isEqualTo(State.READY);
                        });
    }

    @Test
    void anythingElseCountsAsGone() {
        String[] broken = {
            "",
            "null",
            "[]",
            "{",
            "{}",
            "{}x",
            "{\"pool\":\"p\",\"group\":\"g\"}",
            "{\"pool\":\"p\",\"state\":\"Ready\"}",
            "{\"group\":\"g\",\"state\":\"Ready\"}",
            "{\"pool\":\"p\",\"group\":\"g\",\"state\":\"Cooking\"}",
            "{\"pool\":\"p\",\"group\":\"g\",\"state\":\"Ready\"",
            "{\"pool\":\"p\",\"group\":\"g\",\"state\":\"Ready\",}",
            "{\"pool\":\"p\",\"group\":\"g\",\"state\":\"Ready\"} {}",
            "{\"pool\":\"p\",\"pool\":\"q\",\"group\":\"g\",\"state\":\"Ready\"}",
            "{\"pool\":1,\"group\":\"g\",\"state\":\"Ready\"}",
            "{\"pool\":\"p\\q\",\"group\":\"g\",\"state\":\"Ready\"}",
            "{\"pool\":\"p\\u00g0\",\"group\":\"g\",\"state\":\"Ready\"}",
            "{\"pool\":\"p\n\",\"group\":\"g\",\"state\":\"Ready\"}",
            "{\"pool\":\"p\",\"group\":\"g\",\"state\":\"Ready\",\"layout\":\"eight\"}",
            "{\"pool\":\"p\",\"group\":\"g\",\"state\":\"Ready\",\"deadline\":\"soon\"}",
            "{\"pool\":\"p\",\"group\":\"g\",\"state\":\"Applying\",\"wanted\":\"x\"}",
        };
        assertThat(broken).allSatisfy(text -> assertThat(ChangeRecords.parse(text)).isEmpty());
    }

    @Test
    void whatStoodBeforeIsKeptUnlessItWasOursAnyway() {
        TestNode fresh = TestNode.h100("n");
        assertThat(Before.standingOn(fresh.facts()).print())
                .isEqualTo("{\"migConfig\":\"all-disabled\"}");
        assertThat(Before.parse("{\"migConfig\":\"all-balanced\"}"))
                .contains(new Before(Optional.of("all-balanced")));
        assertThat(Before.parse("{}")).contains(new Before(Optional.empty()));
        assertThat(Before.parse("all-disabled")).isEmpty();
        TestNode again = TestNode.h100("n").mig("regalia-old", "success");
        assertThat(Before.standingOn(again.facts()).print()).isEqualTo("{}");
        TestNode broken = TestNode.h100("n").mig("misspelt", "failed");
        assertThat(Before.standingOn(broken.facts()).print()).isEqualTo("{}");
    }
}
