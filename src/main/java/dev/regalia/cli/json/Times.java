package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/// Instants and durations, as ISO 8601 writes them.
final class Times {

    /// The only form in which Kubernetes writes a time: in seconds, of UTC.
    private static final String SECONDS = "0000-00-00T00:00:00Z";

    static final Codec INSTANT = parsed("a time as '2026-01-01T00:00:00Z'", Times::instant);
    static final Codec DURATION = parsed("a duration as 'PT90S'", Duration::parse);

    private Times() {}

    /// A general parser takes a third of the time in which the snapshot of a large fleet is read.
    private static Instant instant(String text) {
        if (!isInSeconds(text)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        long day =
                LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                        .toEpochDay();
        return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second);
    }

    private static boolean isInSeconds(String text) {
        if (text.length() != SECONDS.length()) {
            return false;
        }
        for (int i = 0; i < SECONDS.length(); i++) {
            char wanted = SECONDS.charAt(i);
            char found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static Codec parsed(String what, Function<String, Object> parse) {
        return new Codec() {
            @Override
            public Object read(JsonParser in) throws IOException {
                Scalars.expect(in, JsonToken.VALUE_STRING, what);
                try {
                    return parse.apply(in.getText());
                } catch (DateTimeException e) {
                    throw Codec.unexpected(in, what);
                }
            }

            @Override
            public void write(JsonGenerator out, Object value) throws IOException {
                out.writeString(value.toString());
            }
        };
    }
}
