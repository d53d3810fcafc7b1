package dev.regalia.plan;

import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.WHOLE;
import static dev.regalia.plan.TestNode.dedicated;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.leave;
import static dev.regalia.plan.TestNode.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeFacts.Taint;
import dev.regalia.plan.NodeWish.Membership;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Stories of one node that becomes a tenant's own, and nobody's again.
class NodeTenantStoryTest {

    private static final NodeWish SHARED = wish("regalia-a", SLICES);
    private static final NodeWish OTHER = wish("regalia-h", HALVES);
    private static final NodeWish BANK = dedicated(SHARED, "bank");
    private static final NodeWish RAILWAY = dedicated(SHARED, "railway");

    /// A node that serves as it is wished.
    private static NodeStory serving(NodeWish wish) {
        NodeStory story = new NodeStory(h100("n1"), wish);
        assertThat(story.settle().standing()).isEqualTo(Standing.VERIFIED);
        story.writes.clear();
        return story;
    }

    private static void assertOf(Optional<String> tenant, NodeStory story, NodeWish layout) {
        Membership place = new Membership(PLACE.pool(), PLACE.group(), tenant);
        assertThat(story.node.record())
                .isEqualTo(
                        Records.ready(
                                place,
                                layout.entry().map(NodeWish.MigEntry::name),
                                Resources.print(layout.expected())));
        assertThat(Optional.ofNullable(story.node.labels.get(WellKnown.NODE_TENANT_LABEL)))
                .isEqualTo(tenant);
        assertThat(story.node.taints)
                .filteredOn(taint -> taint.key().equals(WellKnown.TENANT_TAINT))
                .extracting(Taint::value)
                .isEqualTo(tenant.stream().toList());
        assertThat(story.node.fenced()).isFalse();
        assertThat(story.look()).isEqualTo(NodeDecision.stands(Standing.VERIFIED));
    }

    private static void assertWaits(NodeDecision waits, String... words) {
        assertThat(waits.standing()).isEqualTo(Standing.WAITING);
        assertThat(waits.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.WAITING_FOR_IDLE);
                            assertThat(finding.message()).contains(words);
                            assertThat(finding.cure()).contains("nothing is evicted");
                        });
    }

    @Test
    void aNodeBecomesATenantsWithItsLayoutInTwoWritesAndItsOwnPodsStay() {
        NodeStory story = serving(SHARED);
        story.node.pod("bank", "train", "nvidia.com/mig-1g.10gb=1").pod("bank-lab", "shell");
        story.wish = BANK;
        story.step();
        assertThat(story.node.fenced()).isTrue();
        assertThat(story.node.record().tenant()).as("not before the look").isEmpty();
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
        assertOf(Optional.of("bank"), story, SHARED);
    }

    @Test
    void aNodeBecomesATenantsWithAnotherLayoutInThreeWritesAndTheCutMakesItTheirs() {
        NodeStory story = serving(SHARED);
        story.node.pod("bank", "shell");
        story.wish = dedicated(OTHER, "bank");
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.CUT, Kind.UNFENCE);
        NodeChange cut = story.writes.get(1);
        assertThat(cut.labels())
                .containsEntry(WellKnown.NODE_TENANT_LABEL, Optional.of("bank"))
                .containsEntry(WellKnown.MIG_CONFIG_LABEL, Optional.of("regalia-h"));
        assertThat(cut.taints().orElseThrow())
                .extracting(taint -> taint.key() + "=" + taint.value())
                .containsExactly(
                        "regalia.dev/pool=paris",
                        "regalia.dev/tenant=bank",
                        "regalia.dev/change=Applying");
        assertOf(Optional.of("bank"), story, OTHER);
    }

    @Test
    void aForeignPodWithoutGpusKeepsTheNodeFromItsTenantUnfenced() {
        for (NodeWish theirs : new NodeWish[] {BANK, dedicated(OTHER, "bank")}) {
            NodeStory story = serving(SHARED);
            story.node.pod("railway", "web").pod("bank", "shell");
            story.wish = theirs;
            assertWaits(story.settle(), "dedicated to tenant 'bank'", "of namespace 'railway'");
            assertThat(story.writes).isEmpty();

            story.node.pods.clear();
            story.settle();
            assertOf(Optional.of("bank"), story, theirs);
        }
    }

    @Test
    void aForeignPodThatOnlyTheLookSeesTakesTheFenceOffAgain() {
        for (NodeWish theirs : new NodeWish[] {BANK, dedicated(OTHER, "bank")}) {
            NodeStory story = serving(SHARED);
            story.wish = theirs;
            story.node.unseen.addAll(h100("x").pod("legacy", "late").pods);
            story.step();
            story.step();
            assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
            assertThat(story.node.record())
                    .isEqualTo(Records.ready(PLACE, Optional.of("regalia-a"), SLICES));
            story.node.pods.addAll(story.node.unseen);
            assertWaits(story.settle(), "'legacy'");
            assertThat(story.writes).hasSize(2);
        }
    }

    @Test
    void theTenantsOwnGpuPodStandsAgainstTheCutOnly() {
        NodeStory story = serving(SHARED);
        story.wish = dedicated(OTHER, "bank");
        story.node.unseen.addAll(h100("x").pod("bank", "p", "nvidia.com/mig-1g.10gb=1").pods);
        story.step();
        story.step();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
        story.wish = BANK;
        story.settle();
        assertOf(Optional.of("bank"), story, SHARED);
    }

    @Test
    void aNodeIsSharedAgainOnceNobodyIsLeft() {
        NodeStory story = serving(BANK);
        story.node.pod("bank", "shell");
        story.wish = SHARED;
        assertWaits(story.settle(), "be shared again", "'bank'");
        story.node.pods.clear();
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
        assertOf(Optional.empty(), story, SHARED);
    }

    @Test
    void aNodePassesFromOneTenantToAnotherOnceTheFirstIsGone() {
        NodeStory story = serving(BANK);
        story.node.pod("bank", "shell");
        story.wish = RAILWAY;
        assertWaits(story.settle(), "tenant 'railway'", "'bank'");
        story.node.pods.clear();
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
        assertOf(Optional.of("railway"), story, SHARED);
    }

    @Test
    void anIdleFreeNodeJoinsAsATenantsWithOnePatchAndIsUnfencedWithAnother() {
        NodeStory story = new NodeStory(h100("n1").pod("bank", "shell"), BANK);
        story.step();
        assertThat(story.writes.getFirst().labels())
                .containsEntry(WellKnown.POOL_LABEL, Optional.of("paris"))
                .containsEntry(WellKnown.NODE_TENANT_LABEL, Optional.of("bank"))
                .containsEntry(WellKnown.MIG_CONFIG_LABEL, Optional.of("regalia-a"));
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.JOIN, Kind.UNFENCE);
        assertOf(Optional.of("bank"), story, SHARED);
    }

    @Test
    void aFreeNodeWithPodsOfOthersDoesNotJoinAsATenants() {
        NodeWish cpu =
                dedicated(
                        new NodeWish(Optional.of(PLACE), Optional.empty(), new TreeMap<>()),
                        "bank");
        NodeStory plain = new NodeStory(new TestNode("cpu").pod("legacy", "web"), cpu);
        NodeStory gpu = new NodeStory(h100("n1").pod("legacy", "train", WHOLE), BANK);
        for (NodeStory story : new NodeStory[] {plain, gpu}) {
            assertWaits(story.settle(), "join, dedicated to tenant 'bank'", "'legacy'");
            assertThat(story.writes).isEmpty();
            story.node.pods.clear();
            story.settle();
            assertThat(story.node.record().tenant()).contains("bank");
            assertThat(story.look().standing()).isEqualTo(Standing.VERIFIED);
        }
    }

    @Test
    void aFreeNodeOnWhichTheTenantRunsJoinsAsTheirsAndIsCutWhenIdle() {
        NodeStory story = new NodeStory(h100("n1").pod("bank", "train", WHOLE), BANK);
        story.settle();
        assertThat(story.node.record().state()).isEqualTo(State.PLANNED);
        assertThat(story.node.record().tenant()).contains("bank");
        story.node.pods.clear();
        story.settle();
        assertOf(Optional.of("bank"), story, SHARED);
    }

    @Test
    void aTenantsNodeLeavesOnceNobodyIsLeftAndKeepsNothingOfOurs() {
        for (boolean cut : new boolean[] {true, false}) {
            TestNode node = cut ? h100("n1") : h100("n1").mig("regalia-a", "success").shows(SLICES);
            NodeStory story = new NodeStory(node, BANK);
            story.settle();
            if (!cut) {
                node.annotations.put(WellKnown.BEFORE_ANNOTATION, "{\"migConfig\":\"regalia-a\"}");
            }
            story.wish = leave();
            node.pod("bank", "shell");
            NodeDecision waits = story.settle();
            assertThat(waits.standing()).isEqualTo(Standing.LEAVING);
            assertThat(waits.findings().getFirst().message()).contains("leave pool", "'bank'");
            node.pods.clear();
            assertThat(story.settle().standing()).isEqualTo(Standing.OUTSIDE);
            assertThat(node.labels)
                    .containsOnlyKeys(WellKnown.MIG_CONFIG_LABEL, WellKnown.MIG_STATE_LABEL);
            assertThat(node.taints).isEmpty();
            assertThat(node.annotations).isEmpty();
        }
    }

    @Test
    void aNodeThatServesOthersGrantsWaitsForItsTurn() {
        NodeStory story = serving(SHARED);
        story.wish = BANK;
        story.mayCut = false;
        NodeDecision waits = story.settle();
        assertThat(waits.standing()).isEqualTo(Standing.WAITING);
        assertThat(waits.findings().getFirst().reason()).isEqualTo(Reason.REPARTITIONING);
        assertThat(story.writes).isEmpty();
    }

    @Test
    void aSuspendedPoolGivesNoNodeToATenant() {
        NodeStory story = serving(SHARED);
        story.wish = BANK;
        story.step();
        story.mayBegin = false;
        story.settle();
        assertThat(story.kinds()).containsExactly(Kind.FENCE, Kind.UNFENCE);
        assertThat(story.node.record().tenant()).isEmpty();
        story.mayBegin = true;
        story.settle();
        assertOf(Optional.of("bank"), story, SHARED);
    }

    @Test
    void aProcessThatEndsAfterAnyWriteIsFinishedByTheNext() {
        NodeWish[] ways = {BANK, dedicated(OTHER, "bank"), RAILWAY, SHARED, OTHER};
        for (NodeWish from : ways) {
            for (NodeWish way : ways) {
                for (int steps = 0; steps < 7; steps++) {
                    NodeStory story = serving(from);
                    story.wish = dedicated(OTHER, "railway");
                    for (int i = 0; i < steps; i++) {
                        story.step();
                    }
                    story.memory = Memory.empty();
                    story.wish = way;
                    story.settle();
                    assertOf(way.membership().flatMap(Membership::tenant), story, way);
                }
            }
        }
    }
}
