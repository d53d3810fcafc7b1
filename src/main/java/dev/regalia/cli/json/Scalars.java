package dev.regalia.cli.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Values without parts: text, numbers, truth and names of constants.
final class Scalars {

    static final Codec TEXT =
            new Codec() {
                @Override
                public Object read(JsonParser in) throws IOException {
                    expect(in, JsonToken.VALUE_STRING, "a text");
                    return in.getText();
                }

                @Override
                public void write(JsonGenerator out, Object value) throws IOException {
                    out.writeString((String) value);
                }
            };

    static final Codec INT =
            new Codec() {
                @Override
                public Object read(JsonParser in) throws IOException {
                    expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
                    return in.getIntValue();
                }

                @Override
                public void write(JsonGenerator out, Object value) throws IOException {
                    out.writeNumber((Integer) value);
                }
            };

    static final Codec LONG =
            new Codec() {
                @Override
                public Object read(JsonParser in) throws IOException {
                    expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
                    return in.getLongValue();
                }

                @Override
                public void write(JsonGenerator out, Object value) throws IOException {
                    out.writeNumber((Long) value);
                }
            };

    static final Codec BOOLEAN =
            new Codec() {
                @Override
                public Object read(JsonParser in) throws IOException {
                    return switch (in.currentToken()) {
                        case VALUE_TRUE -> true;
                        case VALUE_FALSE -> false;
                        default -> throw Codec.unexpected(in, "'true' or 'false'");
                    };
                }

                @Override
                public void write(JsonGenerator out, Object value) throws IOException {
                    out.writeBoolean((Boolean) value);
                }
            };

    private Scalars() {}

    /// Constants under the names that they have in JSON.
    static Codec constants(Class<?> type) {
        Map<String, Object> byName = new LinkedHashMap<>();
        Map<Object, String> names = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = name(type, (Enum<?>) constant);
            byName.put(name, constant);
            names.put(constant, name);
        }
        return new Codec() {
            @Override
            public Object read(JsonParser in) throws IOException {
                Object constant =
                        in.currentToken() == JsonToken.VALUE_STRING
                                ? byName.get(in.getText())
                                : null;
                if (constant == null) {
                    throw Codec.unexpected(in, "one of " + String.join(", ", byName.keySet()));
                }
                return constant;
            }

            @Override
            public void write(JsonGenerator out, Object value) throws IOException {
                out.writeString(names.get(value));
            }
        };
    }

    private static String name(Class<?> type, Enum<?> constant) {
        try {
            JsonProperty property =
                    type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return Optional.ofNullable(property).map(JsonProperty::value).orElse(constant.name());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(constant + " is no constant of " + type, e);
        }
    }

    static void expect(JsonParser in, JsonToken token, String what) throws IOException {
        if (in.currentToken() != token) {
            throw Codec.unexpected(in, what);
        }
    }
}
