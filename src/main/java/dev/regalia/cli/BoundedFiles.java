package dev.regalia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads files up to a size that makes sense; `-` is standard input.
final class BoundedFiles {

    private static final long MIB = 1024L * 1024;
    private static final Path STANDARD_INPUT = Path.of("-");

    private BoundedFiles() {}

    /// All bytes of a file.
    ///
    /// @param what the kind of file, in the plural, for the message
    /// @throws Mistake where it cannot be read or is larger than that
    static byte[] read(Path file, long largestMib, String what) {
        try (InputStream in =
                file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file)) {
            if (!file.equals(STANDARD_INPUT)) {
                refuse(file, Files.size(file), largestMib, what);
            }
            byte[] bytes = in.readNBytes(Math.toIntExact(largestMib * MIB + 1));
            refuse(file, bytes.length, largestMib, what);
            return bytes;
        } catch (NoSuchFileException e) {
            throw new Mistake(file + ": there is no such file");
        } catch (AccessDeniedException e) {
            throw new Mistake(file + ": may not be read");
        } catch (IOException e) {
            throw new Mistake(
                    file
                            + ": cannot be read: "
                            + (Files.isDirectory(file) ? "it is a folder" : e.getMessage()));
        }
    }

    private static void refuse(Path file, long size, long largestMib, String what) {
        if (size > largestMib * MIB) {
            throw new Mistake(
                    file
                            + ": has "
                            + (size > largestMib * MIB + 1 ? size / MIB + " MiB" : "more")
                            + "; "
                            + what
                            + " of more than "
                            + largestMib
                            + " MiB are not read");
        }
    }
}
