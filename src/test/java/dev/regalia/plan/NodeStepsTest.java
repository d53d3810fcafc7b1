package dev.regalia.plan;

import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.NOW;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.TIMES;
import static dev.regalia.plan.TestNode.WHOLE;
import static dev.regalia.plan.TestNode.entry;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.leave;
import static dev.regalia.plan.TestNode.order;
import static dev.regalia.plan.TestNode.ready;
import static dev.regalia.plan.TestNode.resources;
import static dev.regalia.plan.TestNode.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeFacts.Taint;
import dev.regalia.plan.NodeWish.MigEntry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Single transitions: one node, one wish, one decision.
class NodeStepsTest {

    private static final NodeWish WISH = wish("regalia-a", SLICES);
    private static final NodeWish OTHER = wish("regalia-h", HALVES);
    private static final Instant DEADLINE = NOW.plusSeconds(100);

    private static TestNode applying(String state, String shows) {
        MigRequest request = new MigRequest("regalia-a", Optional.of(NOW), SLICES);
        return h100("n")
                .mig("regalia-a", state)
                .shows(shows)
                .ours(Records.applying(PLACE, Optional.empty(), request, DEADLINE));
    }

    private static NodeWish usableFrom(Optional<Instant> usable, Optional<Instant> twinUsable) {
        MigEntry entry = new MigEntry("regalia-a", "regalia-a-b", usable, twinUsable);
        return new NodeWish(Optional.of(PLACE), Optional.of(entry), resources(SLICES));
    }

    private static Reason reason(NodeDecision decision) {
        return decision.findings().getFirst().reason();
    }

    private static Kind kind(NodeDecision decision) {
        return decision.change().orElseThrow().kind();
    }

    @Test
    void aJoiningPatchHoldsEverythingAndEverybodyElsesTaints() {
        Taint others =
                new Taint("example.org/x", "", "NoExecute", Optional.of("2026-10-01T00:00Z"));
        TestNode node = h100("n").taint(WellKnown.CHANGE_TAINT, "stale");
        node.taints.addFirst(others);
        NodeChange join = node.decide(WISH).change().orElseThrow();

        assertThat(join.resourceVersion()).isEqualTo("1");
        assertThat(join.labels())
                .containsEntry(WellKnown.POOL_LABEL, Optional.of("paris"))
                .containsEntry(WellKnown.NODE_GROUP_LABEL, Optional.of("slices"))
                .containsEntry(WellKnown.MIG_CONFIG_LABEL, Optional.of("regalia-a"))
                .containsEntry(WellKnown.MIG_STATE_LABEL, Optional.empty());
        assertThat(join.taints().orElseThrow())
                .containsExactly(
                        others,
                        new Taint(WellKnown.POOL_TAINT, "paris", "NoSchedule", Optional.empty()),
                        new Taint(
                                WellKnown.CHANGE_TAINT,
                                "Applying",
                                "NoSchedule",
                                Optional.empty()));
        assertThat(join.annotations().get(WellKnown.CHANGE_ANNOTATION))
                .contains(
                        "{\"pool\":\"paris\",\"group\":\"slices\",\"state\":\"Applying\","
                                + "\"wanted\":\"regalia-a\",\"layout\":\""
                                + SLICES
                                + "\",\"deadline\":\"2026-11-02T08:10:00Z\"}");
    }

    @Test
    void aNodeJoinsOnlyOnceItsEntryIsUsable() {
        Instant soon = NOW.plusSeconds(30);
        NodeDecision waits = h100("n").decide(usableFrom(Optional.of(soon), Optional.empty()));
        assertThat(waits.change()).isEmpty();
        assertThat(waits.standing()).isEqualTo(Standing.WAITING);
        assertThat(reason(waits)).isEqualTo(Reason.WAITING_FOR_CONFIG_MAP);
        assertThat(waits.reconsiderAt()).contains(soon);

        NodeDecision absent = h100("n").decide(usableFrom(Optional.empty(), Optional.empty()));
        assertThat(absent.change()).isEmpty();
        assertThat(absent.reconsiderAt()).isEmpty();

        NodeDecision now = h100("n").decide(usableFrom(Optional.of(NOW), Optional.empty()));
        assertThat(kind(now)).isEqualTo(Kind.JOIN);
    }

    @Test
    void theTwinHasToBeUsableWhereItIsTheOneThatIsAskedFor() {
        TestNode node = h100("n").mig("regalia-a", "success");
        Optional<Instant> long_ago = Optional.of(NOW.minusSeconds(999));
        NodeWish wish = usableFrom(long_ago, Optional.empty());
        NodeOrder settled = new NodeOrder(wish, true, true, true, false, false, long_ago);
        assertThat(reason(node.decide(settled))).isEqualTo(Reason.WAITING_FOR_CONFIG_MAP);
        assertThat(node.decide(settled).findings().getFirst().message()).contains("regalia-a-b");
    }

    @Test
    void nothingJoinsWithoutLeaveOrOnANodeThatIsNotWished() {
        NodeOrder held = order(WISH).withoutBeginning();
        assertThat(h100("n").decide(held).change()).isEmpty();
        assertThat(h100("n").decide(leave())).isEqualTo(NodeDecision.stands(Standing.OUTSIDE));
    }

    @Test
    void aNodeWhoseManagerIsStillAtWorkOrWhoseKubeletIsAwayIsNotAsked() {
        for (String state : new String[] {"", "pending", "rebooting"}) {
            NodeDecision busy = h100("n").mig("all-balanced", state).decide(WISH);
            assertThat(busy.change()).isEmpty();
            assertThat(busy.findings().getFirst().message()).contains("all-balanced");
        }
        TestNode away = h100("n");
        away.ready = false;
        assertThat(reason(away.decide(WISH))).isEqualTo(Reason.NODE_NOT_READY);
    }

    @Test
    void aNodeWithoutMigThatDoesNotShowItsGpusYetIsVerifiedOnceItDoes() {
        NodeWish plain = new NodeWish(Optional.of(PLACE), Optional.empty(), resources(WHOLE));
        TestNode node = new TestNode("n");
        node.apply(node.decide(plain).change().orElseThrow());
        assertThat(node.record()).isEqualTo(Records.planned(PLACE, Optional.empty()));
        assertThat(reason(node.decide(plain))).isEqualTo(Reason.WRONG_ALLOCATABLE);
        node.shows(WHOLE);
        assertThat(kind(node.decide(plain))).isEqualTo(Kind.VERIFY);
    }

    @Test
    void aServingNodeNeedsLeaveToBeCutAndToLeave() {
        NodeOrder cut = TestNode.withoutCut(order(OTHER));
        NodeDecision waits = ready("n", "regalia-a", SLICES).decide(cut);
        assertThat(waits.change()).isEmpty();
        assertThat(reason(waits)).isEqualTo(Reason.REPARTITIONING);
        assertThat(
                        ready("n", "regalia-a", SLICES)
                                .decide(TestNode.withoutCut(order(leave())))
                                .change())
                .isEmpty();
        assertThat(kind(ready("n", "regalia-a", SLICES).decide(order(OTHER))))
                .isEqualTo(Kind.FENCE);
    }

    @Test
    void aWaitForIdleNamesThreePods() {
        TestNode node = ready("n", "regalia-a", SLICES);
        for (int i = 0; i < 5; i++) {
            node.pod("bank", "p" + i, "nvidia.com/mig-1g.10gb=1");
        }
        Finding finding = node.decide(OTHER).findings().getFirst();
        assertThat(finding.kind()).isEqualTo("Node");
        assertThat(finding.object()).isEqualTo("n");
        assertThat(finding.message()).endsWith("bank/p0, bank/p1, bank/p2 and 2 more");
    }

    @Test
    void aFencedNodeIsAskedOnlyAfterALookThatShowedItIdle() {
        MigRequest request = new MigRequest("regalia-h", Optional.of(NOW), HALVES);
        ChangeRecord resting = Records.ready(PLACE, Optional.of("regalia-a"), SLICES);
        TestNode node = ready("n", "regalia-a", SLICES);
        node.taints.clear();
        node.ours(Records.fenced(resting, request));

        node.looked = false;
        assertThat(node.decide(OTHER)).isEqualTo(NodeDecision.stands(Standing.CUTTING));
        node.looked = true;
        node.unseen.addAll(h100("x").pod("bank", "p", HALVES).pods);
        assertThat(kind(node.decide(OTHER))).isEqualTo(Kind.UNFENCE);
        node.unseen.clear();
        NodeChange cut = node.decide(OTHER).change().orElseThrow();
        assertThat(cut.kind()).isEqualTo(Kind.CUT);
        assertThat(cut.taints().orElseThrow())
                .extracting(Taint::value)
                .containsExactly("paris", "Applying");

        node.taints.removeIf(taint -> taint.key().equals(WellKnown.CHANGE_TAINT));
        assertThat(kind(node.decide(OTHER))).as("no fence, no cut").isEqualTo(Kind.MEND);
    }

    @Test
    void anAnswerIsAwaitedUntilTheDeadline() {
        for (String state : new String[] {"", "pending", "rebooting"}) {
            NodeDecision awaited = applying(state, WHOLE).decide(WISH);
            assertThat(awaited.standing()).isEqualTo(Standing.CUTTING);
            assertThat(awaited.reconsiderAt()).contains(DEADLINE);
            NodeDecision late =
                    NodeSteps.decide(applying(state, WHOLE).facts(), order(WISH), DEADLINE, TIMES);
            assertThat(late.standing()).isEqualTo(Standing.FAILED);
            assertThat(reason(late)).isEqualTo(Reason.REPARTITION_TIMED_OUT);
            assertThat(late.change()).isEmpty();
        }
    }

    @Test
    void allocatableMayBeWrongForAWhileAfterSuccess() {
        NodeDecision settling = applying("success", WHOLE).decide(WISH);
        assertThat(settling.standing()).isEqualTo(Standing.CUTTING);
        assertThat(settling.reconsiderAt()).contains(NOW.plus(TIMES.mismatchGrace()));

        Instant since = NOW.minus(TIMES.mismatchGrace());
        NodeOrder settled = new NodeOrder(WISH, true, true, true, false, false, Optional.of(since));
        NodeDecision wrong = applying("success", WHOLE).decide(settled);
        assertThat(wrong.standing()).isEqualTo(Standing.FAILED);
        assertThat(wrong.findings().getFirst().message()).contains(SLICES).contains(WHOLE);
        assertThat(kind(applying("success", SLICES).decide(settled))).isEqualTo(Kind.UNFENCE);
    }

    @Test
    void aVerifiedNodeThatShowsLessIsDegradedAndNotCutAgain() {
        NodeDecision less =
                ready("n", "regalia-a", SLICES).shows("nvidia.com/mig-1g.10gb=49").decide(WISH);
        assertThat(less.change()).isEmpty();
        assertThat(less.standing()).isEqualTo(Standing.DEGRADED);
        assertThat(reason(less)).isEqualTo(Reason.NODE_DEGRADED);

        NodeDecision failed =
                ready("n", "regalia-a", SLICES).mig("regalia-a", "failed").decide(WISH);
        assertThat(failed.standing()).isEqualTo(Standing.DEGRADED);
        assertThat(failed.findings().getFirst().message()).contains("'failed'");
    }

    @Test
    void aNodeThatIsNotReadyCountsUntilTheGraceIsOver() {
        TestNode node = ready("n", "regalia-a", SLICES);
        node.ready = false;
        node.readySince = Optional.of(NOW.minusSeconds(1));
        NodeDecision fresh = node.decide(WISH);
        assertThat(fresh.standing()).isEqualTo(Standing.VERIFIED);
        assertThat(fresh.reconsiderAt()).contains(NOW.minusSeconds(1).plus(TIMES.notReadyGrace()));
        node.readySince = Optional.of(NOW.minus(TIMES.notReadyGrace()));
        NodeDecision gone = node.decide(WISH);
        assertThat(gone.standing()).isEqualTo(Standing.DEGRADED);
        assertThat(reason(gone)).isEqualTo(Reason.NODE_NOT_READY);
        assertThat(gone.change()).isEmpty();
    }
}
