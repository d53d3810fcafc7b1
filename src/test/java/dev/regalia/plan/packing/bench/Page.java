package dev.regalia.plan.packing.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Markdown page of which some parts, each between two comments, are measured.
record Page(Path file) {

    /// The page with the results of the benchmark.
    static final Page REFERENCE = new Page(Path.of("docs/reference/planner.md"));

    /// Writes a part anew.
    ///
    /// @throws IllegalStateException if the page has no such part
    void write(String part, String content) throws IOException {
        String text = Files.readString(file);
        String begin = begin(part);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end(part));
        if (from < begin.length() || to < from) {
            throw new IllegalStateException(file + " has no part " + part);
        }
        Files.writeString(
                file,
                text.substring(0, from) + "\n\n" + content.strip() + "\n\n" + text.substring(to));
    }

    /// A copy of the page in the folder for temporary files.
    Page copy() throws IOException {
        Path copy = Files.createTempFile("regalia-planner-", ".md");
        Files.writeString(copy, Files.readString(file));
        return new Page(copy);
    }

    private static String begin(String part) {
        return "<!-- measured: " + part + " -->";
    }

    private static String end(String part) {
        return "<!-- end of " + part + " -->";
    }
}
