package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.ClusterSnapshot.Served;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeDecision.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// One node over time: looks, decides, writes, and lets mig-manager work, again and again.
final class NodeStory {

    static final NodeWish WISH = TestNode.wish("regalia-a", TestNode.SLICES);
    static final NodeWish OTHER = TestNode.wish("regalia-h", TestNode.HALVES);

    private static final Duration TICK = Duration.ofSeconds(20);
    private static final int QUIET_TICKS = 60;
    private static final int PATIENCE = 600;

    final TestNode node;
    final FakeMigManager manager;
    final List<NodeChange> writes = new ArrayList<>();
    NodeWish wish;
    boolean mayBegin = true;
    boolean mayCut = true;
    boolean mayMend = true;
    boolean frozen;
    long generation = 1;
    Instant now = TestNode.NOW;
    Memory memory = Memory.empty();

    NodeStory(TestNode node, NodeWish wish) {
        this.node = node;
        this.wish = wish;
        manager =
                new FakeMigManager(node)
                        .knows("regalia-a", TestNode.SLICES)
                        .knows("regalia-a-b", TestNode.SLICES)
                        .knows("regalia-h", TestNode.HALVES)
                        .knows("regalia-h-b", TestNode.HALVES);
    }

    /// One that has joined and serves as it is wished, with nothing written since.
    static NodeStory joined() {
        NodeStory story = new NodeStory(TestNode.h100("n1"), WISH);
        assertThat(story.settle().standing()).isEqualTo(Standing.VERIFIED);
        story.writes.clear();
        return story;
    }

    void assertReady(String entry, String layout) {
        assertThat(node.record())
                .isEqualTo(Records.ready(TestNode.PLACE, Optional.of(entry), layout));
        assertThat(node.fenced()).isFalse();
        assertThat(Resources.print(node.allocatable)).isEqualTo(layout);
        assertThat(look().standing()).isEqualTo(Standing.VERIFIED);
    }

    NodeDecision look() {
        memory = Memories.observe(memory, snapshot(List.of(node.facts()), now), TestNode.TIMES);
        NodeOrder order =
                new NodeOrder(
                        wish,
                        mayBegin,
                        mayCut,
                        mayMend,
                        frozen,
                        Memories.mendStopped(memory, node.name, generation),
                        Memories.successSince(memory, node.facts()),
                        TestNode.namespaces(wish));
        return NodeSteps.decide(node.facts(), order, now, TestNode.TIMES);
    }

    static ClusterSnapshot snapshot(List<NodeFacts> nodes, Instant now) {
        return new ClusterSnapshot(
                now,
                new Served(true, true),
                List.of(),
                List.of(),
                nodes,
                List.of(),
                MigConfigFacts.none(),
                new StackFacts(Optional.empty(), List.of()),
                new TreeSet<>(),
                Memory.empty());
    }

    NodeDecision step() {
        NodeDecision decision = look();
        decision.change().ifPresent(this::write);
        manager.tick();
        now = now.plus(TICK);
        return decision;
    }

    void write(NodeChange change) {
        node.apply(change);
        writes.add(change);
        if (change.kind() == Kind.MEND) {
            memory = Memories.mended(memory, node.name, now, generation, TestNode.TIMES);
        }
    }

    /// Goes on until nothing has been written for longer than any deadline.
    NodeDecision settle() {
        int quiet = 0;
        for (int i = 0; i < PATIENCE; i++) {
            NodeDecision decision = step();
            quiet = decision.change().isPresent() ? 0 : quiet + 1;
            if (quiet >= QUIET_TICKS) {
                return decision;
            }
        }
        assertThat(writes).as("does not settle").isEmpty();
        throw new AssertionError("does not settle");
    }

    List<Kind> kinds() {
        return writes.stream().map(NodeChange::kind).toList();
    }
}
