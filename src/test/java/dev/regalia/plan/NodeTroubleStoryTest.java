package dev.regalia.plan;

import static dev.regalia.plan.NodeStory.OTHER;
import static dev.regalia.plan.NodeStory.WISH;
import static dev.regalia.plan.NodeStory.joined;
import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.WHOLE;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.leave;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.FakeMigManager.Mood;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Stories of one node to which something happens: a mig-manager that fails, hangs or lies,
/// somebody who changes keys, a pool that is gone, a process that ends.
class NodeTroubleStoryTest {

    @Test
    void aFailedCutStaysFencedUntilAnotherLayoutIsWished() {
        NodeStory story = joined();
        story.wish = OTHER;
        story.manager.mood = Mood.FAILS;
        NodeDecision failed = story.settle();
        assertThat(failed.standing()).isEqualTo(Standing.FAILED);
        assertThat(failed.findings().getFirst().reason()).isEqualTo(Reason.REPARTITION_FAILED);
        assertThat(story.node.fenced()).isTrue();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.CUT);

        story.manager.mood = Mood.WORKS;
        story.wish = WISH;
        story.settle();
        story.assertReady("regalia-a", SLICES);
    }

    @Test
    void aCutWithoutAnswerTimesOutAndIsVerifiedWhenTheManagerIsRestarted() {
        for (Mood mood : new Mood[] {Mood.WEDGES, Mood.SLEEPS}) {
            NodeStory story = joined();
            story.wish = OTHER;
            story.manager.mood = mood;
            NodeDecision timedOut = story.settle();
            assertThat(timedOut.standing()).isEqualTo(Standing.FAILED);
            assertThat(timedOut.findings().getFirst().reason())
                    .isEqualTo(Reason.REPARTITION_TIMED_OUT);
            assertThat(timedOut.findings().getFirst().cure()).contains("restart");

            story.wish = WISH;
            story.settle();
            assertThat(story.kinds()).as("nothing more is asked").endsWith(Kind.CUT);

            story.manager.mood = Mood.WORKS;
            story.manager.restart();
            story.settle();
            story.assertReady("regalia-a", SLICES);
        }
    }

    @Test
    void successWithWrongAllocatableIsAFailureUntilItComesRight() {
        NodeStory story = new NodeStory(h100("n1"), WISH);
        story.manager.mood = Mood.LIES;
        NodeDecision wrong = story.settle();
        assertThat(wrong.standing()).isEqualTo(Standing.FAILED);
        assertThat(wrong.findings().getFirst().reason()).isEqualTo(Reason.WRONG_ALLOCATABLE);
        story.memory = Memory.empty();
        assertThat(story.look().standing())
                .as("after a restart, past the deadline")
                .isEqualTo(Standing.FAILED);

        story.node.shows(SLICES);
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.JOIN, Kind.UNFENCE);
        story.assertReady("regalia-a", SLICES);
    }

    @Test
    void anEqualValueWithAWrongLayoutIsAskedForUnderTheOtherName() {
        NodeStory story = new NodeStory(h100("n1").mig("regalia-a", "success"), WISH);
        story.settle();
        story.assertReady("regalia-a-b", SLICES);
        assertThat(story.kinds()).containsExactly(Kind.JOIN, Kind.UNFENCE);
    }

    @Test
    void anEqualValueWithTheRightLayoutIsTakenAsItIs() {
        NodeStory story = new NodeStory(h100("n1").mig("regalia-a-b", "success"), WISH);
        story.node.shows(SLICES).pod("bank", "running", SLICES);
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.JOIN);
        story.assertReady("regalia-a-b", SLICES);
    }

    @Test
    void aHandChangedMigConfigIsPutBackAsACutAndThreeTimesAreEnough() {
        NodeStory story = joined();
        for (int i = 0; i < 3; i++) {
            story.node.labels.put(WellKnown.MIG_CONFIG_LABEL, "all-disabled");
            story.node.version++;
            for (int tick = 0; tick < 14; tick++) {
                story.step();
            }
        }
        assertThat(story.kinds())
                .containsExactly(
                        Kind.MEND,
                        Kind.CUT,
                        Kind.UNFENCE,
                        Kind.MEND,
                        Kind.CUT,
                        Kind.UNFENCE,
                        Kind.MEND,
                        Kind.CUT,
                        Kind.UNFENCE);
        story.node.labels.put(WellKnown.MIG_CONFIG_LABEL, "all-disabled");
        NodeDecision stopped = story.settle();
        assertThat(stopped.findings())
                .extracting(Finding::reason)
                .contains(Reason.KEYS_OVERWRITTEN);
        assertThat(stopped.standing()).isEqualTo(Standing.FAILED);
        assertThat(story.writes).hasSize(9);
        story.generation++;
        story.settle();
        assertThat(story.look().standing()).isEqualTo(Standing.VERIFIED);
    }

    @Test
    void aHandChangedMigConfigThatWasAnsweredSaysThatItWaitsForAllocatable() {
        NodeStory story = joined();
        story.node.labels.put(WellKnown.MIG_CONFIG_LABEL, "all-disabled");
        story.node.labels.put(WellKnown.MIG_STATE_LABEL, "success");
        assertThat(story.look().findings().getFirst().message())
                .startsWith(
                        "node 'n1': somebody has set mig.config='all-disabled'; mig-manager reports"
                                + " success, and allocatable is given until ")
                .endsWith(" to follow before it is put back");
    }

    @Test
    void aBusyNodeKeepsAHandChangedMigConfigUntilItIsIdle() {
        NodeStory story = joined();
        story.node.pod("bank", "running", "nvidia.com/mig-1g.10gb=1");
        story.node.labels.put(WellKnown.MIG_CONFIG_LABEL, "all-disabled");
        NodeDecision waiting = story.settle();
        assertThat(story.writes).isEmpty();
        assertThat(waiting.findings().getFirst().message()).contains("all-disabled");
        story.node.pods.clear();
        story.settle();
        assertThat(Resources.print(story.node.allocatable)).isEqualTo(SLICES);
    }

    @Test
    void aMigConfigTakenAwayWhileItIsBeingAppliedIsAskedForAgain() {
        NodeStory story = joined();
        story.wish = OTHER;
        story.step();
        story.step();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.CUT);
        story.node.mig("all-disabled", "");
        story.settle();
        assertThat(story.kinds())
                .containsExactly(Kind.FENCE, Kind.CUT, Kind.MEND, Kind.CUT, Kind.UNFENCE);
        story.assertReady("regalia-h-b", HALVES);
    }

    @Test
    void aFrozenNodeIsNotTouchedInWhateverStateItIs() {
        for (int steps = 0; steps < 6; steps++) {
            NodeStory story = joined();
            story.wish = OTHER;
            for (int i = 0; i < steps; i++) {
                story.step();
            }
            int before = story.writes.size();
            story.frozen = true;
            story.wish = leave();
            story.node.labels.remove(WellKnown.POOL_LABEL);
            story.settle();
            assertThat(story.writes).hasSize(before);
        }
    }

    @Test
    void aProcessThatEndsAfterAnyWriteIsFinishedByTheNext() {
        for (int steps = 0; steps < 20; steps++) {
            NodeStory story = new NodeStory(h100("n1"), WISH);
            for (int i = 0; i < steps; i++) {
                if (i == 8) {
                    story.wish = OTHER;
                }
                story.step();
            }
            story.memory = Memory.empty();
            story.now = story.now.plus(Duration.ofHours(1));
            story.wish = OTHER;
            story.settle();
            story.assertReady("regalia-h", HALVES);

            story.wish = leave();
            for (int i = 0; i < steps % 5; i++) {
                story.step();
            }
            story.memory = Memory.empty();
            story.settle();
            assertThat(story.node.taints).isEmpty();
            assertThat(story.node.annotations).isEmpty();
            assertThat(Resources.print(story.node.allocatable)).isEqualTo(WHOLE);
        }
    }

    @Test
    void aWishThatChangesDuringACutIsFollowedAfterwards() {
        NodeStory story = joined();
        story.wish = OTHER;
        story.step();
        story.step();
        story.wish = WISH;
        story.settle();
        assertThat(story.kinds())
                .containsExactly(
                        Kind.FENCE, Kind.CUT, Kind.UNFENCE, Kind.FENCE, Kind.CUT, Kind.UNFENCE);
        story.assertReady("regalia-a", SLICES);
    }

    @Test
    void aNodeThatChangesItsPoolLeavesTheOldOneFirst() {
        NodeStory story = joined();
        story.wish =
                new NodeWish(
                        Optional.of(new NodeWish.Membership("lyon", "halves")),
                        OTHER.entry(),
                        OTHER.expected());
        story.settle();
        assertThat(story.kinds())
                .containsExactly(Kind.FENCE, Kind.CUT, Kind.LEAVE, Kind.JOIN, Kind.UNFENCE);
        assertThat(story.node.record().pool()).isEqualTo("lyon");
    }
}
