package dev.regalia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The API server's audit log, read for the writes of one user: create, update, patch and delete
/// that were answered 2xx, without leases, events and dry-runs.
final class AuditLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");
    private static final String OPERATOR =
            "system:serviceaccount:" + Chart.NAMESPACE + ":" + Chart.RELEASE;

    private final Path file;

    AuditLog(Path file) {
        this.file = file;
    }

    /// One write: verb, resource with its subresource, namespace (empty where there is none), name.
    record Write(String verb, String resource, String namespace, String name, String uri) {}

    /// How long the log is now, to count from here later.
    long mark() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The operator's writes since a mark.
    List<Write> operatorWritesSince(long mark) {
        return writesSince(mark, OPERATOR);
    }

    /// A user's writes since a mark.
    List<Write> writesSince(long mark, String user) {
        var writes = new ArrayList<Write>();
        try (var channel = Files.newByteChannel(file)) {
            channel.position(mark);
            var reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode entry = JSON.readTree(line);
                if (counts(entry, user)) {
                    writes.add(write(entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writes;
    }

    private static boolean counts(JsonNode entry, String user) {
        JsonNode target = entry.path("objectRef");
        return entry.path("user").path("username").asText().equals(user)
                && WRITES.contains(entry.path("verb").asText())
                && entry.path("responseStatus").path("code").asInt() / 100 == 2
                && !entry.path("requestURI").asText().contains("dryRun=All")
                && !Set.of("leases", "events").contains(target.path("resource").asText());
    }

    private static Write write(JsonNode entry) {
        JsonNode target = entry.path("objectRef");
        String subresource = target.path("subresource").asText("");
        return new Write(
                entry.path("verb").asText(),
                target.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                target.path("namespace").asText(""),
                target.path("name").asText(""),
                entry.path("requestURI").asText());
    }
}
