package dev.regalia.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/// The configuration files that the processes read, taken from the class path, and what they write.
final class RunFiles {
    static final String AUDIT_POLICY = "audit-policy.yaml";
    static final String AUDIT_LOG = "audit.log";
    static final String STAGES = "kwok-stages.yaml";

    private RunFiles() {}

    /// Writes the configuration files into a run folder.
    static void writeInto(RunFolder run) {
        copy(AUDIT_POLICY, run);
        copy(STAGES, run);
    }

    private static void copy(String name, RunFolder run) {
        try (InputStream resource = RunFiles.class.getResourceAsStream("/sandbox/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("sandbox/" + name + " is not on the class path");
            }
            Files.copy(resource, run.resolve(name));
        } catch (IOException e) {
            throw new SandboxException("Cannot write in " + run.path() + ": " + e.getMessage(), e);
        }
    }
}
