package dev.regalia.docs;

import dev.regalia.cli.CommandLineReference;
import dev.regalia.render.Explanations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the generated pages below `docs/reference/`. Run by `make crds`; a test compares the
/// result with what is committed.
public final class ReferencePages {

    private ReferencePages() {}

    /// Writes the files below the working directory.
    public static void main(String[] args) throws IOException {
        for (var page : generate().entrySet()) {
            Files.createDirectories(page.getKey().toAbsolutePath().getParent());
            Files.writeString(page.getKey(), page.getValue());
        }
    }

    /// File to text, from the committed CRDs and the enums.
    static SortedMap<Path, String> generate() throws IOException {
        Path reference = Path.of("docs", "reference");
        return new TreeMap<>(
                Map.of(
                        reference.resolve("api.md"),
                        ApiReference.markdown(Path.of("crds")),
                        reference.resolve("cli.md"),
                        CommandLineReference.markdown(),
                        reference.resolve("conditions-and-reasons.md"),
                        Explanations.markdown()));
    }
}
