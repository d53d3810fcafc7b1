package dev.regalia.cli.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes records in which every component holds something, whatever components there are.
public final class Filled {

    private int number;

    private Filled() {}

    /// A record of that type with nothing empty in it.
    public static <T> T of(Class<T> type) {
        return type.cast(new Filled().value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            Type raw = generic.getRawType();
            if (raw == Optional.class) {
                return Optional.of(value(last));
            }
            if (raw == List.class) {
                return List.of(value(last));
            }
            if (raw == SortedSet.class) {
                return new TreeSet<>(List.of(value(last)));
            }
            if (raw == SortedMap.class || raw == Map.class) {
                return new TreeMap<>(Map.of("key-" + ++number, value(last)));
            }
        }
        if (type instanceof Class<?> plain) {
            return plain(plain);
        }
        throw new IllegalArgumentException("nothing is known to fill " + type + " with");
    }

    private Object plain(Class<?> type) {
        number++;
        if (type == String.class) {
            return "text \"" + number + "\" \u00e9\n";
        }
        if (type == int.class || type == Integer.class) {
            return number;
        }
        if (type == long.class || type == Long.class) {
            return 5_000_000_000L + number;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == Instant.class) {
            return Instant.parse("2026-01-01T00:00:00Z").plusMillis(number);
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(number);
        }
        if (type == OptionalInt.class) {
            return OptionalInt.of(number);
        }
        if (type == OptionalLong.class) {
            return OptionalLong.of(number);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return plain(type.getPermittedSubclasses()[type.getPermittedSubclasses().length - 1]);
        }
        return record(type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType());
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be filled", e);
        }
    }
}
