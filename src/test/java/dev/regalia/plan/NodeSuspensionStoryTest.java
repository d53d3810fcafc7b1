package dev.regalia.plan;

import static dev.regalia.plan.NodeStory.OTHER;
import static dev.regalia.plan.NodeStory.WISH;
import static dev.regalia.plan.NodeStory.joined;
import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.leave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Stories of one node whose pool is suspended.
class NodeSuspensionStoryTest {

    @Test
    void aSuspendedPoolFinishesWhatHasBegunAndNothingElse() {
        NodeStory story = joined();
        story.wish = OTHER;
        story.step();
        story.mayBegin = false;
        story.mayMend = false;
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
        assertThat(story.node.record())
                .isEqualTo(Records.ready(PLACE, Optional.of("regalia-a"), SLICES));

        story.mayBegin = true;
        story.step();
        story.step();
        story.mayBegin = false;
        story.settle();
        assertThat(story.kinds()).endsWith(Kind.FENCE, Kind.CUT, Kind.UNFENCE);
        story.assertReady("regalia-h", HALVES);

        story.node.labels.remove(WellKnown.POOL_LABEL);
        story.wish = leave();
        int before = story.writes.size();
        story.settle();
        assertThat(story.writes).hasSize(before);
    }

    @Test
    void driftInASuspendedPoolIsSaidAndMendedAfterwards() {
        NodeStory story = joined();
        story.mayBegin = false;
        story.mayMend = false;
        story.node.labels.remove(WellKnown.POOL_LABEL);
        story.node.taints.clear();
        NodeDecision damaged = story.settle();
        assertThat(damaged.standing()).isEqualTo(Standing.DEGRADED);
        assertThat(damaged.findings())
                .extracting(Finding::reason, Finding::sentence)
                .containsExactly(
                        tuple(
                                Reason.SUSPENDED,
                                "node 'n1': somebody has removed or overwritten our label "
                                        + WellKnown.POOL_LABEL
                                        + ", taints; set `spec.suspend: false`; until then nothing"
                                        + " is mended or begun"));

        story.node.labels.put(WellKnown.MIG_CONFIG_LABEL, "all-disabled");
        NodeDecision drifted = story.settle();
        assertThat(drifted.standing()).isEqualTo(Standing.WAITING);
        assertThat(drifted.findings())
                .extracting(Finding::message)
                .first()
                .isEqualTo("node 'n1': somebody has set mig.config='all-disabled'");
        story.node.labels.remove(WellKnown.MIG_CONFIG_LABEL);
        assertThat(story.settle().findings().getFirst().message())
                .isEqualTo("node 'n1': somebody has removed mig.config");
        assertThat(story.writes).isEmpty();

        story.mayBegin = true;
        story.mayMend = true;
        assertThat(story.settle().findings()).isEmpty();
        assertThat(story.kinds()).contains(Kind.MEND);
        assertThat(story.node.labels).containsEntry(WellKnown.POOL_LABEL, "paris");
    }

    @Test
    void whatASuspendedPoolHoldsBackIsSaidAndIsNotSaidOfAWrongStack() {
        NodeStory story = joined();
        story.wish = OTHER;
        story.mayBegin = false;
        assertThat(story.look().findings()).isEmpty();

        story.mayMend = false;
        assertThat(story.look().findings())
                .extracting(Finding::reason, Finding::message)
                .containsExactly(tuple(Reason.SUSPENDED, "node 'n1' waits to be cut"));

        story.wish =
                new NodeWish(
                        Optional.of(new NodeWish.Membership(PLACE.pool(), "halves")),
                        WISH.entry(),
                        WISH.expected());
        assertThat(story.look().findings())
                .extracting(Finding::message)
                .containsExactly("node 'n1' waits to move to node group 'halves'");

        story.wish = TestNode.dedicated(WISH, "bank");
        assertThat(story.look().findings())
                .extracting(Finding::message)
                .containsExactly("node 'n1' waits to be dedicated to tenant 'bank'");
        assertThat(story.writes).isEmpty();
    }
}
