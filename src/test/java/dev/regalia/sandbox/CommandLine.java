package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The program and arguments with which a process was started.
final class CommandLine {
    private CommandLine() {}

    /// The command line with blanks between arguments, empty where it cannot be read.
    ///
    /// `/proc` is asked first: the JDK gives nothing for command lines of a certain length.
    static String of(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException _) {
            return process.info().commandLine().orElse("");
        }
    }
}
