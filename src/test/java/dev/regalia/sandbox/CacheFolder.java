package dev.regalia.sandbox;

import java.nio.file.Path;
import java.util.Map;

/// Regalia's folder in the user's cache, outside the checkout so that no `git clean` takes it away.
record CacheFolder(Path root) {

    /// `$XDG_CACHE_HOME/regalia`, or `~/.cache/regalia` where that variable is unset or relative.
    static CacheFolder of(Map<String, String> environment, Path home) {
        String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache =
                Path.of(configured).isAbsolute() ? Path.of(configured) : home.resolve(".cache");
        return new CacheFolder(cache.resolve("regalia"));
    }

    /// The folder of the user who runs this process.
    static CacheFolder ofThisUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /// Where compiled programs are kept, one folder for each fingerprint.
    Path binaries() {
        return root.resolve("control-plane");
    }

    /// Where running control planes keep their data, one folder each.
    Path runs() {
        return root.resolve("runs");
    }
}
