package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The end of a log file, which is where a program says why it gave up.
final class LastLines {
    private static final int COUNT = 20;

    private LastLines() {}

    /// At most the last twenty lines, each indented by four blanks; a sentence when there are none.
    static String of(Path log) {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return "    (no output: " + e.getMessage() + ")";
        }
        if (lines.isEmpty()) {
            return "    (no output)";
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - COUNT), lines.size()))
                .indent(4)
                .stripTrailing();
    }
}
