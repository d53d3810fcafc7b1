package dev.regalia.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.StackFacts;
import dev.regalia.plan.StackFacts.Rule;
import dev.regalia.plan.StackFacts.Term;
import dev.regalia.plan.StackFacts.Toleration;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is kept of a DaemonSet.
class DaemonSetsTest {

    @Test
    void whereItsPodsGoAndWhatTheyTolerateIsKept() {
        assertThat(
                        read(
                                """
                                nodeSelector: {kubernetes.io/os: linux}
                                affinity:
                                  nodeAffinity:
                                    requiredDuringSchedulingIgnoredDuringExecution:
                                      nodeSelectorTerms:
                                      - matchExpressions:
                                        - {key: zone, operator: In, values: [a, b]}
                                        - {key: gpu, operator: Exists}
                                      - matchFields:
                                        - {key: metadata.name, operator: In, values: [n1]}
                                tolerations:
                                - {key: dedicated, operator: Exists}
                                """))
                .isEqualTo(
                        new StackFacts.DaemonSet(
                                "monitoring",
                                "node-exporter",
                                new TreeMap<>(Map.of("kubernetes.io/os", "linux")),
                                List.of(
                                        new Term(
                                                List.of(
                                                        new Rule("zone", "In", List.of("a", "b")),
                                                        new Rule("gpu", "Exists", List.of())),
                                                List.of()),
                                        new Term(
                                                List.of(),
                                                List.of(
                                                        new Rule(
                                                                "metadata.name",
                                                                "In",
                                                                List.of("n1"))))),
                                List.of(new Toleration("dedicated", "Exists", "", ""))));
    }

    @Test
    void affinityThatIsOnlyPreferredNarrowsNothing() {
        assertThat(
                        read("affinity: {nodeAffinity:"
                                        + " {preferredDuringSchedulingIgnoredDuringExecution: []}}")
                                .affinity())
                .isEmpty();
        assertThat(read("{}").affinity()).isEmpty();
    }

    private static StackFacts.DaemonSet read(String pod) {
        String yaml =
                """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {namespace: monitoring, name: node-exporter}
                spec:
                  template:
                    spec:
                """;
        return DaemonSets.record(Serialization.unmarshal(yaml + pod.indent(6), DaemonSet.class));
    }
}
