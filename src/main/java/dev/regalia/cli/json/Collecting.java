package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Values that hold others: lists, sorted sets, maps by name, and what may be there or not. Empty
/// ones are left out.
final class Collecting {

    private Collecting() {}

    static Codec list(Codec element) {
        return new Codec() {
            @Override
            public Object read(JsonParser in) throws IOException {
                return elements(in, element);
            }

            @Override
            public void write(JsonGenerator out, Object value) throws IOException {
                writeAll(out, (Collection<?>) value, element);
            }

            @Override
            public Object absent() {
                return List.of();
            }
        };
    }

    static Codec sortedSet(Codec element) {
        return new Codec() {
            @Override
            public Object read(JsonParser in) throws IOException {
                return Collections.unmodifiableSortedSet(new TreeSet<>(elements(in, element)));
            }

            @Override
            public void write(JsonGenerator out, Object value) throws IOException {
                writeAll(out, (Collection<?>) value, element);
            }

            @Override
            public Object absent() {
                return Collections.emptySortedSet();
            }
        };
    }

    /// Reads into a map that is made anew each time, which keeps the order of the file where it has
    /// none of its own.
    static Codec map(Codec element, Supplier<Map<String, Object>> made) {
        return new Codec() {
            @Override
            public Object read(JsonParser in) throws IOException {
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    throw Codec.unexpected(in, "an object");
                }
                Map<String, Object> members = made.get();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    Codec.refuseSecond(in, members.put(name, element.read(in)));
                }
                return members instanceof SortedMap<String, Object> sorted
                        ? Collections.unmodifiableSortedMap(sorted)
                        : Collections.unmodifiableMap(members);
            }

            @Override
            public void write(JsonGenerator out, Object value) throws IOException {
                out.writeStartObject();
                Map<String, Object> sorted = new TreeMap<>();
                ((Map<?, ?>) value).forEach((name, held) -> sorted.put((String) name, held));
                for (Map.Entry<String, Object> entry : sorted.entrySet()) {
                    out.writeFieldName(entry.getKey());
                    element.write(out, entry.getValue());
                }
                out.writeEndObject();
            }

            @Override
            public Object absent() {
                return Collections.emptySortedMap();
            }
        };
    }

    static Codec optional(Codec element) {
        return new Codec() {
            @Override
            public Object read(JsonParser in) throws IOException {
                return Optional.of(element.read(in));
            }

            @Override
            public void write(JsonGenerator out, Object value) throws IOException {
                element.write(out, ((Optional<?>) value).orElseThrow());
            }

            @Override
            public Object absent() {
                return Optional.empty();
            }
        };
    }

    static final Codec OPTIONAL_INT =
            new Codec() {
                @Override
                public Object read(JsonParser in) throws IOException {
                    return OptionalInt.of((Integer) Scalars.INT.read(in));
                }

                @Override
                public void write(JsonGenerator out, Object value) throws IOException {
                    out.writeNumber(((OptionalInt) value).orElseThrow());
                }

                @Override
                public Object absent() {
                    return OptionalInt.empty();
                }
            };

    static final Codec OPTIONAL_LONG =
            new Codec() {
                @Override
                public Object read(JsonParser in) throws IOException {
                    return OptionalLong.of((Long) Scalars.LONG.read(in));
                }

                @Override
                public void write(JsonGenerator out, Object value) throws IOException {
                    out.writeNumber(((OptionalLong) value).orElseThrow());
                }

                @Override
                public Object absent() {
                    return OptionalLong.empty();
                }
            };

    private static List<Object> elements(JsonParser in, Codec element) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Codec.unexpected(in, "a list");
        }
        List<Object> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.read(in));
        }
        return elements;
    }

    private static void writeAll(JsonGenerator out, Collection<?> elements, Codec element)
            throws IOException {
        out.writeStartArray();
        for (Object one : elements) {
            element.write(out, one);
        }
        out.writeEndArray();
    }
}
