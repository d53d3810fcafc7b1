package dev.regalia.cli;

import dev.regalia.cli.json.JsonMistake;
import dev.regalia.cli.json.Records;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Settings;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Snapshots as files: everything that a decision is made from, and nothing else. Sorted, an object
/// a line, so that two of them can be compared with `diff`.
final class SnapshotFiles {

    /// What the first member of a file says.
    static final String FORMAT = "regalia.dev/snapshot";

    /// Raised whenever an older program could misread a file.
    static final int VERSION = 1;

    /// A cluster of the largest size that Kubernetes allows takes a third of this.
    static final long LARGEST_MIB = 64;

    /// How far into a file its version must stand.
    private static final int HEAD = 200;

    private static final Pattern HEADER =
            Pattern.compile(
                    "^\\s*\\{\\s*\"format\"\\s*:\\s*\"([^\"]*)\"\\s*,\\s*\"version\"\\s*:\\s*([0-9]+)");

    private SnapshotFiles() {}

    /// A file as it stands.
    record Content(String format, int version, Settings settings, ClusterSnapshot cluster) {}

    /// Reads a file.
    ///
    /// @throws Mistake where it is none that this program can read
    static Observed read(Path file) {
        byte[] bytes = BoundedFiles.read(file, LARGEST_MIB, "snapshots");
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.UTF_8);
        Matcher header = HEADER.matcher(head);
        if (!header.find() || !header.group(1).equals(FORMAT)) {
            throw new Mistake(
                    file
                            + ": is no snapshot: it must begin with '{\"format\": \""
                            + FORMAT
                            + "\"'; `regalia snapshot -o FILE` writes one");
        }
        if (!header.group(2).equals(Integer.toString(VERSION))) {
            throw new Mistake(
                    file
                            + ": is a snapshot of version "
                            + header.group(2)
                            + ", and this program reads version "
                            + VERSION
                            + "; take it again with the program that is to read it");
        }
        try {
            Content content = new Records().read(new ByteArrayInputStream(bytes), Content.class);
            List<String> findings = SnapshotCheck.findings(content.cluster());
            if (!findings.isEmpty()) {
                throw new Mistake(
                        Mistake.first(findings.stream().map(it -> file + ": " + it).toList()));
            }
            return new Observed(content.cluster(), content.settings());
        } catch (JsonMistake e) {
            throw new Mistake(file + ":" + e.line() + ":" + e.column() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("bytes cannot fail to be read", e);
        }
    }

    /// Writes a file, whole or not at all. What is no file, such as a pipe, stays what it is.
    static void write(Path file, Observed observed) {
        if (Files.isDirectory(file)) {
            throw new Mistake(file + ": cannot be written: it is a folder");
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                writeTo(file, observed);
                return;
            }
            Path whole = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path half = whole.resolveSibling(whole.getFileName() + ".part");
            replace(whole, half, observed);
        } catch (NoSuchFileException e) {
            throw new Mistake(file + ": cannot be written: there is no such folder");
        } catch (IOException e) {
            throw new Mistake(file + ": cannot be written: " + why(e));
        }
    }

    /// Leaves nothing of the half behind, whatever happens.
    private static void replace(Path whole, Path half, Observed observed) throws IOException {
        try {
            writeTo(half, observed);
            Files.move(half, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            if (!Files.isDirectory(half)) {
                Files.deleteIfExists(half);
            }
        }
    }

    /// Without the name of the file: nobody knows the one that was on its way.
    private static String why(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(failure.getMessage());
    }

    private static void writeTo(Path file, Observed observed) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, observed);
        }
    }

    /// Writes to a stream and closes it.
    static void write(OutputStream out, Observed observed) throws IOException {
        new Records()
                .write(out, new Content(FORMAT, VERSION, observed.settings(), observed.cluster()));
    }
}
