package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesSinceTest {

    private static final SortedMap<String, Instant> SINCE =
            new TreeMap<>(
                    Map.of("b", Samples.NOON, "a", Samples.LATER, "all-disabled", Samples.NOON));

    @Test
    void namesAreGroupedByTime() {
        assertThat(EntriesSince.print(SINCE))
                .isEqualTo(
                        "{\"2026-03-01T12:00:00.750Z\":[\"all-disabled\",\"b\"],"
                                + "\"2026-03-01T12:10:00Z\":[\"a\"]}");
    }

    @Test
    void whatIsPrintedIsReadBack() {
        assertThat(EntriesSince.parse(EntriesSince.print(SINCE))).isEqualTo(SINCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"yesterday\":[\"a\"]}", "7"})
    void whatCannotBeReadCountsAsNew(String annotation) {
        assertThat(EntriesSince.parse(annotation)).isEmpty();
    }
}
