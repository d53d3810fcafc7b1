package dev.regalia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two tenants of different priority ask for more slices and whole GPUs than there are.
class CertificateOutputTest {

    private static final Path GOLDEN = Path.of("src/test/resources/cli/plans");
    private static final String MORE = GOLDEN.resolve("more.yaml").toString();

    /// Of an H100, by resource.
    private static final Map<String, Integer> MEMORY_SLICES =
            Map.of("nvidia.com/gpu", 8, "nvidia.com/mig-1g.10gb", 1, "nvidia.com/mig-3g.40gb", 4);

    @TempDir static Path folder = Path.of("");

    private static String demand = "";

    @BeforeAll
    static void makeFleet() {
        demand = folder.resolve("demand.json").toString();
        Typed.words(
                "snapshot",
                "--synthetic",
                "nodes=12,gpus=8,tenants=3,strategy=Demand",
                "-o",
                demand);
    }

    @Test
    void aPlanThatFollowsDemandShowsItsCertificate() throws IOException {
        assertThat(plan("text")).isEqualTo(Files.readString(GOLDEN.resolve("more.txt")));
        assertThat(plan("markdown")).isEqualTo(Files.readString(GOLDEN.resolve("more.md")));
    }

    @Test
    void theJsonHasAllThatTheTextShows() throws IOException {
        JsonNode raw =
                new ObjectMapper().readTree(Path.of("docs/reference/plan.schema.json").toFile());
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(raw);
        JsonNode plan = new ObjectMapper().readTree(plan("json"));

        assertThat(schema.validate(plan)).isEmpty();
        JsonNode certificate = plan.at("/pools/0/certificates/0");
        assertThat(certificate.fieldNames())
                .toIterable()
                .contains("demand", "gpusUsed", "gpusOptimal", "gpusBound", "binding")
                .contains("nodesTouched", "nodesBound", "gpusTouched", "gpusTouchedBound")
                .contains("evictions", "evictionsBound", "unserved", "unservedLevels")
                .contains("method", "pivots", "visited", "proven");
        assertThat(certificate.at("/unserved/0").fieldNames())
                .toIterable()
                .contains("tenant", "resource", "count", "because", "cure");
    }

    @Test
    void theJsonCountsNodesAsAStatusDoes() throws IOException {
        JsonNode group = new ObjectMapper().readTree(plan("json")).at("/pools/0/groups/0");

        assertThat(group.path("name").asText()).isEqualTo("slices");
        assertThat(
                        List.of(
                                        "matching",
                                        "assigned",
                                        "ready",
                                        "waiting",
                                        "repartitioning",
                                        "failed")
                                .stream()
                                .map(count -> group.path(count).asInt(-1)))
                .containsExactly(9, 7, 6, 3, 0, 0);
    }

    @Test
    void theLevelsAreTheSumsOverTenantsAndProfiles() throws IOException {
        JsonNode certificate =
                new ObjectMapper().readTree(plan("json")).at("/pools/0/certificates/0");
        List<Level> levels =
                StreamSupport.stream(certificate.path("unservedLevels").spliterator(), false)
                        .map(
                                level ->
                                        new Level(
                                                level.path("priority").asInt(),
                                                level.path("memorySlices").asLong()))
                        .toList();

        assertThat(levels)
                .containsExactly(
                        new Level(10, slices(certificate, "urgent")),
                        new Level(0, slices(certificate, "newcomer")));
        assertThat(levels).allSatisfy(level -> assertThat(level.memorySlices()).isPositive());
    }

    private record Level(int priority, long memorySlices) {}

    private static long slices(JsonNode certificate, String tenant) {
        return StreamSupport.stream(certificate.path("unserved").spliterator(), false)
                .filter(one -> one.path("tenant").asText().equals(tenant))
                .mapToLong(
                        one ->
                                one.path("count").asLong()
                                        * MEMORY_SLICES.getOrDefault(
                                                one.path("resource").asText(), 0))
                .sum();
    }

    private static String plan(String format) {
        return Typed.words("plan", "--snapshot", demand, "-f", MORE, "-o", format).out();
    }
}
