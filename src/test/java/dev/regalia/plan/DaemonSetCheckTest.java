package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.aCluster;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aNode;
import static dev.regalia.fixtures.Fixtures.aPool;
import static dev.regalia.fixtures.Fixtures.catalog;
import static dev.regalia.fixtures.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.fixtures.NodeBuilder;
import dev.regalia.plan.StackFacts.ClusterPolicy;
import dev.regalia.plan.StackFacts.DaemonSet;
import dev.regalia.plan.StackFacts.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DaemonSetCheckTest {

    private static final DaemonSet EXPORTER =
            new DaemonSet("monitoring", "node-exporter", new TreeMap<>(), List.of());

    @Test
    void aDaemonSetThatWouldLeaveAJoiningNodeIsNamed() {
        List<Finding> findings = check(Optional.empty(), EXPORTER, aNode("n1"), aNode("n2"));

        assertThat(findings)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason())
                                    .isEqualTo(Reason.DAEMON_SET_NOT_TOLERATING);
                            assertThat(finding.object()).isEqualTo("p");
                            assertThat(finding.field())
                                    .isEqualTo("DaemonSet monitoring/node-exporter");
                            assertThat(finding.message()).contains("regalia.dev/pool", "n1");
                        });
    }

    @Test
    void aDaemonSetElsewhereIsNotNamed() {
        DaemonSet elsewhere =
                new DaemonSet(
                        "monitoring",
                        "node-exporter",
                        new TreeMap<>(Map.of("kubernetes.io/os", "windows")),
                        List.of());

        assertThat(check(Optional.empty(), elsewhere, aNode("n1"))).isEmpty();
    }

    @Test
    void aDaemonSetThatToleratesIsNotNamed() {
        DaemonSet tolerant =
                new DaemonSet(
                        "monitoring",
                        "node-exporter",
                        new TreeMap<>(),
                        List.of(new Toleration("", "Exists", "", "NoSchedule")));

        assertThat(check(Optional.empty(), tolerant, aNode("n1"))).isEmpty();
    }

    @Test
    void aNodeThatIsOursAlreadyDoesNotJoin() {
        assertThat(check(Optional.empty(), EXPORTER, aNode("n1").memberOf("p", "g"))).isEmpty();
    }

    @Test
    void daemonSetsOfNvidiasOperatorAreJudgedByTheClusterPolicy() {
        DaemonSet plugin =
                new DaemonSet("gpu-operator", "nvidia-device-plugin", new TreeMap<>(), List.of());
        ClusterPolicy policy =
                new ClusterPolicy(
                        "cluster-policy",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(check(Optional.of(policy), plugin, aNode("n1"))).isEmpty();
        assertThat(check(Optional.empty(), plugin, aNode("n1"))).hasSize(1);
    }

    private static List<Finding> check(
            Optional<ClusterPolicy> policy, DaemonSet set, NodeBuilder... nodes) {
        PoolFacts pool = aPool("p").group(aGroup("g")).build();
        ClusterSnapshot empty =
                aCluster(List.of(nodes).stream().map(NodeBuilder::build).toList(), List.of(pool));
        ClusterSnapshot snapshot =
                new ClusterSnapshot(
                        empty.takenAt(),
                        empty.served(),
                        empty.pools(),
                        empty.tenants(),
                        empty.nodes(),
                        empty.namespaces(),
                        empty.migConfig(),
                        new StackFacts(policy, List.of(set)),
                        empty.confirmations(),
                        empty.memory());
        Assignment assignment =
                NodeSelection.assign(
                        World.input(snapshot, OwnerVerdicts.none()),
                        List.of(PoolRequests.parse(pool, catalog())),
                        World.ENTRIES,
                        OwnerVerdicts.none());
        return DaemonSetCheck.check(snapshot, assignment, settings());
    }
}
