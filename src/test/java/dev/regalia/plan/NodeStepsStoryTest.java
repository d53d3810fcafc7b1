package dev.regalia.plan;

import static dev.regalia.plan.NodeStory.OTHER;
import static dev.regalia.plan.NodeStory.WISH;
import static dev.regalia.plan.NodeStory.joined;
import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.WHOLE;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.leave;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeFacts.Taint;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whole stories of one node with a mig-manager that works, fails, hangs or lies.
class NodeStepsStoryTest {

    @Test
    void anIdleNodeJoinsWithTwoWritesAndThenNothingIsWritten() {
        NodeStory story = new NodeStory(h100("n1"), WISH);
        assertThat(story.settle().findings()).isEmpty();
        assertThat(story.kinds()).containsExactly(Kind.JOIN, Kind.UNFENCE);
        story.assertReady("regalia-a", SLICES);
        assertThat(story.node.annotations)
                .containsEntry(WellKnown.BEFORE_ANNOTATION, "{\"migConfig\":\"all-disabled\"}");
    }

    @Test
    void aNodeWithoutMigJoinsWithOneWrite() {
        NodeWish cpu = new NodeWish(Optional.of(PLACE), Optional.empty(), new TreeMap<>());
        NodeStory story = new NodeStory(new TestNode("cpu"), cpu);
        assertThat(story.settle().standing()).isEqualTo(Standing.VERIFIED);
        assertThat(story.kinds()).containsExactly(Kind.JOIN);
    }

    @Test
    void aServingNodeIsCutWithThreeWrites() {
        NodeStory story = joined();
        story.wish = OTHER;
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.CUT, Kind.UNFENCE);
        story.assertReady("regalia-h", HALVES);
    }

    @Test
    void aBusyNodeJoinsUnfencedAndIsCutOnceItIsIdle() {
        NodeStory story = new NodeStory(h100("n1").pod("legacy", "train", WHOLE), WISH);
        NodeDecision waiting = story.settle();
        assertThat(story.kinds()).containsExactly(Kind.JOIN);
        assertThat(story.node.record().state()).isEqualTo(State.PLANNED);
        assertThat(story.node.fenced()).isFalse();
        assertThat(waiting.standing()).isEqualTo(Standing.WAITING);
        assertThat(waiting.findings().getFirst().message()).contains("legacy/train");

        story.mayCut = false;
        story.node.pods.clear();
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.JOIN, Kind.FENCE, Kind.CUT, Kind.UNFENCE);
        story.assertReady("regalia-a", SLICES);
    }

    @Test
    void aPodThatOnlyTheConsistentLookSeesTakesTheFenceOffAgain() {
        NodeStory story = joined();
        story.wish = OTHER;
        story.node.unseen.addAll(h100("x").pod("bank", "late", "nvidia.com/mig-1g.10gb=1").pods);
        story.step();
        assertThat(story.node.fenced()).isTrue();
        story.step();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
        story.node.pods.addAll(story.node.unseen);
        story.node.unseen.clear();
        assertThat(story.settle().findings().getFirst().reason())
                .isEqualTo(Reason.WAITING_FOR_IDLE);
        assertThat(story.node.record())
                .isEqualTo(Records.ready(PLACE, Optional.of("regalia-a"), SLICES));
    }

    @Test
    void aNodeLeavesWithWhatItHadBefore() {
        NodeStory story = new NodeStory(h100("n1").mig("all-1g.10gb", "success"), OTHER);
        story.node.shows(SLICES);
        story.node.labels.put("team", "blue");
        story.node.taint("example.org/rack", "7");
        story.settle();
        story.assertReady("regalia-h", HALVES);
        story.writes.clear();

        story.wish = leave();
        assertThat(story.settle().standing()).isEqualTo(Standing.OUTSIDE);
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.CUT, Kind.LEAVE);
        assertThat(story.node.annotations).isEmpty();
        assertThat(story.node.labels)
                .containsOnlyKeys("team", WellKnown.MIG_CONFIG_LABEL, WellKnown.MIG_STATE_LABEL)
                .containsEntry(WellKnown.MIG_CONFIG_LABEL, "all-1g.10gb");
        assertThat(story.node.taints)
                .containsExactly(
                        new Taint(
                                "example.org/rack",
                                "7",
                                "NoSchedule",
                                Optional.of("2026-10-01T00:00:00Z")));
        assertThat(Resources.print(story.node.allocatable)).isEqualTo(SLICES);
    }

    @Test
    void aNodeThatHadNoMigConfigLeavesWithMigDisabled() {
        TestNode bare = h100("n1");
        bare.labels.clear();
        NodeStory story = new NodeStory(bare, WISH);
        story.settle();
        story.wish = leave();
        story.settle();
        assertThat(story.node.labels)
                .containsEntry(WellKnown.MIG_CONFIG_LABEL, WellKnown.ALL_DISABLED);
        assertThat(Resources.print(story.node.allocatable)).isEqualTo(WHOLE);
    }

    @Test
    void aNodeThatWasNeverCutLeavesWithOneWrite() {
        NodeStory story = new NodeStory(h100("n1").pod("legacy", "train", WHOLE), WISH);
        story.settle();
        story.wish = leave();
        assertThat(story.settle().standing()).isEqualTo(Standing.LEAVING);
        story.node.pods.clear();
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.JOIN, Kind.LEAVE);
    }
}
