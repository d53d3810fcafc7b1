package dev.regalia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regalia.api.PoolStatus.NodeCounts;
import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.PoolStatus.Packing;
import dev.regalia.api.TenantStatus.ShareItem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What `regalia plan -o json` prints, as the statuses would say it.
///
/// @param plan all of it but the moment at which it was made
record PlanAsJson(JsonNode plan) {

    /// A node group, as far as a plan shows it.
    record Group(String name, NodeCounts nodes) {

        /// As a status shows it.
        static Group of(NodeGroupStatus status) {
            return new Group(status.name(), status.nodes());
        }
    }

    /// What a certificate says a tenant cannot have.
    record Unserved(String tenant, String resource, long count, String because, String cure) {}

    static PlanAsJson read(String text) throws IOException {
        ObjectNode plan = (ObjectNode) new ObjectMapper().readTree(text);
        plan.remove(List.of("takenAt", "reconsiderAt"));
        return new PlanAsJson(plan);
    }

    List<Group> groups(String pool) {
        return all(pool(pool).path("groups")).stream()
                .map(
                        it ->
                                new Group(
                                        it.path("name").asText(),
                                        new NodeCounts(
                                                it.path("matching").asInt(),
                                                it.path("assigned").asInt(),
                                                it.path("ready").asInt(),
                                                it.path("waiting").asInt(),
                                                it.path("repartitioning").asInt(),
                                                it.path("failed").asInt())))
                .toList();
    }

    List<JsonNode> certificates(String pool) {
        return all(pool(pool).path("certificates"));
    }

    /// The certificates of a pool, summed up.
    Packing packing(String pool) {
        List<JsonNode> certificates = certificates(pool);
        return new Packing(
                certificates.stream().mapToLong(it -> it.path("gpusUsed").asLong()).sum(),
                certificates.stream().mapToLong(it -> it.path("gpusOptimal").asLong()).sum(),
                certificates.stream()
                        .map(it -> it.path("binding").asText())
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    List<Unserved> unserved(String pool) {
        return certificates(pool).stream()
                .flatMap(it -> all(it.path("unserved")).stream())
                .map(
                        it ->
                                new Unserved(
                                        it.path("tenant").asText(),
                                        it.path("resource").asText(),
                                        it.path("count").asLong(),
                                        it.path("because").asText(),
                                        it.path("cure").asText()))
                .toList();
    }

    List<ShareItem> items(String tenant) {
        return all(named("tenants", tenant).path("shares")).stream()
                .map(
                        it ->
                                new ShareItem(
                                        it.path("resource").asText(),
                                        it.path("requested").asLong(),
                                        it.path("reserved").asLong(),
                                        it.path("granted").asLong(),
                                        it.path("inUse").asLong(),
                                        it.path("reason").asText()))
                .toList();
    }

    /// What was found about an object, each as a condition tells it.
    List<String> findings(String object) {
        return all(plan.path("findings")).stream()
                .filter(it -> it.path("name").asText().equals(object))
                .map(PlanAsJson::sentence)
                .toList();
    }

    private static String sentence(JsonNode finding) {
        String cure = finding.path("cure").asText();
        return finding.path("field").asText()
                + ": "
                + finding.path("message").asText()
                + (cure.isEmpty() ? "" : "; " + cure);
    }

    private JsonNode pool(String name) {
        return named("pools", name);
    }

    private JsonNode named(String list, String name) {
        return all(plan.path(list)).stream()
                .filter(it -> it.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
