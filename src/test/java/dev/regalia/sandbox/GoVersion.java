package dev.regalia.sandbox;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Go release up to its minor number, which decides what can be compiled.
record GoVersion(int major, int minor) implements Comparable<GoVersion> {
    private static final Pattern RELEASE = Pattern.compile("\\bgo ?(\\d+)\\.(\\d+)");
    private static final Comparator<GoVersion> ORDER =
            Comparator.comparingInt(GoVersion::major).thenComparingInt(GoVersion::minor);

    /// The release named in the answer of `go version` or in the `go` line of a go.mod.
    static Optional<GoVersion> find(String text) {
        Matcher matcher = RELEASE.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                new GoVersion(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    }

    @Override
    public int compareTo(GoVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
