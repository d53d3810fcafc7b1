package dev.regalia.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder with everything in it.
final class FileTree {
    private FileTree() {}

    /// Deletes as much of it as can be deleted.
    static void delete(Path root) {
        for (Path path : deepestFirst(root)) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException _) {
                // Another process deletes or writes here too. Whoever starts next sweeps again.
            }
        }
    }

    private static List<Path> deepestFirst(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }
}
