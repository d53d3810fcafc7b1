package dev.regalia.plan;

import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.NOW;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.TIMES;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.leave;
import static dev.regalia.plan.TestNode.order;
import static dev.regalia.plan.TestNode.ready;
import static dev.regalia.plan.TestNode.resources;
import static dev.regalia.plan.TestNode.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.Memory.Dip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SuppliesTest {

    private static final NodeWish WISH = wish("regalia-a", SLICES);
    private static final NodeWish OTHER = wish("regalia-h", HALVES);

    private final List<TestNode> nodes = new ArrayList<>();
    private final SortedMap<String, NodeOrder> orders = new TreeMap<>();
    private final SortedMap<String, Dip> dips = new TreeMap<>();
    private final TreeSet<String> leftOut = new TreeSet<>();

    private TestNode add(TestNode node, NodeWish wish) {
        nodes.add(node);
        orders.put(node.name, order(wish));
        return node;
    }

    private Supplies.Result result() {
        ClusterSnapshot plain =
                NodeStory.snapshot(nodes.stream().map(TestNode::facts).toList(), NOW);
        Memory none = Memory.empty();
        Memory memory =
                new Memory(
                        none.missingSince(),
                        none.wentSince(),
                        none.presentSince(),
                        dips,
                        none.lastAllocatable(),
                        none.successSince(),
                        none.mends(),
                        none.unusedSince());
        ClusterSnapshot snapshot =
                new ClusterSnapshot(
                        plain.takenAt(),
                        plain.served(),
                        plain.pools(),
                        plain.tenants(),
                        plain.nodes(),
                        plain.namespaces(),
                        plain.migConfig(),
                        plain.stack(),
                        plain.confirmations(),
                        memory);
        TreeSet<String> tenants = new TreeSet<>(List.of("bank"));
        return new Supplies(snapshot, orders, TIMES).of("paris", tenants, leftOut);
    }

    private String fresh() {
        return Resources.print(result().supply().fresh());
    }

    private String keep() {
        return Resources.print(result().supply().keep());
    }

    private String potential() {
        return Resources.print(result().supply().potential());
    }

    @Test
    void verifiedNodesGiveWhatTheyShow() {
        add(ready("a", "regalia-a", SLICES), WISH);
        add(ready("dead-gpu", "regalia-a", "nvidia.com/mig-1g.10gb=49"), WISH);
        assertThat(fresh()).isEqualTo("nvidia.com/mig-1g.10gb=105").isEqualTo(keep());
        assertThat(potential()).isEqualTo("nvidia.com/mig-1g.10gb=112");
        assertThat(result().changesAt()).isEmpty();
    }

    @Test
    void partitionsOfALayoutThatSomebodyElseMadeGiveNothing() {
        add(ready("a", "regalia-a", SLICES).shows(HALVES), WISH).mig("all-3g.40gb", "success");
        add(ready("b", "regalia-a", SLICES).shows(SLICES + ",nvidia.com/mig-3g.40gb=1"), WISH);
        assertThat(fresh()).isEqualTo(SLICES);
        assertThat(keep()).isEqualTo(SLICES);
    }

    @Test
    void aNodeThatWaitsForItsCutServesWithItsLastGoodLayout() {
        add(ready("a", "regalia-a", SLICES), OTHER);
        assertThat(fresh()).isEqualTo(SLICES);
        assertThat(potential()).isEqualTo(HALVES);
        leftOut.add("a");
        assertThat(fresh()).isEmpty();
        assertThat(keep()).isEmpty();
    }

    @Test
    void nodesOutsideFencedOrBeingCutGiveNothing() {
        add(h100("joining"), WISH);
        MigRequest request = new MigRequest("regalia-a", Optional.of(NOW), SLICES);
        add(ready("fenced", "regalia-a", SLICES), WISH).annotations.clear();
        nodes.getLast().taints.clear();
        nodes.getLast()
                .ours(
                        Records.fenced(
                                Records.ready(PLACE, Optional.of("regalia-a"), SLICES), request));
        add(h100("cut").mig("regalia-a", "success").shows(SLICES), WISH)
                .ours(Records.applying(PLACE, Optional.empty(), request, NOW));
        assertThat(fresh()).isEmpty();
        assertThat(potential()).isEqualTo("nvidia.com/mig-1g.10gb=168");
    }

    @Test
    void aBusyJoiningNodeCountsOnlyIfItAlreadyHasWhatIsWanted() {
        add(h100("a").pod("bank", "p", "nvidia.com/gpu=1"), WISH)
                .ours(Records.planned(PLACE, Optional.of("regalia-a")));
        assertThat(fresh()).isEmpty();
        nodes.getFirst().mig("regalia-a", "success").shows(SLICES);
        assertThat(fresh()).isEqualTo(SLICES);
    }

    @Test
    void whatPodsOfOthersHoldIsNotThere() {
        add(ready("a", "regalia-a", SLICES), WISH)
                .pod("bank", "own", "nvidia.com/mig-1g.10gb=20")
                .pod("kube-system", "dcgm", "nvidia.com/mig-1g.10gb=6")
                .pod("legacy", "odd", "nvidia.com/gpu=2");
        assertThat(fresh()).isEqualTo("nvidia.com/mig-1g.10gb=50").isEqualTo(keep());
    }

    @Test
    void aDipIsKeptForTheGraceAndNeverGranted() {
        add(ready("a", "regalia-a", SLICES).shows("nvidia.com/mig-1g.10gb=7"), WISH);
        Instant since = NOW.minusSeconds(10);
        dips.put("a", new Dip(resources(SLICES), since));
        assertThat(keep()).isEqualTo(SLICES);
        assertThat(fresh()).isEqualTo("nvidia.com/mig-1g.10gb=7");
        assertThat(result().changesAt()).contains(since.plus(TIMES.dipGrace()));
        dips.put("a", new Dip(resources(SLICES), NOW.minus(TIMES.dipGrace())));
        assertThat(keep()).isEqualTo("nvidia.com/mig-1g.10gb=7");
    }

    @Test
    void aNodeThatIsNotReadyCountsUntilTheGraceIsOver() {
        TestNode node = add(ready("a", "regalia-a", SLICES), WISH);
        node.ready = false;
        node.readySince = Optional.of(NOW.minusSeconds(100));
        assertThat(fresh()).isEqualTo(SLICES);
        assertThat(result().changesAt())
                .contains(NOW.minusSeconds(100).plus(TIMES.notReadyGrace()));
        node.readySince = Optional.of(NOW.minus(TIMES.notReadyGrace()));
        assertThat(fresh()).isEmpty();
        assertThat(keep()).isEmpty();
        assertThat(potential()).isEmpty();
        node.readySince = Optional.empty();
        assertThat(fresh()).as("never was Ready").isEmpty();
    }

    @Test
    void aNodeThatIsToLeaveGivesNothingAndAFrozenOneWhatItHas() {
        add(ready("a", "regalia-a", SLICES), leave());
        assertThat(keep()).isEmpty();
        orders.put("a", new NodeOrder(leave(), false, false, false, true, false, Optional.empty()));
        assertThat(keep()).isEqualTo(SLICES);
    }

    @Test
    void aNodeWhoseAnnotationIsGoneStillCounts() {
        add(ready("a", "regalia-a", SLICES), WISH).annotations.clear();
        add(ready("b", "regalia-a", SLICES), OTHER).annotations.clear();
        assertThat(fresh()).isEqualTo("nvidia.com/mig-1g.10gb=112");
    }
}
