package dev.regalia.plan;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Counts nodes of which a sentence speaks, and keeps the names that it tells: the first three.
final class NodeTally {

    private static final int MOST_NAMES = 3;

    private final SortedMap<String, String> first = new TreeMap<>();
    private int count;

    /// One more node.
    ///
    /// @param detail what is to be said of it; may be empty
    void add(String node, String detail) {
        count++;
        if (first.size() < MOST_NAMES || node.compareTo(first.lastKey()) < 0) {
            first.put(node, detail);
        }
        if (first.size() > MOST_NAMES) {
            first.remove(first.lastKey());
        }
    }

    /// The end of a sentence: `(5): n1 (7, not 8), n2, n3 and 2 more`.
    String text() {
        String names =
                first.entrySet().stream().map(NodeTally::named).collect(Collectors.joining(", "));
        int more = count - first.size();
        return " (" + count + "): " + names + (more > 0 ? " and " + more + " more" : "");
    }

    private static String named(Map.Entry<String, String> node) {
        return node.getValue().isEmpty()
                ? node.getKey()
                : node.getKey() + " (" + node.getValue() + ")";
    }
}
