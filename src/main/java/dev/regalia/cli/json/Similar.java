package dev.regalia.cli.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the right name that somebody most likely meant.
public final class Similar {

    private Similar() {}

    /// The nearest of the names, when it is near enough to be meant: at most a third of the letters
    /// differ, case apart. Ties go to the first by name.
    public static Optional<String> to(String written, Collection<String> names) {
        String lower = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(lower, name) <= Math.max(1, (name.length() + 2) / 3))
                .min(
                        Comparator.comparingInt((String name) -> distance(lower, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// Letters to insert, delete, replace or swap with their neighbour.
    private static int distance(String lower, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        int[][] steps = new int[lower.length() + 1][other.length() + 1];
        for (int i = 0; i <= lower.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : least(lower, other, steps, i, j);
            }
        }
        return steps[lower.length()][other.length()];
    }

    private static int least(String one, String other, int[][] steps, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least =
                Math.min(
                        steps[i - 1][j - 1] + (same ? 0 : 1),
                        Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
