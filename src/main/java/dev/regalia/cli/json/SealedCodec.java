package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// One of several records, as an object with one member that is named after the record.
final class SealedCodec implements Codec {

    private final Map<String, Codec> byName = new TreeMap<>();

    SealedCodec(Class<?> type, Function<Class<?>, Codec> codecs) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            byName.put(name(permitted), codecs.apply(permitted));
        }
    }

    private static String name(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
        String names = "an object with one member of " + String.join(", ", byName.keySet());
        if (in.currentToken() != JsonToken.START_OBJECT || in.nextToken() != JsonToken.FIELD_NAME) {
            throw Codec.unexpected(in, names);
        }
        Codec codec = byName.get(in.currentName());
        if (codec == null) {
            throw Codec.unexpected(in, names);
        }
        in.nextToken();
        Object value = codec.read(in);
        if (in.nextToken() != JsonToken.END_OBJECT) {
            throw Codec.unexpected(in, names);
        }
        return value;
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        String name = name(value.getClass());
        Codec codec = byName.get(name);
        if (codec == null) {
            throw new IllegalArgumentException(value + " is none of " + byName.keySet());
        }
        out.writeStartObject();
        out.writeFieldName(name);
        codec.write(out, value);
        out.writeEndObject();
    }
}
