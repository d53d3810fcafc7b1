package dev.regalia.plan;

import static dev.regalia.plan.TestNode.NOW;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.WHOLE;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.NodeDecision.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a pool is told of nodes that leave it.
class LeavingNodesTest {

    private static final NodeDecision LEAVES = NodeDecision.stands(Standing.LEAVING);

    private static Optional<String> told(TestNode node, NodeDecision decision) {
        NodeFacts facts = node.facts();
        return NodeFindings.leaving(facts, facts.change().orElseThrow(), decision)
                .map(Finding::message);
    }

    @Test
    void aNodeThatIsBeingCutBackIsToldOfAlthoughItHasNothingToWaitFor() {
        TestNode cut = h100("n").shows(WHOLE);
        cut.ours(
                Records.applying(
                        PLACE,
                        Optional.of("regalia-a"),
                        new MigRequest("all-disabled", Optional.of(NOW), WHOLE),
                        NOW));
        assertThat(told(cut, LEAVES))
                .contains(
                        "node 'n' leaves, and stays fenced until it has back what it had before it"
                                + " came");
    }

    @Test
    void aNodeThatMayNotGoNowIsToldOfAndOneThatGoesIsNot() {
        TestNode node = ready("n", "regalia-a", SLICES);
        assertThat(told(node, LEAVES))
                .contains("node 'n' is to leave, and nothing new begins on it now");
        NodeChange last = NodePatches.leave(node.facts(), "leaves its pool");
        assertThat(told(node, NodeDecision.writes(last, Standing.LEAVING))).isEmpty();
    }

    @Test
    void whatItWaitsForComesFirst() {
        TestNode node = ready("n", "regalia-a", SLICES);
        Finding waits = NodeFindings.waitsForIdle(node.facts(), "leave pool 'paris'");
        assertThat(told(node, NodeDecision.stands(Standing.LEAVING, waits)))
                .contains(waits.message());
    }
}
