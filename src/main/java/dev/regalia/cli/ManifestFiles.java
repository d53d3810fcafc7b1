package dev.regalia.cli;

import dev.regalia.cli.manifest.Manifests;
import dev.regalia.cli.manifest.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files and folders of `-f`.
final class ManifestFiles {

    /// A thousand tenants of the largest size take a tenth of this.
    private static final long LARGEST_MIB = 32;

    /// Of many folders so many are named.
    private static final int LISTED = 5;

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private ManifestFiles() {}

    /// Reads all of them, and says what was skipped.
    ///
    /// @throws Mistake with everything that is wrong in any of them
    static Manifests read(List<Path> paths, Screen screen) {
        Manifests manifests = new Manifests();
        List<String> unreadable = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        // Who types objects is not to be written over.
        boolean typed = paths.contains(Path.of("-"));
        try (Patience patience =
                Patience.with(typed ? screen.unwatched() : screen, "reading files")) {
            for (Path path : paths) {
                for (Path file : files(path, unreadable, folders)) {
                    patience.now("reading " + file);
                    add(file, manifests, unreadable);
                }
            }
        }
        refuse(unreadable, manifests.problems());
        folders.removeAll(paths);
        List<String> skipped = new ArrayList<>();
        if (!manifests.skipped().isEmpty()) {
            skipped.add("skipped objects of other kinds: " + list(manifests.skipped()));
        }
        if (!folders.isEmpty()) {
            skipped.add(notRead(folders));
        }
        if (!skipped.isEmpty()) {
            screen.say(String.join("; ", skipped));
        }
        if (!manifests.namespaced().isEmpty()) {
            screen.say(
                    "`metadata.namespace` means nothing, because these are cluster-wide: "
                            + String.join(", ", manifests.namespaced()));
        }
        if (manifests.isEmpty()) {
            screen.say("there is no SovereignPool and no SovereignTenant in what -f names");
        }
        return manifests;
    }

    private static void add(Path file, Manifests manifests, List<String> unreadable) {
        try {
            manifests.add(
                    file.toString().equals("-") ? "<stdin>" : file.toString(),
                    BoundedFiles.read(file, LARGEST_MIB, "files of objects"));
        } catch (Mistake e) {
            unreadable.addAll(e.sentences());
        }
    }

    private static void refuse(List<String> unreadable, List<Problem> problems) {
        List<String> sentences = new ArrayList<>(unreadable);
        sentences.addAll(Mistake.first(problems.stream().map(Problem::sentence).toList()));
        if (!sentences.isEmpty()) {
            throw new Mistake(sentences);
        }
    }

    /// The files of a folder; those in folders inside it are another `-f`.
    private static List<Path> files(Path path, List<String> unreadable, List<Path> folders) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> listed = Files.list(path)) {
            List<Path> inside = listed.sorted().toList();
            List<Path> files = inside.stream().filter(ManifestFiles::isManifest).toList();
            List<Path> deeper = inside.stream().filter(ManifestFiles::isFolder).toList();
            if (files.isEmpty()) {
                unreadable.add(
                        path
                                + ": has no file that ends in "
                                + String.join(", ", ENDINGS)
                                + (deeper.isEmpty() ? "" : "; " + notRead(deeper)));
            } else {
                folders.addAll(deeper);
            }
            return files;
        } catch (IOException e) {
            unreadable.add(path + ": cannot be listed: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean isManifest(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /// Hidden ones are other programs' business.
    private static boolean isFolder(Path file) {
        return Files.isDirectory(file) && !file.getFileName().toString().startsWith(".");
    }

    private static String notRead(List<Path> folders) {
        return "folders in a folder are not read, so name each with its own -f: "
                + folders.stream()
                        .limit(LISTED)
                        .map(Path::toString)
                        .collect(Collectors.joining(", "))
                + (folders.size() > LISTED ? " and " + (folders.size() - LISTED) + " more" : "");
    }

    private static String list(Map<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
