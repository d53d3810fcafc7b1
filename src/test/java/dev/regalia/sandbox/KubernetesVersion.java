package dev.regalia.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Kubernetes release such as `v1.36.4`, without what may follow the patch number.
record KubernetesVersion(int major, int minor, int patch) {
    private static final Pattern RELEASE = Pattern.compile("\\bv(\\d+)\\.(\\d+)\\.(\\d+)");

    /// The first release named in a text, for instance in what `kube-apiserver --version` prints.
    static Optional<KubernetesVersion> find(String text) {
        Matcher matcher = RELEASE.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                new KubernetesVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
    }

    /// Whether both serve the same API, which patch releases do not change.
    boolean sameMinor(KubernetesVersion other) {
        return major == other.major && minor == other.minor;
    }

    @Override
    public String toString() {
        return "v" + major + "." + minor + "." + patch;
    }
}
