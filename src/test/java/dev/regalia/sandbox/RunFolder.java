package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// The folder of one running control plane: its data, certificates, logs and the list of its
/// processes.
///
/// Its name tells the JVM that owns it, so that a later start recognises what a killed one left.
/// All processes carry the folder's path in their command lines, so that none is taken for another
/// that got its number.
record RunFolder(Path path) {
    private static final String PROCESSES = "processes";

    /// Sweeps away what dead owners left below the folder, then makes a fresh one for this JVM.
    static RunFolder create(Path runs) {
        sweep(runs);
        try {
            Files.createDirectories(runs);
            String prefix = RunOwner.current().folderPrefix();
            return new RunFolder(
                    Files.createTempDirectory(
                            runs,
                            prefix,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw new SandboxException("Cannot write in " + runs + ": " + e.getMessage(), e);
        }
    }

    /// Ends the processes of runs whose owner is gone and deletes their folders. Runs of living
    /// owners and folders of other names are left alone.
    static void sweep(Path runs) {
        for (Path folder : foldersIn(runs)) {
            RunOwner.ofFolder(folder.getFileName().toString())
                    .filter(owner -> !owner.isAlive())
                    .ifPresent(_ -> new RunFolder(folder).destroy());
        }
    }

    /// Notes a process that has to be gone when this run is over.
    void record(long pid) {
        try {
            Files.writeString(
                    path.resolve(PROCESSES),
                    pid + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new SandboxException("Cannot write in " + path + ": " + e.getMessage(), e);
        }
    }

    /// Kills what is left of the noted processes and deletes the folder.
    void destroy() {
        List<ProcessHandle> left = processes().stream().filter(this::isOurs).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process -> process.onExit().join());
        FileTree.delete(path);
    }

    /// A file or folder of that name in this folder.
    Path resolve(String name) {
        return path.resolve(name);
    }

    private List<ProcessHandle> processes() {
        Path file = path.resolve(PROCESSES);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.matches("\\d{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)).stream())
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return CommandLine.of(process).contains(path.toString());
    }

    private static List<Path> foldersIn(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.sorted().toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
