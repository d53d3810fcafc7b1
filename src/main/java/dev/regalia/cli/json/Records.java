package dev.regalia.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// Reads and writes records as JSON: a member per component, constants by the names that they have
/// in Kubernetes, absent what is empty. The same record gives the same bytes.
public final class Records {

    private static final int LAST_SHOWN = '~';

    /// Escapes all but ASCII: what turns the direction of writing is no control character to JSON.
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().highestNonEscapedChar(LAST_SHOWN).build();

    private static final Map<Type, Codec> SCALARS =
            Map.ofEntries(
                    Map.entry(String.class, Scalars.TEXT),
                    Map.entry(int.class, Scalars.INT),
                    Map.entry(Integer.class, Scalars.INT),
                    Map.entry(long.class, Scalars.LONG),
                    Map.entry(Long.class, Scalars.LONG),
                    Map.entry(boolean.class, Scalars.BOOLEAN),
                    Map.entry(Boolean.class, Scalars.BOOLEAN),
                    Map.entry(Instant.class, Times.INSTANT),
                    Map.entry(Duration.class, Times.DURATION),
                    Map.entry(OptionalInt.class, Collecting.OPTIONAL_INT),
                    Map.entry(OptionalLong.class, Collecting.OPTIONAL_LONG));

    private final Map<Type, Codec> codecs = new HashMap<>();

    /// Reads one record.
    ///
    /// @throws JsonMistake where the text is not such a record
    public <T> T read(InputStream in, Class<T> type) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            return read(parser, type);
        }
    }

    /// Reads one record.
    ///
    /// @throws JsonMistake where the text is not such a record
    public <T> T read(String text, Class<T> type) {
        try (JsonParser parser = JSON.createParser(text)) {
            return read(parser, type);
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
    }

    private <T> T read(JsonParser parser, Class<T> type) throws IOException {
        try {
            parser.nextToken();
            if (parser.currentToken() == null) {
                throw new JsonMistake(parser.currentLocation(), "there is nothing in it");
            }
            T read = type.cast(codec(type).read(parser));
            if (parser.nextToken() != null) {
                throw new JsonMistake(
                        parser.currentTokenLocation(), "there is more than one document in it");
            }
            return read;
        } catch (JsonEOFException e) {
            throw new JsonMistake(e.getLocation(), "it ends in the middle; is it truncated?");
        } catch (StreamConstraintsException e) {
            throw new JsonMistake(parser.currentLocation(), e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new JsonMistake(
                    e.getLocation() == null ? parser.currentLocation() : e.getLocation(),
                    "it is no JSON: " + e.getOriginalMessage());
        }
    }

    /// Writes one record, laid out so that a difference of two files is easy to read, with a line
    /// break at the end.
    public void write(OutputStream out, Object value) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            write(generator, value);
        }
    }

    /// The same as text.
    public String write(Object value) {
        StringWriter text = new StringWriter();
        try (Writer out = text;
                JsonGenerator generator = JSON.createGenerator(out)) {
            write(generator, value);
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    private void write(JsonGenerator generator, Object value) throws IOException {
        generator.setPrettyPrinter(new OneElementPerLine());
        codec(value.getClass()).write(generator, value);
        generator.writeRaw('\n');
    }

    private Codec codec(Type type) {
        Codec known = codecs.get(type);
        if (known != null) {
            return known;
        }
        Codec made =
                type instanceof ParameterizedType generic
                        ? generic(generic)
                        : plain((Class<?>) type);
        codecs.put(type, made);
        return made;
    }

    private Codec generic(ParameterizedType type) {
        Type raw = type.getRawType();
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (raw == Optional.class) {
            return Collecting.optional(codec(last));
        }
        if (raw == List.class || raw == Collection.class) {
            return Collecting.list(codec(last));
        }
        if (raw == SortedSet.class) {
            return Collecting.sortedSet(codec(last));
        }
        boolean byName = type.getActualTypeArguments()[0] == String.class;
        if (byName && raw == SortedMap.class) {
            return Collecting.map(codec(last), TreeMap::new);
        }
        if (byName && raw == Map.class) {
            return Collecting.map(codec(last), LinkedHashMap::new);
        }
        throw new IllegalArgumentException(type + " has no form in JSON here");
    }

    private Codec plain(Class<?> type) {
        Codec scalar = SCALARS.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnum()) {
            return Scalars.constants(type);
        }
        if (type.isRecord()) {
            return new RecordCodec(type, component -> codec(component.getGenericType()));
        }
        if (type.isSealed()) {
            return new SealedCodec(type, this::codec);
        }
        throw new IllegalArgumentException(type + " has no form in JSON here");
    }
}
