package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How values of one type stand in JSON.
interface Codec {

    /// The value whose first token the parser is on; the parser ends on its last.
    Object read(JsonParser in) throws IOException;

    /// Writes a value of the type.
    void write(JsonGenerator out, Object value) throws IOException;

    /// What a member that is absent means; null where it must not be absent.
    default @Nullable Object absent() {
        return null;
    }

    /// Whether the value is what absence means, so that it can be left out.
    default boolean isAbsent(Object value) {
        return value.equals(absent());
    }

    /// The mistake of a value of another type.
    static JsonMistake unexpected(JsonParser in, String wanted) throws IOException {
        return new JsonMistake(
                in.currentTokenLocation(),
                pointer(in) + " must be " + wanted + ", not " + found(in));
    }

    /// Refuses a member that was there before.
    ///
    /// @param before what it was, null where it was not there
    static void refuseSecond(JsonParser in, @Nullable Object before) throws IOException {
        if (before != null) {
            throw new JsonMistake(in.currentTokenLocation(), pointer(in) + " stands there twice");
        }
    }

    /// Where the parser is, as `cluster.nodes[3].ready`.
    static String pointer(JsonParser in) {
        StringBuilder path = new StringBuilder();
        for (String step : in.getParsingContext().pathAsPointer().toString().split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            String name = step.replace("~1", "/").replace("~0", "~");
            if (Character.isDigit(name.charAt(0))) {
                path.append('[').append(name).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.isEmpty() ? "the document" : "`" + path + "`";
    }

    private static String found(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text '" + in.getText() + "'";
            default -> "'" + in.getText() + "'";
        };
    }
}
