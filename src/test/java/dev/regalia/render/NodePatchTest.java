package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.NodeChange;
import dev.regalia.plan.NodeFacts.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodePatchTest {

    @Test
    void anEmptyValueRemovesAKeyAndTaintsAreTheFullListWithTheirTimes() {
        NodeChange change =
                change(
                        Map.of(
                                "nvidia.com/mig.config", Optional.of("regalia-ab12"),
                                "nvidia.com/mig.config.state", Optional.empty()),
                        Map.of("regalia.dev/change", Optional.of("{\"state\":\"Applying\"}")),
                        Optional.of(
                                List.of(
                                        new Taint(
                                                "example.com/maintenance",
                                                "",
                                                "NoExecute",
                                                Optional.of("2026-02-01T00:00:00Z")),
                                        new Taint(
                                                "regalia.dev/pool",
                                                "paris-h100",
                                                "NoSchedule",
                                                Optional.empty()))));

        assertThat(NodePatch.render(change))
                .isEqualTo(
                        """
                        {"metadata":{"resourceVersion":"42",\
                        "labels":{"nvidia.com/mig.config":"regalia-ab12",\
                        "nvidia.com/mig.config.state":null},\
                        "annotations":{"regalia.dev/change":"{\\"state\\":\\"Applying\\"}"}},\
                        "spec":{"taints":[\
                        {"key":"example.com/maintenance","effect":"NoExecute",\
                        "timeAdded":"2026-02-01T00:00:00Z"},\
                        {"key":"regalia.dev/pool","value":"paris-h100","effect":"NoSchedule"}]}}""");
    }

    @Test
    void whatDoesNotChangeIsAbsentButTheResourceVersionNeverIs() {
        assertThat(NodePatch.render(change(Map.of(), Map.of(), Optional.empty())))
                .isEqualTo("{\"metadata\":{\"resourceVersion\":\"42\"}}");
    }

    @Test
    void theLastTaintIsRemovedByAnEmptyList() {
        assertThat(NodePatch.render(change(Map.of(), Map.of(), Optional.of(List.of()))))
                .isEqualTo("{\"metadata\":{\"resourceVersion\":\"42\"},\"spec\":{\"taints\":[]}}");
    }

    private static NodeChange change(
            Map<String, Optional<String>> labels,
            Map<String, Optional<String>> annotations,
            Optional<List<Taint>> taints) {
        return new NodeChange(
                "gpu-01",
                "42",
                NodeChange.Kind.CUT,
                new TreeMap<>(labels),
                new TreeMap<>(annotations),
                taints,
                "test");
    }
}
