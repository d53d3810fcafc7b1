package dev.regalia;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The command line as `make install` puts it into a folder, run as a process.
///
/// @param prefix the folder
record InstalledCommandLine(Path prefix) {

    /// What `plan` says on standard error where all goes well.
    static final String PLANNED = "regalia: planned in [0-9]+ ms\n";

    /// How a command ended.
    record Outcome(int code, String out, String err) {}

    /// Installs what the build left in `target/`.
    static InstalledCommandLine in(Path prefix) throws IOException, InterruptedException {
        Process install =
                new ProcessBuilder(".ci/install", prefix.toString())
                        .redirectErrorStream(true)
                        .start();
        install.getOutputStream().close();
        String printed = new String(install.getInputStream().readAllBytes(), UTF_8);
        if (install.waitFor() != 0) {
            throw new AssertionError(".ci/install failed:\n" + printed);
        }
        return new InstalledCommandLine(prefix);
    }

    Path bin() {
        return prefix.resolve("bin");
    }

    /// Runs `regalia` with words in a folder.
    Outcome run(Path folder, String... words) throws IOException, InterruptedException {
        return run(folder, "regalia", Map.of(), words);
    }

    /// Runs it under a name, with an environment of nothing else.
    Outcome run(Path folder, String name, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command =
                Stream.concat(Stream.of(bin().resolve(name).toString()), Stream.of(words)).toList();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new Outcome(code, Files.readString(out), Files.readString(err));
    }
}
