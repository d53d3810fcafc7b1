package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.A100;
import static dev.regalia.fixtures.Fixtures.NOW;
import static dev.regalia.fixtures.Fixtures.ZONE;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aNode;
import static dev.regalia.fixtures.Fixtures.aPool;
import static dev.regalia.fixtures.Fixtures.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.GroupBuilder;
import dev.regalia.fixtures.NodeBuilder;
import dev.regalia.plan.ChangeRecord.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How members are kept, moved and let go.
class NodeSelectionKeepingTest {

    private static final Map<String, Integer> SEVEN = Map.of("1g", 7);

    @Test
    void anAssignedNodeStaysWithItsPoolWhoeverComes() {
        World world =
                settled().pools(aPool("rival").priority(1000).group(aGroup("g").countPerNode(8)));

        assertThat(world.picture()).containsExactly("n1=p/cut");
    }

    @Test
    void anAssignedNodeStaysWithItsGroupWhileItFits() {
        World world =
                new World()
                        .nodes(aNode("n1"))
                        .pools(aPool("p").group(aGroup("late")))
                        .settle()
                        .pools(aPool("p").group(aGroup("early")).group(aGroup("late")));

        assertThat(world.picture()).containsExactly("n1=p/late");
    }

    static List<NodeBuilder> silent() {
        return List.of(
                aNode("n1").withoutLabel(WellKnown.GPU_PRODUCT_LABEL),
                aNode("n1").withoutLabel(WellKnown.GPU_COUNT_LABEL),
                aNode("n1").withoutLabel(WellKnown.GPU_MEMORY_LABEL),
                aNode("n1").withoutLabel(WellKnown.MIG_CAPABLE_LABEL),
                aNode("n1").controller("regalia-system/regalia-0"),
                aNode("n1").cpu());
    }

    @ParameterizedTest
    @MethodSource("silent")
    void aMemberKeepsItsPlaceWhileFeatureDiscoveryIsSilent(NodeBuilder node) {
        NodeWish before = wish(settled());

        assertThat(wish(settled().nodes(node))).isEqualTo(before);
    }

    @Test
    void aDeadGpuIsNoOtherNode() {
        NodeWish before = wish(settled());

        assertThat(wish(settled().nodes(aNode("n1").gpus(7)))).isEqualTo(before);
        assertThat(wish(settled("whole").nodes(aNode("n1").gpus(7))).expected())
                .isEqualTo(counts(Map.of("gpu", 8)));
    }

    @Test
    void aMemberWithMoreGpusThanBeforeIsTakenAsItIs() {
        World world =
                new World()
                        .nodes(aNode("n1").gpus(4))
                        .pools(aPool("p").group(aGroup("g")))
                        .settle()
                        .nodes(aNode("n1").gpus(8));

        assertThat(wish(world).expected()).isEqualTo(counts(Map.of("gpu", 8)));
    }

    static List<Arguments> unfit() {
        return List.of(
                Arguments.of(aNode("n1").label(ZONE, "zone-b")),
                Arguments.of(aNode("n1").model(A100, 81920, 8)),
                Arguments.of(aNode("n1").label(WellKnown.GPU_MEMORY_LABEL, "40960")),
                Arguments.of(aNode("n1").label(WellKnown.MIG_CAPABLE_LABEL, "false")),
                Arguments.of(aNode("n1").label(WellKnown.CONTROL_PLANE_LABEL, "")),
                Arguments.of(aNode("n1").label(WellKnown.WORKLOAD_CONFIG_LABEL, "vm-vgpu")),
                Arguments.of(aNode("n1").dynamicResources()));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void aMemberThatShowsItNoLongerFitsLeaves(NodeBuilder node) {
        World world = settled().nodes(node);

        assertThat(world.picture()).containsExactly("n1=-");
        assertThat(world.settle().picture()).isEmpty();
    }

    @Test
    void anotherCountPerNodeLetsNodesGo() {
        World world =
                settled().pools(aPool("p").group(aGroup("cut").countPerNode(4).layout(4, SEVEN)));

        assertThat(world.picture()).containsExactly("n1=-");
    }

    @Test
    void aMemberThatNoLongerFitsMovesToAnotherGroupWithRoom() {
        World world =
                settled()
                        .pools(
                                aPool("p")
                                        .group(aGroup("full").max(0))
                                        .group(aGroup("cut").selecting(Map.of(ZONE, "zone-b")))
                                        .group(aGroup("whole")));

        assertThat(world.picture()).containsExactly("n1=p/whole");
        assertThat(world.settle().picture()).containsExactly("n1=p/whole");
    }

    @Test
    void membersOfAGroupThatIsGoneLeave() {
        World world = settled().pools(aPool("p").group(aGroup("cpu").cpu()));

        assertThat(world.picture()).containsExactly("n1=-");
    }

    @Test
    void theNewestLeaveAGroupThatIsTooLarge() {
        World world =
                new World()
                        .nodes(
                                aNode("a").createdAt(NOW.minusSeconds(10)),
                                aNode("b").createdAt(NOW.minusSeconds(30)),
                                aNode("c").createdAt(NOW.minusSeconds(10)),
                                aNode("d").createdAt(NOW.minusSeconds(20)))
                        .pools(aPool("p").group(aGroup("g")))
                        .settle();

        assertThat(world.pools(aPool("p").group(aGroup("g").max(3))).picture())
                .containsExactly("a=-", "b=p/g", "c=p/g", "d=p/g");
        assertThat(world.pools(aPool("p").group(aGroup("g").max(1))).picture())
                .containsExactly("a=-", "b=p/g", "c=-", "d=-");
        assertThat(world.settle().picture()).containsExactly("b=p/g");
    }

    @Test
    void surplusNodesGoToAnotherGroupWithRoomFirst() {
        World world =
                new World()
                        .nodes(aNode("a"), aNode("b"), aNode("c"))
                        .pools(aPool("p").group(aGroup("x")))
                        .settle()
                        .pools(aPool("p").group(aGroup("x").max(1)).group(aGroup("y").max(1)));

        assertThat(world.picture()).containsExactly("a=p/y", "b=-", "c=p/x");
    }

    @Test
    void aRefusedPoolKeepsWhatItHasAsItIs() {
        NodeWish before = wish(settled());
        World world =
                settled()
                        .nodes(aNode("n2"))
                        .pools(aPool("p").group(aGroup("cut").layout(1, Map.of("5g", 1))));

        assertThat(wish(world)).isEqualTo(before);
        assertThat(world.picture()).containsExactly("n1=p/cut");
        assertThat(world.assign().matching()).containsEntry("p/cut", 1);
        assertThat(world.assign().frozen()).isEmpty();
    }

    @Test
    void nodesOfAMissingPoolAreFrozenUntilItIsReleased() {
        NodeWish before = wish(settled());
        World world = settled().withoutPool("p").pools(aPool("other").group(aGroup("g")));

        assertThat(world.assign().frozen()).containsExactly("n1");
        assertThat(wish(world)).isEqualTo(before);
        assertThat(world.assign().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.NODE_TAKEN);
        assertThat(world.assign().findings().getFirst().message()).contains("missing pool 'p'");

        world.released("p");
        assertThat(world.assign().frozen()).isEmpty();
        assertThat(world.picture()).containsExactly("n1=-");
        assertThat(world.settle().picture()).containsExactly("n1=other/g");
    }

    @Test
    void aNodeIsNotTakenWhileItIsLeavingAnotherPool() {
        World world =
                settled()
                        .pools(
                                aPool("p").group(aGroup("cut").max(0)),
                                aPool("other").group(aGroup("g")));

        assertThat(world.picture()).containsExactly("n1=-");
        assertThat(world.assign().findings())
                .extracting(Finding::message)
                .containsExactly(
                        "the selector matches nodes that are about to leave pool 'p' (1): n1");
        assertThat(world.settle().picture()).containsExactly("n1=other/g");
    }

    @Test
    void theAnnotationGoesBeforeTheLabels() {
        World world =
                settled()
                        .nodes(aNode("n1").memberOf("other", "g"))
                        .pools(aPool("other").group(aGroup("g")));

        assertThat(world.picture()).containsExactly("n1=p/cut");
    }

    @Test
    void theLabelsSayWhereANodeIsWhenTheAnnotationIsGone() {
        World world =
                new World()
                        .nodes(aNode("n1").memberOf("p", "y"))
                        .pools(aPool("p").group(aGroup("x")).group(aGroup("y")));

        assertThat(world.picture()).containsExactly("n1=p/y");
    }

    @Test
    void aCutBackThatHasBegunIsNotTurnedRoundByARefusedSpec() {
        ChangeRecord back =
                new ChangeRecord(
                        "p",
                        "cut",
                        Optional.empty(),
                        State.APPLYING,
                        Optional.of("all-disabled"),
                        Optional.empty(),
                        "",
                        Optional.of(NOW));
        World world =
                settled()
                        .record("n1", back)
                        .pools(aPool("p").group(aGroup("cut").layout(1, Map.of("5g", 1))));

        assertThat(world.picture()).containsExactly("n1=-");
    }

    @Test
    void aNodeThatWaitsForItsFirstCutWaitsOnWhileItsGpusAreNotCounted() {
        ChangeRecord planned =
                new ChangeRecord(
                        "p",
                        "cut",
                        Optional.empty(),
                        State.PLANNED,
                        Optional.of("regalia-0123456789ab"),
                        Optional.empty(),
                        "",
                        Optional.empty());
        World world =
                new World()
                        .nodes(aNode("n1").withoutLabel(WellKnown.GPU_COUNT_LABEL))
                        .pools(aPool("p").group(aGroup("cut").layout(4, SEVEN)))
                        .record("n1", planned);

        assertThat(wish(world).membership()).contains(new NodeWish.Membership("p", "cut"));
        assertThat(wish(world).entry().orElseThrow().usableFrom()).isEmpty();
    }

    /// One node of eight GPUs, four of them cut, verified in group `cut` of pool `p`.
    private static World settled() {
        return new World().nodes(aNode("n1")).pools(aPool("p").group(cutGroup())).settle();
    }

    private static World settled(String group) {
        return new World().nodes(aNode("n1")).pools(aPool("p").group(aGroup(group))).settle();
    }

    private static GroupBuilder cutGroup() {
        return aGroup("cut").countPerNode(8).layout(4, SEVEN);
    }

    private static NodeWish wish(World world) {
        return World.wish(world.assign(), "n1");
    }
}
