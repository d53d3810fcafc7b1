package dev.regalia.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts per extended resource: their text form and their arithmetic. A count of zero and an
/// absent key mean the same, and every result leaves zeros out.
public final class Resources {

    private Resources() {}

    /// The counts as `nvidia.com/gpu=4,nvidia.com/mig-1g.10gb=28`, by name; empty for nothing.
    public static String print(SortedMap<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> one : counts.entrySet()) {
            long count = one.getValue();
            if (count != 0) {
                text.append(text.isEmpty() ? "" : ",").append(one.getKey());
                text.append('=').append(count);
            }
        }
        return text.toString();
    }

    /// Whether a text is what [#print] writes of the counts.
    static boolean isPrinted(String text, SortedMap<String, Long> counts) {
        int at = 0;
        for (Map.Entry<String, Long> one : counts.entrySet()) {
            if (one.getValue() == 0) {
                continue;
            }
            int name = at == 0 ? 0 : at + 1;
            int count = name + one.getKey().length() + 1;
            String digits = Long.toString(one.getValue());
            if ((at > 0 && !text.startsWith(",", at))
                    || !text.startsWith(one.getKey(), name)
                    || !text.startsWith("=", count - 1)
                    || !text.startsWith(digits, count)) {
                return false;
            }
            at = count + digits.length();
        }
        return at == text.length();
    }

    /// What [#print] wrote; empty where the text is anything else.
    public static Optional<SortedMap<String, Long>> parse(String text) {
        SortedMap<String, Long> counts = new TreeMap<>();
        int from = 0;
        while (from < text.length()) {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            int equals = text.indexOf('=', from);
            if (equals <= from || equals >= end || (end == text.length() - 1 && comma >= 0)) {
                return Optional.empty();
            }
            try {
                long count = Long.parseLong(text, equals + 1, end, 10);
                if (count < 0 || counts.put(text.substring(from, equals), count) != null) {
                    return Optional.empty();
                }
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
            from = end + 1;
        }
        return Optional.of(withoutZeros(counts));
    }

    /// The sum.
    public static SortedMap<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((resource, count) -> sum.merge(resource, count, Long::sum));
        return withoutZeros(sum);
    }

    /// What is left of the first after the second is taken away, never below zero.
    public static SortedMap<String, Long> minus(Map<String, Long> one, Map<String, Long> other) {
        SortedMap<String, Long> rest = new TreeMap<>(one);
        rest.replaceAll(
                (resource, count) -> Math.max(0L, count - other.getOrDefault(resource, 0L)));
        return withoutZeros(rest);
    }

    /// Of each resource the lower count.
    public static SortedMap<String, Long> least(Map<String, Long> one, Map<String, Long> other) {
        SortedMap<String, Long> least = new TreeMap<>(one);
        least.replaceAll((resource, count) -> Math.min(count, other.getOrDefault(resource, 0L)));
        return withoutZeros(least);
    }

    /// Whether the first has at least as much of every resource as the second.
    public static boolean covers(Map<String, Long> one, Map<String, Long> other) {
        return other.entrySet().stream()
                .allMatch(entry -> one.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
    }

    /// Whether both say the same; a zero is an absent key.
    public static boolean same(Map<String, Long> one, Map<String, Long> other) {
        return one.equals(other) || withoutZeros(one).equals(withoutZeros(other));
    }

    private static SortedMap<String, Long> withoutZeros(Map<String, Long> counts) {
        SortedMap<String, Long> above = new TreeMap<>(counts);
        above.values().removeIf(count -> count == 0);
        return Collections.unmodifiableSortedMap(above);
    }
}
