package dev.regalia.plan;

import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.NOW;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.TIMES;
import static dev.regalia.plan.TestNode.WHOLE;
import static dev.regalia.plan.TestNode.dedicated;
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
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.NodeWish.MigEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Single decisions about keys of ours that somebody changed, and about what is said of a node.
class NodeKeysTest {

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

    private static TestNode ofBank() {
        Membership place = new Membership("paris", "slices", Optional.of("bank"));
        return h100("n")
                .mig("regalia-a", "success")
                .shows(SLICES)
                .ours(Records.ready(place, Optional.of("regalia-a"), SLICES));
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
    void keysAreMendedFromTheAnnotation() {
        TestNode node = ready("n", "regalia-a", SLICES);
        node.labels.put(WellKnown.POOL_LABEL, "lyon");
        node.labels.remove(WellKnown.NODE_GROUP_LABEL);
        node.taints.clear();
        node.taint(WellKnown.CHANGE_TAINT, "Applying");
        NodeDecision mend = node.decide(WISH);
        assertThat(kind(mend)).isEqualTo(Kind.MEND);
        node.apply(mend.change().orElseThrow());
        assertThat(node.decide(WISH)).isEqualTo(NodeDecision.stands(Standing.VERIFIED));
        assertThat(node.fenced()).isFalse();
    }

    @Test
    void withoutAnnotationTheRecordIsRebuiltFromTheLabels() {
        TestNode node = ready("n", "regalia-a", SLICES);
        ChangeRecord had = node.record();
        node.annotations.put(WellKnown.CHANGE_ANNOTATION, "{broken");
        node.annotations.remove(WellKnown.BEFORE_ANNOTATION);
        node.apply(node.decide(WISH).change().orElseThrow());
        assertThat(node.record()).isEqualTo(had);
        assertThat(node.annotations).containsEntry(WellKnown.BEFORE_ANNOTATION, "{}");

        TestNode cut = applying("pending", WHOLE);
        cut.annotations.clear();
        cut.apply(cut.decide(WISH).change().orElseThrow());
        assertThat(cut.record().state()).isEqualTo(ChangeRecord.State.APPLYING);
        assertThat(cut.record().layout()).isEqualTo(SLICES);
        assertThat(cut.record().deadline()).contains(NOW.plus(TIMES.applyDeadline()));
    }

    @Test
    void aTenantsKeysArePutBackFromTheAnnotation() {
        TestNode node = ofBank().pod("legacy", "intruder");
        node.labels.put(WellKnown.NODE_TENANT_LABEL, "railway");
        node.taints.removeIf(taint -> taint.key().equals(WellKnown.TENANT_TAINT));
        NodeDecision mend = node.decide(dedicated(WISH, "bank"));
        assertThat(kind(mend)).isEqualTo(Kind.MEND);
        node.apply(mend.change().orElseThrow());
        assertThat(node.labels).containsEntry(WellKnown.NODE_TENANT_LABEL, "bank");
        assertThat(node.taints).extracting(Taint::value).containsExactlyInAnyOrder("paris", "bank");
        assertThat(node.decide(dedicated(WISH, "bank")))
                .isEqualTo(NodeDecision.stands(Standing.VERIFIED));
    }

    @Test
    void aTenantThatOnlySomebodyElseWroteIsTakenAway() {
        TestNode node = ready("n", "regalia-a", SLICES);
        node.labels.put(WellKnown.NODE_TENANT_LABEL, "bank");
        node.taint(WellKnown.TENANT_TAINT, "bank");
        node.apply(node.decide(WISH).change().orElseThrow());
        assertThat(node.labels).doesNotContainKey(WellKnown.NODE_TENANT_LABEL);
        assertThat(node.taints).extracting(Taint::key).containsExactly(WellKnown.POOL_TAINT);
    }

    @Test
    void withoutAnnotationATenantsNodeIsKnownByItsLabelAndThenByItsTaint() {
        for (boolean label : new boolean[] {true, false}) {
            TestNode node = ofBank();
            ChangeRecord had = node.record();
            node.annotations.clear();
            if (!label) {
                node.labels.remove(WellKnown.NODE_TENANT_LABEL);
            }
            node.apply(node.decide(WISH).change().orElseThrow());
            assertThat(node.record()).isEqualTo(had);
            assertThat(node.labels).containsEntry(WellKnown.NODE_TENANT_LABEL, "bank");
            assertThat(kind(node.decide(WISH)))
                    .as("and is then to be shared")
                    .isEqualTo(Kind.FENCE);
        }
    }

    @Test
    void anotherGroupLeavesATenantsNodeTheirs() {
        TestNode node = ofBank().pod("bank", "p", SLICES);
        NodeWish moved =
                new NodeWish(
                        Optional.of(new Membership("paris", "more-slices", Optional.of("bank"))),
                        Optional.of(entry("regalia-a")),
                        resources(SLICES));
        node.apply(node.decide(moved).change().orElseThrow());
        assertThat(node.record().group()).isEqualTo("more-slices");
        assertThat(node.record().tenant()).contains("bank");
    }

    @Test
    void nothingIsMendedWhileSuspendedOrAfterTooManyTimes() {
        TestNode node = ready("n", "regalia-a", SLICES);
        node.taints.clear();
        NodeOrder suspended =
                new NodeOrder(WISH, false, false, false, false, false, Optional.empty());
        assertThat(node.decide(suspended).change()).isEmpty();
        NodeOrder stopped = new NodeOrder(WISH, true, true, true, false, true, Optional.empty());
        NodeDecision given = node.decide(stopped);
        assertThat(given.change()).isEmpty();
        assertThat(reason(given)).isEqualTo(Reason.KEYS_OVERWRITTEN);
        assertThat(given.findings().getFirst().message()).contains("kubectl-edit");
        NodeOrder stackWrong =
                new NodeOrder(WISH, false, false, true, false, false, Optional.empty());
        assertThat(kind(node.decide(stackWrong))).isEqualTo(Kind.MEND);
    }

    @Test
    void anotherGroupOfThePoolIsALabelOnly() {
        NodeWish moved =
                new NodeWish(
                        Optional.of(new Membership("paris", "more-slices")),
                        Optional.of(entry("regalia-a")),
                        resources(SLICES));
        TestNode node = ready("n", "regalia-a", SLICES).pod("bank", "p", SLICES);
        NodeDecision relabel = node.decide(moved);
        assertThat(kind(relabel)).isEqualTo(Kind.RELABEL);
        node.apply(relabel.change().orElseThrow());
        assertThat(node.decide(moved)).isEqualTo(NodeDecision.stands(Standing.VERIFIED));
    }

    @Test
    void everyMessageIsWrittenForPeople() {
        TestNode busy = ready("n", "regalia-a", SLICES).pod("bank", "p", SLICES);
        assertThat(
                        new NodeDecision[] {
                            busy.decide(OTHER),
                            busy.decide(leave()),
                            busy.decide(dedicated(WISH, "railway")),
                            h100("n").pod("bank", "p").decide(dedicated(WISH, "railway")),
                            ready("n", "regalia-a", SLICES)
                                    .decide(TestNode.withoutCut(order(OTHER))),
                            applying("failed", "").decide(WISH),
                            h100("n").mig("x", "pending").decide(WISH),
                            h100("n").decide(usableFrom(Optional.empty(), Optional.empty())),
                        })
                .allSatisfy(
                        decision ->
                                assertThat(decision.findings().getFirst().sentence())
                                        .contains("'n'")
                                        .doesNotContain("should", "<", ">", "Optional"));
    }

    @Test
    void aCpuNodeThatShowsGpusIsNotVerified() {
        NodeWish cpu = new NodeWish(Optional.of(PLACE), Optional.empty(), new TreeMap<>());
        TestNode node = new TestNode("n").shows("nvidia.com/gpu=1");
        node.ours(Records.ready(PLACE, Optional.empty(), ""));
        assertThat(node.decide(cpu).standing()).isEqualTo(Standing.DEGRADED);
    }
}
