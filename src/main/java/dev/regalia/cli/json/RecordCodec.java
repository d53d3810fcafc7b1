package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A record as an object with a member per component, in their order. A component that is absent
/// must be one that may be: nullable, optional, or a collection.
final class RecordCodec implements Codec {

    private final Class<?> type;
    private final Function<RecordComponent, Codec> codecs;
    private final Map<String, Integer> indexes = new HashMap<>();
    private RecordComponent[] components = {};
    private Codec[] parts = {};
    private Method[] accessors = {};
    private boolean[] nullable = {};
    private @Nullable Constructor<?> constructor;

    RecordCodec(Class<?> type, Function<RecordComponent, Codec> codecs) {
        this.type = type;
        this.codecs = codecs;
    }

    /// Done at the first use, so that a record may hold records of its own type.
    private Constructor<?> prepared() {
        Constructor<?> known = constructor;
        if (known != null) {
            return known;
        }
        components = type.getRecordComponents();
        parts = new Codec[components.length];
        accessors = new Method[components.length];
        nullable = new boolean[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            parts[i] = codecs.apply(components[i]);
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
            nullable[i] = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            indexes.put(components[i].getName(), i);
        }
        try {
            Constructor<?> found = type.getDeclaredConstructor(types);
            found.setAccessible(true);
            constructor = found;
            return found;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    @Override
    public Object read(JsonParser in) throws IOException {
        Constructor<?> make = prepared();
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Codec.unexpected(in, "an object");
        }
        @Nullable Object[] values = new @Nullable Object[parts.length];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            Integer index = indexes.get(name);
            if (index == null) {
                throw new JsonMistake(
                        in.currentTokenLocation(),
                        Codec.pointer(in)
                                + " is not known"
                                + Similar.to(name, indexes.keySet())
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""));
            }
            Codec.refuseSecond(in, values[index]);
            in.nextToken();
            values[index] = parts[index].read(in);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !nullable[i]) {
                values[i] = absent(in, i);
            }
        }
        return made(make, values, in);
    }

    private Object absent(JsonParser in, int index) {
        Object absent = parts[index].absent();
        if (absent == null) {
            throw new JsonMistake(
                    in.currentTokenLocation(),
                    "'" + components[index].getName() + "' is missing in " + Codec.pointer(in));
        }
        return absent;
    }

    private Object made(Constructor<?> make, @Nullable Object[] values, JsonParser in) {
        try {
            return make.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new JsonMistake(
                    in.currentTokenLocation(),
                    Codec.pointer(in) + " makes no sense: " + e.getTargetException().getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
        prepared();
        out.writeStartObject();
        for (int i = 0; i < parts.length; i++) {
            Object part = part(value, accessors[i]);
            if (part != null && !parts[i].isAbsent(part)) {
                out.writeFieldName(components[i].getName());
                parts[i].write(out, part);
            }
        }
        out.writeEndObject();
    }

    private static @Nullable Object part(Object value, Method accessor) {
        try {
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(accessor + " of " + value, e);
        }
    }
}
