package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.A100;
import static dev.regalia.fixtures.Fixtures.H100;
import static dev.regalia.fixtures.Fixtures.NOW;
import static dev.regalia.fixtures.Fixtures.ZONE;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aNode;
import static dev.regalia.fixtures.Fixtures.aPool;
import static dev.regalia.fixtures.Fixtures.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.NodeBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How free nodes are taken.
class NodeSelectionTest {

    @Test
    void aNodeThatFitsGetsWhatItsGroupMeans() {
        Assignment assignment =
                new World()
                        .nodes(aNode("n1"))
                        .pools(aPool("p").group(aGroup("g").layout(4, Map.of("1g", 7))))
                        .assign();

        NodeWish wish = World.wish(assignment, "n1");
        assertThat(wish.membership()).contains(new NodeWish.Membership("p", "g"));
        assertThat(wish.expected()).isEqualTo(counts(Map.of("gpu", 4, "mig-1g.10gb", 28)));
        NodeWish.MigEntry entry = wish.entry().orElseThrow();
        assertThat(assignment.entries()).containsOnlyKeys(entry.name(), entry.twin());
        assertThat(assignment.matching()).containsEntry("p/g", 1);
        assertThat(assignment.findings()).isEmpty();
    }

    @Test
    void aNodeWithoutMigGetsNoEntry() {
        Assignment assignment =
                new World()
                        .nodes(
                                aNode("l40s")
                                        .model("NVIDIA-L40S", 46068, 4)
                                        .label(WellKnown.MIG_CAPABLE_LABEL, "false"))
                        .pools(aPool("p").group(aGroup("g").product("NVIDIA-L40S")))
                        .assign();

        assertThat(World.picture(assignment)).containsExactly("l40s=p/g");
        assertThat(World.wish(assignment, "l40s").entry()).isEmpty();
        assertThat(assignment.entries()).isEmpty();
    }

    @Test
    void configurationSuffixesOfTheProductDoNotMatter() {
        World world =
                new World()
                        .nodes(aNode("n1").label(WellKnown.GPU_PRODUCT_LABEL, H100 + "-SHARED"))
                        .pools(aPool("p").group(aGroup("g")));

        assertThat(world.picture()).containsExactly("n1=p/g");
    }

    @Test
    void groupsTakeInListOrderAndOldestNodesFirst() {
        World world =
                new World()
                        .nodes(
                                aNode("a").createdAt(NOW.minusSeconds(10)),
                                aNode("b").createdAt(NOW.minusSeconds(30)),
                                aNode("d").createdAt(NOW.minusSeconds(20)),
                                aNode("c").createdAt(NOW.minusSeconds(20)))
                        .pools(aPool("p").group(aGroup("x").max(2)).group(aGroup("y").max(1)));

        assertThat(world.picture()).containsExactly("b=p/x", "c=p/x", "d=p/y");
        assertThat(world.assign().matching()).containsEntry("p/x", 3).containsEntry("p/y", 2);
    }

    @Test
    void aFreeNodeGoesByPriorityThenAgeThenName() {
        World world =
                new World()
                        .nodes(aNode("n1"))
                        .pools(
                                aPool("b").group(aGroup("g")),
                                aPool("c").group(aGroup("g")),
                                aPool("old")
                                        .createdAt(NOW.minus(Duration.ofDays(9)))
                                        .group(aGroup("g")),
                                aPool("z").priority(5).group(aGroup("g")));

        assertThat(world.picture()).containsExactly("n1=z/g");
        assertThat(world.withoutPool("z").picture()).containsExactly("n1=old/g");
        assertThat(world.withoutPool("old").picture()).containsExactly("n1=b/g");
    }

    @Test
    void aSuspendedPoolTakesNothing() {
        World world =
                new World()
                        .nodes(aNode("n1"))
                        .pools(
                                aPool("a").priority(9).suspended().group(aGroup("g")),
                                aPool("b").group(aGroup("g")));

        assertThat(world.picture()).containsExactly("n1=b/g");
    }

    @Test
    void aSuspendedPoolKeepsItsNodes() {
        World world = new World().nodes(aNode("n1")).pools(aPool("p").group(aGroup("g"))).settle();

        assertThat(world.pools(aPool("p").suspended().group(aGroup("g"))).picture())
                .containsExactly("n1=p/g");
    }

    @Test
    void aRefusedPoolTakesNothing() {
        World world =
                new World()
                        .nodes(aNode("n1"))
                        .pools(aPool("p").group(aGroup("g").layout(1, Map.of("5g", 1))));

        assertThat(world.picture()).isEmpty();
    }

    @Test
    void aCpuGroupTakesNodesWithoutAnySignOfAGpu() {
        World world =
                new World()
                        .nodes(
                                aNode("cpu").cpu(),
                                aNode("gpu"),
                                aNode("unlabelled")
                                        .cpu()
                                        .label(WellKnown.GPU_PRESENT_LABEL, "true"),
                                aNode("plugin").cpu().allocatable(Map.of("gpu", 8)))
                        .pools(aPool("p").group(aGroup("g").cpu()));

        assertThat(world.picture()).containsExactly("cpu=p/g");
        assertThat(World.wish(world.assign(), "cpu").expected()).isEmpty();
    }

    static List<Arguments> unusable() {
        return List.of(
                Arguments.of(aNode("n").label(WellKnown.CONTROL_PLANE_LABEL, ""), "control-plane"),
                Arguments.of(
                        aNode("n").controller("gpu-operator/gpu-operator-7d9"),
                        "gpu-operator/gpu-operator-7d9"),
                Arguments.of(
                        aNode("n").label(WellKnown.WORKLOAD_CONFIG_LABEL, "vm-passthrough"),
                        "vm-passthrough"),
                Arguments.of(aNode("n").dynamicResources(), "dynamic resource allocation"),
                Arguments.of(aNode("n").gpus(7), "7, not 8"),
                Arguments.of(aNode("n").gpus(4), "4, not 5"),
                Arguments.of(aNode("n").label(WellKnown.GPU_MEMORY_LABEL, "40960"), "40 GB"),
                Arguments.of(
                        aNode("n").withoutLabel(WellKnown.GPU_PRODUCT_LABEL),
                        "GPU feature discovery"),
                Arguments.of(
                        aNode("n").withoutLabel(WellKnown.GPU_COUNT_LABEL),
                        "GPU feature discovery"),
                Arguments.of(
                        aNode("n").label(WellKnown.MIG_CAPABLE_LABEL, "false"),
                        "nvidia.com/mig.capable"),
                Arguments.of(
                        aNode("n").withoutLabel(WellKnown.MIG_CAPABLE_LABEL),
                        "nvidia.com/mig.capable"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void aNodeThatCannotBeTakenIsNamedWithItsReason(NodeBuilder node, String reason) {
        Assignment assignment =
                new World()
                        .nodes(node)
                        .pools(
                                aPool("p")
                                        .group(
                                                aGroup("g")
                                                        .countPerNode(8)
                                                        .memoryGB(80)
                                                        .layout(5, Map.of("1g", 7))))
                        .assign();

        assertThat(assignment.wishes()).isEmpty();
        assertThat(assignment.matching()).containsEntry("p/g", 0);
        assertThat(assignment.findings())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.NODE_NOT_USABLE);
                            assertThat(finding.object()).isEqualTo("p");
                            assertThat(finding.field()).isEqualTo("nodeGroups[g].nodeSelector");
                            assertThat(finding.message()).contains(reason, "(1): n");
                            assertThat(finding.cure()).isNotEmpty();
                        });
    }

    @Test
    void everyReasonOfANodeIsTold() {
        Assignment assignment =
                new World()
                        .nodes(aNode("n").dynamicResources().gpus(4))
                        .pools(aPool("p").group(aGroup("g").countPerNode(8)))
                        .assign();

        assertThat(assignment.findings()).hasSize(2);
    }

    @Test
    void manyNodesAreCountedAndThreeNamed() {
        World world = new World().pools(aPool("p").group(aGroup("g")));
        for (int i = 1; i <= 5; i++) {
            world.nodes(aNode("n" + i).dynamicResources());
        }

        assertThat(world.assign().findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .endsWith("(5): n1, n2, n3 and 2 more");
    }

    @Test
    void otherHardwareIsToldOnlyToAGroupThatLacksNodes() {
        World world =
                new World()
                        .nodes(aNode("a100").model(A100, 81920, 8), aNode("cpu").cpu())
                        .pools(aPool("p").group(aGroup("g")));

        assertThat(world.assign().findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("a100 (" + A100 + ")", "cpu (no GPU)");
        assertThat(world.nodes(aNode("h100")).assign().findings()).isEmpty();
    }

    @Test
    void theLoserIsToldWhoHoldsWhat() {
        World world =
                new World()
                        .nodes(aNode("n1"), aNode("n2"))
                        .pools(aPool("a").group(aGroup("g")))
                        .settle()
                        .nodes(aNode("n3").label(ZONE, "zone-b"))
                        .pools(aPool("b").priority(9).group(aGroup("h")));

        assertThat(world.picture()).containsExactly("n1=a/g", "n2=a/g");
        assertThat(world.assign().findings())
                .filteredOn(finding -> finding.reason() == Reason.NODE_TAKEN)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.object()).isEqualTo("b");
                            assertThat(finding.field()).isEqualTo("nodeGroups[h].nodeSelector");
                            assertThat(finding.message()).contains("'a'", "(2): n1, n2");
                            assertThat(finding.cure()).contains("narrow", "'a'");
                        });
        assertThat(world.assign().matching()).containsEntry("a/g", 2).containsEntry("b/h", 0);
    }

    @Test
    void groupsOfOnePoolDoNotComplainOfEachOther() {
        Assignment assignment =
                new World()
                        .nodes(aNode("n1"))
                        .pools(aPool("p").group(aGroup("x")).group(aGroup("y").min(0)))
                        .assign();

        assertThat(assignment.findings()).isEmpty();
        assertThat(assignment.matching()).containsEntry("p/x", 1).containsEntry("p/y", 0);
    }
}
