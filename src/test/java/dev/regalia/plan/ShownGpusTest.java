package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aNode;
import static dev.regalia.fixtures.Fixtures.aPool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.NodeBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A free node is taken when it shows the GPUs that feature discovery counts, and not before.
class ShownGpusTest {

    private static final Map<String, Integer> SLICES = Map.of("1g", 7);

    static List<Arguments> disagreeing() {
        return List.of(
                Arguments.of(shows("gpu", 7), "nvidia.com/gpu=7, not nvidia.com/gpu=8"),
                Arguments.of(shows("gpu", 80), "nvidia.com/gpu=80, not nvidia.com/gpu=8"),
                Arguments.of(withoutMigManager(shows("gpu", 7)), "nvidia.com/gpu=7, not 8"),
                Arguments.of(
                        cut(shows("mig-1g.10gb", 49), "all-1g.10gb", "success"),
                        "mig-1g.10gb=49, not nvidia.com/mig-1g.10gb=56"),
                Arguments.of(
                        cut(shows("mig-1g.10gb", 7), "ours-of-old", "success"),
                        "nvidia.com/mig-1g.10gb=7, not 8"),
                Arguments.of(cut(shows("gpu", 7), "all-disabled", "failed"), "gpu=7, not 8"));
    }

    @ParameterizedTest
    @MethodSource("disagreeing")
    void aNodeWhoseAllocatableDisagreesWithItsLabelIsNotTaken(NodeBuilder node, String detail) {
        Assignment assignment = world(node).assign();

        assertThat(assignment.wishes()).isEmpty();
        assertThat(assignment.matching()).containsEntry("p/g", 0);
        assertThat(assignment.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.NODE_NOT_USABLE);
                            assertThat(finding.message()).contains("label nvidia.com/gpu.count");
                            assertThat(finding.message()).contains(detail);
                            assertThat(finding.cure()).startsWith("repair them");
                        });
    }

    static List<NodeBuilder> waiting() {
        return List.of(
                aNode("n").allocatable(Map.of()),
                cut(aNode("n").allocatable(Map.of()), "all-1g.10gb", "success"),
                cut(shows("gpu", 3), "all-1g.10gb", "pending"),
                shows("gpu", 3).withoutLabel(WellKnown.MIG_STATE_LABEL));
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void aNodeWhosePluginHasNotShownItsGpusYetWaitsAndIsTakenWhenItHas(NodeBuilder node) {
        World world = world(node);

        assertThat(world.picture()).isEmpty();
        assertThat(world.assign().findings())
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .contains("do not show their GPUs in allocatable yet", "they are taken as soon as");

        world.nodes(aNode("n"));
        assertThat(world.picture()).containsExactly("n=p/g");
    }

    static List<NodeBuilder> agreeing() {
        return List.of(
                aNode("n"),
                withoutMigManager(aNode("n")),
                cut(aNode("n"), "all-disabled", "failed"),
                cut(shows("mig-1g.10gb", 56), "all-1g.10gb", "success"),
                cut(shows("mig-1g.10gb.me", 8), "all-1g.10gb.me", "success"),
                cut(shows("mig-3g.40gb", 8), "one-each", "success"),
                cut(aNode("n").allocatable(Map.of("gpu", 4, "mig-3g.40gb", 8)), "half", "success"));
    }

    @ParameterizedTest
    @MethodSource("agreeing")
    void aNodeThatShowsEveryGpuIsTakenHoweverItIsCut(NodeBuilder node) {
        assertThat(world(node).picture()).containsExactly("n=p/g");
    }

    @Test
    void aMemberWithADeadGpuOrInTheMiddleOfACutIsKept() {
        for (NodeBuilder member : List.of(shows("gpu", 7), aNode("n").allocatable(Map.of()))) {
            World world = world(aNode("n")).settle().nodes(member);

            assertThat(world.picture()).containsExactly("n=p/g");
            assertThat(world.assign().findings()).isEmpty();
        }
    }

    @Test
    void aMemberInTheMiddleOfACutMovesToAnotherGroupOfItsPool() {
        World world =
                world(aNode("n"))
                        .settle()
                        .nodes(aNode("n").allocatable(Map.of()))
                        .pools(aPool("p").group(aGroup("other").layout(8, SLICES)));

        assertThat(world.picture()).containsExactly("n=p/other");
    }

    private static World world(NodeBuilder node) {
        return new World().nodes(node).pools(aPool("p").group(aGroup("g").layout(8, SLICES)));
    }

    private static NodeBuilder shows(String resource, int count) {
        return aNode("n").allocatable(Map.of(resource, count));
    }

    private static NodeBuilder cut(NodeBuilder node, String entry, String state) {
        return node.label(WellKnown.MIG_CONFIG_LABEL, entry)
                .label(WellKnown.MIG_STATE_LABEL, state);
    }

    private static NodeBuilder withoutMigManager(NodeBuilder node) {
        return node.withoutLabel(WellKnown.MIG_CONFIG_LABEL)
                .withoutLabel(WellKnown.MIG_STATE_LABEL);
    }
}
