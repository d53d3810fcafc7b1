package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.aCluster;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aNode;
import static dev.regalia.fixtures.Fixtures.aPool;
import static dev.regalia.fixtures.Fixtures.catalog;
import static dev.regalia.fixtures.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.NodeBuilder;
import dev.regalia.plan.NodeWish.Membership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A tenant's node whose pool says nothing of use stays the tenant's.
class DedicatedOrdersTest {

    private static final Membership BANKS = new Membership("p", "g", Optional.of("bank"));

    private static NodeBuilder ofBank(boolean annotated) {
        ChangeRecord record = Records.ready(BANKS, Optional.empty(), "nvidia.com/gpu=8");
        NodeBuilder node =
                aNode("n1")
                        .memberOf("p", "g")
                        .label(WellKnown.NODE_TENANT_LABEL, "bank")
                        .taint(WellKnown.TENANT_TAINT, "bank");
        return annotated
                ? node.annotation(WellKnown.CHANGE_ANNOTATION, ChangeRecords.print(record))
                : node;
    }

    private static NodeOrder order(NodeBuilder node, List<PoolFacts> pools) {
        ClusterSnapshot bare = aCluster(List.of(node.build()), pools);
        ClusterSnapshot snapshot =
                new ClusterSnapshot(
                        bare.takenAt(),
                        bare.served(),
                        bare.pools(),
                        bare.tenants(),
                        bare.nodes(),
                        List.of(
                                namespace("bank-lab", "bank"),
                                namespace("bank-risk", "bank"),
                                namespace("trains", "railway")),
                        bare.migConfig(),
                        bare.stack(),
                        bare.confirmations(),
                        bare.memory());
        FleetPlan plan = new FleetPlanner(catalog(), settings()).plan(snapshot);
        return Optional.ofNullable(plan.orders().get("n1")).orElseThrow();
    }

    private static NamespaceFacts namespace(String name, String tenant) {
        return new NamespaceFacts(
                name,
                "uid-" + name,
                false,
                new TreeMap<>(Map.of(WellKnown.TENANT_LABEL, tenant)),
                new TreeMap<>(Map.of(WellKnown.TENANT_UID_ANNOTATION, "uid-" + tenant)),
                Optional.empty(),
                0);
    }

    @Test
    void whileItsPoolIsMissing() {
        for (boolean annotated : new boolean[] {true, false}) {
            assertThat(order(ofBank(annotated), List.of()).wish().membership()).contains(BANKS);
        }
    }

    @Test
    void whileItsPoolIsRefusedAndItsPodsAreStillItsOwn() {
        PoolFacts refused = aPool("p").group(aGroup("g").layout(1, Map.of("5g", 1))).build();
        NodeOrder order = order(ofBank(true).runs("bank-lab"), List.of(refused));
        assertThat(order.wish().membership()).contains(BANKS);
        assertThat(order.tenantNamespaces()).containsExactly("bank-lab", "bank-risk");
    }

    @Test
    void andASharedNodeIsNobodys() {
        NodeOrder order = order(aNode("n1").memberOf("p", "g"), List.of());
        assertThat(order.wish().membership()).contains(new Membership("p", "g"));
        assertThat(order.tenantNamespaces()).isEmpty();
    }
}
