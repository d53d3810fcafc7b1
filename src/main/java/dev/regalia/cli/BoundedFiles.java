package dev.regalia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads files up to a size that makes sense; `-` is standard input.
final class BoundedFiles {

    private static final long MIB = 1024L * 1024;
    private static final Path STANDARD_INPUT = Path.of("-");

    private BoundedFiles() {}

    /// All bytes of a file, without the mark that some editors put before UTF-8.
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
            return unmarked(file, bytes);
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

    private static byte[] unmarked(Path file, byte[] bytes) {
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            throw new Mistake(file + ": is UTF-16; save it as UTF-8");
        }
        return begins(bytes, 0xEF, 0xBB, 0xBF) ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
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
