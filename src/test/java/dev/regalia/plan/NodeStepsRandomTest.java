package dev.regalia.plan;

import static dev.regalia.plan.TestNode.HALVES;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.dedicated;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.leave;
import static dev.regalia.plan.TestNode.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.FakeMigManager.Mood;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeFacts.Taint;
import dev.regalia.plan.NodeWish.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Anything may happen to a node, in any order. Every write keeps the promises that [TestNode]
/// checks, and once the world is quiet and repaired the node comes to rest as it is wished.
class NodeStepsRandomTest {

    private static final int STORIES = 1_000;
    private static final int EVENTS = 60;
    private static final List<Mood> MOODS = List.of(Mood.values());

    private static final NodeWish WISH = wish("regalia-a", SLICES);
    private static final NodeWish OTHER = wish("regalia-h", HALVES);
    private static final NodeWish WHOLE = wish(WellKnown.ALL_DISABLED, TestNode.WHOLE);
    private static final List<NodeWish> DEDICATED =
            List.of(
                    dedicated(WISH, "bank"),
                    dedicated(OTHER, "bank"),
                    dedicated(WISH, "railway"),
                    dedicated(WHOLE, "railway"));

    @Test
    void whateverHappensTheNodeComesToRestAsItIsWished() {
        for (int seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            NodeStory story = new NodeStory(h100("n1"), WISH);
            story.manager
                    .knows("all-disabled-b", TestNode.WHOLE)
                    .knows("regalia-old", "nvidia.com/mig-7g.80gb=8");
            try {
                for (int i = 0; i < EVENTS; i++) {
                    event(story, random);
                    if (random.nextInt(3) > 0) {
                        story.step();
                    }
                }
                repair(story, random);
                story.settle();
                assertAtRest(story);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", writes " + last(story), e);
            }
        }
    }

    private static String last(NodeStory story) {
        return story.writes.stream()
                .map(it -> "\n  " + it.kind() + " " + it.labels() + it.annotations() + it.because())
                .skip(Math.max(0, story.writes.size() - 12))
                .collect(Collectors.joining());
    }

    private static void event(NodeStory story, Random random) {
        TestNode node = story.node;
        switch (random.nextInt(22)) {
            case 0 -> story.wish = WISH;
            case 1 -> story.wish = OTHER;
            case 2 -> story.wish = WHOLE;
            case 3 -> story.wish = leave();
            case 4, 5 -> bind(node, random);
            case 6 -> node.pods.clear();
            case 7 -> node.labels.remove(WellKnown.POOL_LABEL);
            case 8 -> node.annotations.remove(WellKnown.CHANGE_ANNOTATION);
            case 9 -> node.taints.removeIf(taint -> taint.key().startsWith("regalia.dev/"));
            case 10 -> node.labels.put(WellKnown.MIG_CONFIG_LABEL, handMade(random));
            case 11 -> node.labels.remove(WellKnown.MIG_STATE_LABEL);
            case 12 -> story.manager.mood = MOODS.get(random.nextInt(MOODS.size()));
            case 13 -> story.memory = Memory.empty();
            case 14 -> story.mayBegin = random.nextBoolean();
            case 15 -> story.now = story.now.plus(Duration.ofSeconds(random.nextInt(900)));
            case 16, 17, 18 -> story.wish = anyOf(DEDICATED, random);
            case 19 -> node.labels.remove(WellKnown.NODE_TENANT_LABEL);
            case 20 -> node.labels.replace(WellKnown.NODE_TENANT_LABEL, "railway");
            default -> node.taint("example.org/t" + random.nextInt(9), "v" + node.taints.size());
        }
        story.mayMend = story.mayBegin || random.nextBoolean();
        story.mayCut = random.nextInt(4) > 0;
        node.version++;
    }

    private static String handMade(Random random) {
        return anyOf(List.of("all-disabled", "all-1g.10gb", "regalia-a", "regalia-old"), random);
    }

    private static <T> T anyOf(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /// A pod comes, with a GPU or without, where no fence and no tenant's taint keeps it out; for a
    /// while only a consistent list shows it.
    private static void bind(TestNode node, Random random) {
        String namespace = anyOf(List.of("bank", "bank-lab", "railway", "legacy"), random);
        boolean mayCome =
                node.taints.stream()
                        .filter(taint -> taint.key().equals(WellKnown.TENANT_TAINT))
                        .allMatch(taint -> TestNode.namespaces(taint.value()).contains(namespace));
        if (node.unseen.isEmpty() && !node.fenced() && mayCome) {
            boolean cpu = node.allocatable.isEmpty() || random.nextBoolean();
            String holds = cpu ? "" : node.allocatable.firstKey() + "=1";
            (random.nextBoolean() ? node.pods : node.unseen)
                    .add(h100("x").pod(namespace, "p" + random.nextInt(99), holds).pods.getFirst());
        } else {
            node.pods.addAll(node.unseen);
            node.unseen.clear();
        }
    }

    private static void repair(NodeStory story, Random random) {
        story.wish =
                switch (random.nextInt(4)) {
                    case 0 -> leave();
                    case 1 -> WISH;
                    case 2 -> OTHER;
                    default -> anyOf(DEDICATED, random);
                };
        story.node.pods.clear();
        story.node.unseen.clear();
        story.manager.mood = Mood.WORKS;
        story.manager.restart();
        story.mayBegin = true;
        story.mayCut = true;
        story.mayMend = true;
        story.generation++;
        story.node.version++;
    }

    private static void assertAtRest(NodeStory story) {
        TestNode node = story.node;
        List<String> ours =
                node.taints.stream()
                        .map(Taint::key)
                        .filter(key -> key.startsWith("regalia.dev/"))
                        .toList();
        if (story.wish.membership().isPresent()) {
            assertThat(story.look().standing()).isEqualTo(Standing.VERIFIED);
            assertThat(node.record().state()).isEqualTo(State.READY);
            assertThat(node.allocatable).isEqualTo(story.wish.expected());
            Optional<String> tenant = story.wish.membership().flatMap(Membership::tenant);
            assertThat(ours)
                    .containsExactlyInAnyOrderElementsOf(
                            tenant.isPresent()
                                    ? List.of(WellKnown.POOL_TAINT, WellKnown.TENANT_TAINT)
                                    : List.of(WellKnown.POOL_TAINT));
            assertThat(node.labels).containsEntry(WellKnown.POOL_LABEL, "paris");
            assertThat(node.record().tenant()).isEqualTo(tenant);
            assertThat(Optional.ofNullable(node.labels.get(WellKnown.NODE_TENANT_LABEL)))
                    .isEqualTo(tenant);
        } else {
            assertThat(story.look().standing()).isEqualTo(Standing.OUTSIDE);
            assertThat(Optional.ofNullable(node.labels.get(WellKnown.POOL_LABEL))).isEmpty();
        }
    }
}
