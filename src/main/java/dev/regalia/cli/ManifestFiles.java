package dev.regalia.cli;

import dev.regalia.cli.manifest.Manifests;
import dev.regalia.cli.manifest.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files and folders of `-f`.
final class ManifestFiles {

    /// A thousand tenants of the largest size take a tenth of this.
    private static final long LARGEST_MIB = 32;

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private ManifestFiles() {}

    /// Reads all of them, and says what was skipped.
    ///
    /// @throws Mistake with everything that is wrong in any of them
    static Manifests read(List<Path> paths, Screen screen) {
        Manifests manifests = new Manifests();
        List<String> unreadable = new ArrayList<>();
        // Who types objects is not to be written over.
        boolean typed = paths.contains(Path.of("-"));
        try (Patience patience =
                Patience.with(typed ? screen.unwatched() : screen, "reading files")) {
            for (Path path : paths) {
                for (Path file : files(path, unreadable)) {
                    patience.now("reading " + file);
                    add(file, manifests, unreadable);
                }
            }
        }
        refuse(unreadable, manifests.problems());
        if (!manifests.skipped().isEmpty()) {
            screen.say("skipped objects of other kinds: " + list(manifests.skipped()));
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

    private static List<Path> files(Path path, List<String> unreadable) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> listed = Files.list(path)) {
            List<Path> files =
                    listed.filter(Files::isRegularFile)
                            .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                unreadable.add(path + ": has no file that ends in " + String.join(", ", ENDINGS));
            }
            return files;
        } catch (IOException e) {
            unreadable.add(path + ": cannot be listed: " + e.getMessage());
            return List.of();
        }
    }

    private static String list(Map<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
