package dev.regalia.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder below `src/test/go` that holds nothing but a go.mod and its go.sum.
record GoModule(Path folder, String goMod, String goSum) {
    private static final Path FOLDERS = Path.of("src", "test", "go");
    private static final Pattern GO_LINE = Pattern.compile("(?m)^go \\S+$");

    /// Reads the module of that folder name from the checkout around the working directory.
    static GoModule read(String folderName) {
        Path folder = checkout(Path.of("").toAbsolutePath()).resolve(FOLDERS).resolve(folderName);
        try {
            return new GoModule(
                    folder,
                    Files.readString(folder.resolve("go.mod")),
                    Files.readString(folder.resolve("go.sum")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path checkout(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(FOLDERS))) {
                return folder;
            }
        }
        throw new SandboxException(
                start
                        + " is not inside a checkout of Regalia: no folder above it holds "
                        + FOLDERS);
    }

    /// The version at which a dependency is required, for instance `v1.36.4`.
    String versionOf(String modulePath) {
        Pattern line =
                Pattern.compile("(?m)^\\s*(?:require )?" + Pattern.quote(modulePath) + " (v\\S+)");
        Matcher matcher = line.matcher(goMod);
        if (!matcher.find()) {
            throw new IllegalStateException(folder + "/go.mod does not require " + modulePath);
        }
        return matcher.group(1);
    }

    /// The oldest Go that compiles the module.
    GoVersion languageVersion() {
        Matcher matcher = GO_LINE.matcher(goMod);
        if (!matcher.find()) {
            throw new IllegalStateException(folder + "/go.mod has no go line");
        }
        return GoVersion.find(matcher.group()).orElseThrow();
    }

    /// A name that changes whenever the compiled programs could: 16 hexadecimal digits over go.mod,
    /// go.sum and what the caller adds, which is the Go release and the linker flags.
    String fingerprint(String... further) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            addTo(digest, goMod);
            addTo(digest, goSum);
            for (String text : further) {
                addTo(digest, text);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addTo(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
