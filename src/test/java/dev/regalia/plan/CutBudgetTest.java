package dev.regalia.plan;

import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.NOW;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.TIMES;
import static dev.regalia.plan.TestNode.dedicated;
import static dev.regalia.plan.TestNode.leave;
import static dev.regalia.plan.TestNode.order;
import static dev.regalia.plan.TestNode.ready;
import static dev.regalia.plan.TestNode.wish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CutBudgetTest {

    private static final NodeWish SAME = wish("regalia-a", SLICES);
    private static final NodeWish OTHER = wish("regalia-h", HALVES);

    private final List<TestNode> nodes = new ArrayList<>();
    private final SortedMap<String, NodeOrder> orders = new TreeMap<>();

    private TestNode add(TestNode node, NodeWish wish) {
        nodes.add(node);
        orders.put(node.name, order(wish));
        return node;
    }

    private TestNode serving(int number, NodeWish wish) {
        return add(ready("n%02d".formatted(number), "regalia-a", SLICES), wish);
    }

    private SortedSet<String> candidates() {
        CutBudget budget = new CutBudget(NOW, TIMES);
        for (TestNode node : nodes) {
            NodeOrder order = Objects.requireNonNull(orders.get(node.name));
            budget.add(node.facts(), order, node.decide(TestNode.withoutCut(order)));
        }
        return budget.candidates(
                (some, room) ->
                        some.stream()
                                .map(NodeFacts::name)
                                .limit(room)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aTenthOfTheGroupRoundedDownByNameIdleOnesOnly() {
        for (int i = 0; i < 29; i++) {
            serving(i, OTHER);
        }
        nodes.get(0).pod("bank", "p", SLICES);
        nodes.get(2).pod("bank", "p", SLICES);
        assertThat(candidates()).containsExactly("n01", "n03");
    }

    @Test
    void aNodeThatIsToBecomeATenantsStopsServingOthersLikeOneThatIsCut() {
        serving(1, dedicated(SAME, "bank"));
        serving(2, dedicated(SAME, "bank"));
        serving(3, SAME);
        assertThat(candidates()).containsExactly("n01");
    }

    @Test
    void aSmallGroupMayCutOneNode() {
        serving(1, OTHER);
        serving(2, OTHER);
        assertThat(candidates()).containsExactly("n01");
    }

    @Test
    void nodesThatAreAsWishedAreNoCandidates() {
        serving(1, SAME);
        serving(2, OTHER);
        assertThat(candidates()).containsExactly("n02");
    }

    @Test
    void aCutUnderWayHoldsASlotAndAFailedOneDoesNot() {
        serving(1, OTHER);
        TestNode cut = add(new TestNode("n02").mig("regalia-h", "pending"), OTHER);
        MigRequest request = new MigRequest("regalia-h", Optional.of(NOW), HALVES);
        cut.ours(Records.applying(PLACE, Optional.of("regalia-a"), request, NOW.plusSeconds(60)));
        assertThat(candidates()).isEmpty();
        cut.mig("regalia-h", "failed");
        assertThat(candidates()).containsExactly("n01");
    }

    @Test
    void aFencedNodeThatServedHoldsASlotAndAJoiningOneDoesNot() {
        serving(1, OTHER);
        MigRequest request = new MigRequest("regalia-h", Optional.of(NOW), HALVES);
        ChangeRecord resting = Records.ready(PLACE, Optional.of("regalia-a"), SLICES);
        TestNode fenced = add(new TestNode("n02").mig("regalia-a", "success"), OTHER);
        fenced.ours(Records.fenced(resting, request));
        assertThat(candidates()).isEmpty();
        fenced.taints.clear();
        fenced.ours(Records.fenced(Records.planned(PLACE, Optional.empty()), request));
        assertThat(candidates()).containsExactly("n01");
    }

    @Test
    void leavingWithACutIsACutAndLeavingWithoutIsNot() {
        serving(1, leave());
        serving(2, leave());
        NodeWish cpu = new NodeWish(Optional.of(PLACE), Optional.empty(), new TreeMap<>());
        for (String name : List.of("c1", "c2", "c3")) {
            TestNode node = add(new TestNode(name), cpu);
            node.ours(Records.ready(PLACE, Optional.empty(), ""));
            orders.put(name, order(leave()));
        }
        assertThat(candidates()).containsExactly("c1", "c2", "c3", "n01");
    }

    @Test
    void nothingIsACandidateWithoutLeaveOrWhileFrozen() {
        serving(1, OTHER);
        orders.put("n01", order(OTHER).withoutBeginning());
        assertThat(candidates()).isEmpty();
        orders.put("n01", new NodeOrder(OTHER, true, true, true, true, false, Optional.empty()));
        assertThat(candidates()).isEmpty();
    }
}
