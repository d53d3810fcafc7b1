package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.aCluster;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aNode;
import static dev.regalia.fixtures.Fixtures.aPool;
import static dev.regalia.fixtures.Fixtures.catalog;
import static dev.regalia.fixtures.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.fixtures.NodeBuilder;
import dev.regalia.plan.StackFacts.ClusterPolicy;
import dev.regalia.plan.StackFacts.DaemonSet;
import dev.regalia.plan.StackFacts.Rule;
import dev.regalia.plan.StackFacts.Term;
import dev.regalia.plan.StackFacts.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DaemonSetCheckTest {

    private static final DaemonSet EXPORTER = exporter(new TreeMap<>(), List.of(), List.of());

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
                exporter(
                        new TreeMap<>(Map.of("kubernetes.io/os", "windows")), List.of(), List.of());

        assertThat(check(Optional.empty(), elsewhere, aNode("n1"))).isEmpty();
    }

    @Test
    void aDaemonSetThatWouldLeaveAJoiningCpuNodeIsNamed() {
        PoolFacts pool = aPool("p").group(aGroup("g").cpu()).build();

        assertThat(check(pool, Optional.empty(), EXPORTER, aNode("c1").cpu()))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("c1");
    }

    static List<Arguments> affinities() {
        Rule here = new Rule(Fixtures.ZONE, "In", List.of("zone-a", "zone-b"));
        Rule notHere = new Rule(Fixtures.ZONE, "NotIn", List.of("zone-a"));
        Rule named = new Rule("metadata.name", "In", List.of("n1"));
        Rule otherwiseNamed = new Rule("metadata.name", "NotIn", List.of("n1"));
        return List.of(
                Arguments.of(true, List.of(labels(here))),
                Arguments.of(false, List.of(labels(notHere))),
                Arguments.of(false, List.of(labels(here, notHere))),
                Arguments.of(true, List.of(labels(notHere), labels(here))),
                Arguments.of(true, List.of(labels(new Rule(Fixtures.ZONE, "Exists", List.of())))),
                Arguments.of(
                        false, List.of(labels(new Rule(Fixtures.ZONE, "DoesNotExist", List.of())))),
                Arguments.of(true, List.of(labels(new Rule("cores", "Gt", List.of("8"))))),
                Arguments.of(true, List.of(new Term(List.of(here), List.of(named)))),
                Arguments.of(false, List.of(new Term(List.of(here), List.of(otherwiseNamed)))),
                Arguments.of(false, List.of(labels())));
    }

    @ParameterizedTest
    @MethodSource("affinities")
    void aDaemonSetIsNamedWhereItsAffinityLetsItGo(boolean goes, List<Term> affinity) {
        DaemonSet set = exporter(new TreeMap<>(), affinity, List.of());

        assertThat(check(Optional.empty(), set, aNode("n1"))).hasSize(goes ? 1 : 0);
    }

    @Test
    void aDaemonSetThatToleratesIsNotNamed() {
        DaemonSet tolerant =
                exporter(
                        new TreeMap<>(),
                        List.of(),
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
                new DaemonSet(
                        "gpu-operator",
                        "nvidia-device-plugin",
                        new TreeMap<>(),
                        List.of(),
                        List.of());
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
        return check(aPool("p").group(aGroup("g")).build(), policy, set, nodes);
    }

    private static Term labels(Rule... rules) {
        return new Term(List.of(rules), List.of());
    }

    private static DaemonSet exporter(
            SortedMap<String, String> selector, List<Term> affinity, List<Toleration> tolerations) {
        return new DaemonSet("monitoring", "node-exporter", selector, affinity, tolerations);
    }

    private static List<Finding> check(
            PoolFacts pool, Optional<ClusterPolicy> policy, DaemonSet set, NodeBuilder... nodes) {
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
