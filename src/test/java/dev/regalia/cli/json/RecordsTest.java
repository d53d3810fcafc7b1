package dev.regalia.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Memory;
import dev.regalia.plan.Settings;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private final Records records = new Records();

    record Part(String name, int count) {}

    record Whole(
            Part part,
            List<Part> parts,
            SortedMap<String, Long> amounts,
            Optional<Instant> at,
            @Nullable Integer level,
            boolean sure) {}

    private static final String WHOLE =
            """
            {
              "part": {
                "name": "a",
                "count": 1
              },
              "parts": [
                {"name":"b","count":2},
                {"name":"c","count":3}
              ],
              "amounts": {
                "gpu": 5
              },
              "level": 0,
              "sure": true
            }
            """;

    @Test
    void aSnapshotWithEveryComponentFilledComesBackAsItWas() {
        ClusterSnapshot snapshot = Filled.of(ClusterSnapshot.class);

        String text = records.write(snapshot);

        assertThat(records.read(text, ClusterSnapshot.class)).isEqualTo(snapshot);
        assertThat(records.write(records.read(text, ClusterSnapshot.class))).isEqualTo(text);
        for (Class<?> type : List.of(ClusterSnapshot.class, Memory.class)) {
            for (RecordComponent component : type.getRecordComponents()) {
                assertThat(text).contains("\"" + component.getName() + "\":");
            }
        }
    }

    @Test
    void settingsComeBackAsTheyWere() {
        Settings settings = Filled.of(Settings.class);

        assertThat(records.read(records.write(settings), Settings.class)).isEqualTo(settings);
    }

    @Test
    void aFileHasAnElementALineAndLeavesEmptyThingsOut() {
        Whole whole =
                new Whole(
                        new Part("a", 1),
                        List.of(new Part("b", 2), new Part("c", 3)),
                        new java.util.TreeMap<>(Map.of("gpu", 5L)),
                        Optional.empty(),
                        0,
                        true);

        assertThat(records.write(whole)).isEqualTo(WHOLE);
        assertThat(records.read(WHOLE, Whole.class)).isEqualTo(whole);
    }

    @Test
    void whatIsAbsentIsEmptyOrNull() {
        Whole whole =
                records.read("{\"part\":{\"name\":\"a\",\"count\":1},\"sure\":false}", Whole.class);

        assertThat(whole.parts()).isEmpty();
        assertThat(whole.amounts()).isEmpty();
        assertThat(whole.at()).isEmpty();
        assertThat(whole.level()).isNull();
    }

    record At(Instant at) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "2024-02-29T23:59:59Z",
                "0000-12-31T12:34:56Z",
                "1969-12-31T23:59:59Z",
                "2016-12-31T23:59:60Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:00:00.5Z",
                "2026-01-01T02:00:00+02:00",
                "+12026-01-01T00:00:00Z"
            })
    void timesMeanWhatTheyMeanEverywhere(String text) {
        assertThat(records.read("{\"at\":\"" + text + "\"}", At.class))
                .isEqualTo(new At(Instant.parse(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"count\": 1   | \"cuont\": 1    | 4 | `part.cuont` is not known; did you mean 'count'?",
                "\"count\": 1   | \"count\": true | 4 | `part.count` must be a whole number, not 'true'",
                "\"sure\": true | \"sure\": \"yes\"| 13 | `sure` must be 'true' or 'false', not the text 'yes'",
                "\"name\":\"b\",| ''               | 7 | 'name' is missing in `parts[0]`",
                "\"level\": 0   | \"at\": \"noon\" | 12 | `at` must be a time as '2026-01-01T00:00:00Z', not the text 'noon'",
                "\"level\": 0   | \"at\": \"2026-02-30T00:00:00Z\" | 12 | `at` must be a time",
                "\"count\": 1   | \"name\": \"b\" | 4 | `part.name` stands there twice",
                "\"gpu\": 5     | \"gpu\": 5, \"gpu\": 5 | 11 | `amounts.gpu` stands there twice",
            })
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, int line, String message) {
        String broken = WHOLE.replace(right.strip(), wrong.equals("''") ? "" : wrong.strip());

        assertThatExceptionOfType(JsonMistake.class)
                .isThrownBy(() -> records.read(broken, Whole.class))
                .satisfies(mistake -> assertThat(mistake.getMessage()).startsWith(message))
                .satisfies(mistake -> assertThat(mistake.line()).isBetween(line - 2, line + 1));
    }

    @Test
    void everyTruncationIsAMistakeAndNeverADefect() {
        Stream.iterate(0, at -> at < WHOLE.strip().length(), at -> at + 1)
                .forEach(
                        at ->
                                assertThatExceptionOfType(JsonMistake.class)
                                        .isThrownBy(
                                                () ->
                                                        records.read(
                                                                WHOLE.substring(0, at),
                                                                Whole.class)));
    }

    @Test
    void theNearestNameIsOffered() {
        assertThat(Similar.to("prodct", List.of("product", "memoryGB"))).contains("product");
        assertThat(Similar.to("fixed", List.of("Fixed", "Disabled"))).contains("Fixed");
        assertThat(Similar.to("xyz", List.of("product", "memoryGB"))).isEmpty();
    }
}
