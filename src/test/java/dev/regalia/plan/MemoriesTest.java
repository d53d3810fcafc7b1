package dev.regalia.plan;

import static dev.regalia.plan.TestNode.NOW;
import static dev.regalia.plan.TestNode.PLACE;
import static dev.regalia.plan.TestNode.SLICES;
import static dev.regalia.plan.TestNode.TIMES;
import static dev.regalia.plan.TestNode.h100;
import static dev.regalia.plan.TestNode.ready;
import static dev.regalia.plan.TestNode.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ClusterSnapshot.Served;
import dev.regalia.plan.Memory.Dip;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MemoriesTest {

    private static final String SOME = "nvidia.com/mig-1g.10gb=49";
    private static final String FEW = "nvidia.com/mig-1g.10gb=7";

    private Memory memory = Memory.empty();

    private void look(Instant at, TestNode... nodes) {
        List<NodeFacts> facts = List.of(nodes).stream().map(TestNode::facts).toList();
        memory = Memories.observe(memory, NodeStory.snapshot(facts, at), TIMES);
    }

    private static Instant after(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    @Test
    void aDropOfAllocatableIsADipUntilItIsBack() {
        TestNode node = ready("a", "regalia-a", SLICES);
        look(NOW, node);
        assertThat(memory.dips()).isEmpty();
        look(after(10), node.shows(FEW));
        look(after(20), node.shows(SOME));
        assertThat(memory.dips())
                .containsExactly(Map.entry("a", new Dip(resources(SLICES), after(10))));
        look(after(30), node.shows(SLICES));
        assertThat(memory.dips()).isEmpty();
    }

    @Test
    void aDipThatLastsIsAbsorbedAndTheNextDropIsADipOfItsOwn() {
        TestNode node = ready("a", "regalia-a", SLICES);
        look(NOW, node);
        look(after(10), node.shows(SOME));
        look(after(70), node);
        assertThat(memory.dips()).isEmpty();
        look(after(80), node.shows(FEW));
        assertThat(memory.dips())
                .containsExactly(Map.entry("a", new Dip(resources(SOME), after(80))));
    }

    @Test
    void aNodeThatIsDeletedOrBeingCutHasNoDip() {
        TestNode node = ready("a", "regalia-a", SLICES);
        look(NOW, node);
        look(after(1));
        assertThat(memory).isEqualTo(Memory.empty());

        look(after(2), node);
        MigRequest request = new MigRequest("regalia-h", Optional.of(NOW), TestNode.HALVES);
        node.taints.clear();
        node.ours(Records.applying(PLACE, Optional.of("regalia-a"), request, after(600)));
        look(after(3), node.shows(""));
        assertThat(memory.dips()).isEmpty();
        assertThat(memory.lastAllocatable()).isEmpty();
    }

    @Test
    void successIsCountedFromWhenItWasSeenForTheValueThatStands() {
        TestNode node = h100("a");
        look(NOW, node);
        look(after(10), node);
        assertThat(Memories.successSince(memory, node.facts())).contains(NOW);
        node.mig("regalia-a", "success");
        assertThat(Memories.successSince(memory, node.facts())).isEmpty();
        look(after(20), node);
        assertThat(Memories.successSince(memory, node.facts())).contains(after(20));
        look(after(30), node.mig("regalia-a", "pending"));
        assertThat(Memories.successSince(memory, node.facts())).isEmpty();
    }

    @Test
    void missingOwnersAreThoseThatSomethingNames() {
        NamespaceFacts namespace =
                new NamespaceFacts(
                        "bank-risk",
                        "u",
                        false,
                        new TreeMap<>(
                                Map.of(
                                        WellKnown.TENANT_LABEL,
                                        "bank",
                                        WellKnown.NAMESPACE_POOL_LABEL,
                                        "lyon")),
                        new TreeMap<>(Map.of(WellKnown.TENANT_UID_ANNOTATION, "uid-bank")),
                        Optional.empty(),
                        0);
        ClusterSnapshot plain =
                NodeStory.snapshot(List.of(ready("a", "regalia-a", SLICES).facts()), NOW);
        ClusterSnapshot looked =
                new ClusterSnapshot(
                        NOW,
                        new Served(false, false),
                        List.of(),
                        List.of(),
                        plain.nodes(),
                        List.of(namespace),
                        plain.migConfig(),
                        plain.stack(),
                        new TreeSet<>(),
                        Memory.empty());
        memory = Memories.observe(memory, looked, TIMES);
        assertThat(memory.missingSince())
                .containsOnlyKeys(
                        "SovereignPool.lyon", "SovereignPool.paris", "SovereignTenant.bank");
        look(after(10), ready("a", "regalia-a", SLICES));
        assertThat(memory.missingSince()).containsExactly(Map.entry("SovereignPool.paris", NOW));
        look(after(20), h100("a"));
        assertThat(memory.missingSince()).isEmpty();
    }

    @Test
    void anEntryIsUnusedWhenNoLabelAndNoRecordNamesIt() {
        TreeMap<String, Instant> entries = new TreeMap<>();
        for (String name :
                List.of("all-disabled", "regalia-a", "regalia-h", "regalia-old", "regalia-x")) {
            entries.put(name, NOW);
        }
        ChangeRecord record =
                Records.applying(
                        PLACE,
                        Optional.of("regalia-h"),
                        new MigRequest("regalia-x", Optional.of(NOW), ""),
                        NOW);
        TestNode node = h100("a").mig("regalia-a", "success").ours(record);
        ClusterSnapshot plain = NodeStory.snapshot(List.of(node.facts()), NOW);
        ClusterSnapshot looked =
                new ClusterSnapshot(
                        NOW,
                        plain.served(),
                        plain.pools(),
                        plain.tenants(),
                        plain.nodes(),
                        plain.namespaces(),
                        new MigConfigFacts(true, "", new TreeMap<>(), entries, Optional.empty()),
                        plain.stack(),
                        plain.confirmations(),
                        Memory.empty());
        memory = Memories.observe(memory, looked, TIMES);
        assertThat(memory.unusedSince()).containsExactly(Map.entry("regalia-old", NOW));
    }

    @Test
    void threeMendsWithinTheWindowAreTooManyUntilThePoolChanges() {
        memory = Memories.mended(memory, "a", NOW, 1, TIMES);
        memory = Memories.mended(memory, "a", after(601), 1, TIMES);
        memory = Memories.mended(memory, "a", after(700), 1, TIMES);
        assertThat(Memories.mendStopped(memory, "a", 1)).isFalse();
        memory = Memories.mended(memory, "a", after(800), 1, TIMES);
        assertThat(Memories.mendStopped(memory, "a", 1)).isTrue();
        assertThat(Memories.mendStopped(memory, "b", 1)).isFalse();
        assertThat(Memories.mendStopped(memory, "a", 2)).isFalse();

        look(after(900), ready("a", "regalia-a", SLICES));
        assertThat(Memories.mendStopped(memory, "a", 1)).isTrue();
        memory = Memories.mended(memory, "a", after(901), 2, TIMES);
        assertThat(memory.mends())
                .hasEntrySatisfying("a", it -> assertThat(it.times()).containsExactly(after(901)));
        assertThat(Memories.mendStopped(memory, "a", 2)).isFalse();
    }
}
