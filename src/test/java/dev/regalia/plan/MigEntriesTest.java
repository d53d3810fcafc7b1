package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.NOW;
import static dev.regalia.fixtures.Fixtures.aGroup;
import static dev.regalia.fixtures.Fixtures.aPool;
import static dev.regalia.fixtures.Fixtures.catalog;
import static dev.regalia.fixtures.Fixtures.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.GroupBuilder;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigConfigEntry.Devices;
import dev.regalia.plan.MigEntries.Cut;
import dev.regalia.plan.NodeWish.MigEntry;
import dev.regalia.plan.PoolRequest.Accepted;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MigEntriesTest {

    private static final GroupBuilder MIXED =
            aGroup("g").layout(2, Map.of("1g", 7)).layout(3, Map.of("3g", 1, "1g+me", 1));

    @Test
    void layoutsTakeGpusInOrderAndTheRestStaysWhole() {
        Cut cut = cut(MIXED, 8);

        assertThat(content(cut))
                .containsExactly(
                        on(List.of(0, 1), Map.of("1g.10gb", 7)),
                        on(List.of(2, 3, 4), Map.of("3g.40gb", 1, "1g.10gb+me", 1)),
                        new MigConfigEntry(
                                List.of(),
                                new Devices.Indexes(List.of(5, 6, 7)),
                                false,
                                new TreeMap<>()));
        assertThat(cut.expected())
                .isEqualTo(
                        counts(
                                Map.of(
                                        "gpu", 3,
                                        "mig-1g.10gb", 14,
                                        "mig-3g.40gb", 3,
                                        "mig-1g.10gb.me", 3)));
    }

    @Test
    void nothingIsSaidOfARestThatIsNotThere() {
        assertThat(content(cut(MIXED, 5))).hasSize(2);
        assertThat(cut(MIXED, 5).expected()).doesNotContainKey(WellKnown.GPU_RESOURCE);
    }

    @Test
    void aUniformLayoutIsForAllGpusWhateverTheirNumber() {
        GroupBuilder uniform =
                aGroup("g").layout(2, Map.of("1g", 7)).layout(6, Map.of("1g.10gb", 7));

        assertThat(content(cut(uniform, 8)))
                .containsExactly(
                        new MigConfigEntry(
                                List.of(),
                                new Devices.All(),
                                true,
                                new TreeMap<>(Map.of("1g.10gb", 7))));
        assertThat(name(cut(uniform, 8)))
                .isEqualTo(name(cut(aGroup("h").layout(4, Map.of("1g", 7)), 4)));
        assertThat(cut(uniform, 8).expected()).isEqualTo(counts(Map.of("mig-1g.10gb", 56)));
    }

    @Test
    void equalLayoutsApartShareAnEntry() {
        GroupBuilder apart =
                aGroup("g")
                        .layout(1, Map.of("1g", 7))
                        .layout(1, Map.of("3g", 2))
                        .layout(1, Map.of("1g", 7));

        assertThat(content(cut(apart, 3)))
                .containsExactly(
                        on(List.of(0, 2), Map.of("1g.10gb", 7)),
                        on(List.of(1), Map.of("3g.40gb", 2)));
    }

    @Test
    void aNameFollowsTheContentAndNothingElse() {
        String name = name(cut(MIXED, 8));

        assertThat(name).matches("regalia-[0-9a-f]{12}");
        assertThat(name(cut(aGroup("other").layout(8, Map.of("7g", 1)), 8))).isNotEqualTo(name);
        assertThat(name(cut(MIXED, 7))).isNotEqualTo(name);
        assertThat(
                        name(
                                cut(
                                        aGroup("renamed")
                                                .countPerNode(8)
                                                .max(3)
                                                .layout(2, Map.of("1g.10gb", 7))
                                                .layout(3, Map.of("1g+me", 1, "3g", 1)),
                                        8)))
                .isEqualTo(name);
    }

    @Test
    void aTwinHasTheSameContent() {
        Cut cut = cut(MIXED, 8);
        MigEntry entry = cut.entry().orElseThrow();

        assertThat(entry.twin()).isEqualTo(entry.name() + "-b");
        assertThat(cut.contents()).containsOnlyKeys(entry.name(), entry.twin());
        assertThat(cut.contents().get(entry.twin())).isEqualTo(cut.contents().get(entry.name()));
    }

    @Test
    void withoutLayoutsMigIsOffByTheStockName() {
        Cut cut = cut(aGroup("whole"), 8);
        MigEntry entry = cut.entry().orElseThrow();

        assertThat(entry.name()).isEqualTo("all-disabled");
        assertThat(entry.twin()).matches("regalia-[0-9a-f]{12}");
        assertThat(cut.contents().get(entry.twin()))
                .containsExactly(
                        new MigConfigEntry(List.of(), new Devices.All(), false, new TreeMap<>()));
        assertThat(cut.expected()).isEqualTo(counts(Map.of("gpu", 8)));
        assertThat(cut(aGroup("whole"), 4).entry()).isEqualTo(cut.entry());
    }

    @Test
    void migPlaysNoPartWhereNothingCanBeCut() {
        Cut incapable = World.ENTRIES.cut(request(aGroup("whole")), 4, false);
        Cut cpu = World.ENTRIES.cut(request(aGroup("cpu").cpu()), 0, false);

        assertThat(incapable.entry()).isEmpty();
        assertThat(incapable.contents()).isEmpty();
        assertThat(incapable.expected()).isEqualTo(counts(Map.of("gpu", 4)));
        assertThat(cpu.entry()).isEmpty();
        assertThat(cpu.expected()).isEmpty();
    }

    @Test
    void anEntryIsUsableOnceKubeletsHaveHadTimeToMountIt() {
        String name = name(cut(MIXED, 8));
        MigConfigFacts facts =
                new MigConfigFacts(
                        true,
                        "",
                        new TreeMap<>(),
                        new TreeMap<>(Map.of(name, NOW)),
                        Optional.empty());
        MigEntries entries = new MigEntries(facts, Duration.ofSeconds(90));

        MigEntry entry = entries.cut(request(MIXED), 8, true).entry().orElseThrow();

        assertThat(entry.usableFrom()).contains(NOW.plusSeconds(90));
        assertThat(entry.twinUsableFrom()).isEmpty();
    }

    @Test
    void eitherNameLeadsBackToTheEntry() {
        MigEntry disabled = cut(aGroup("whole"), 8).entry().orElseThrow();
        MigEntry mixed = cut(MIXED, 8).entry().orElseThrow();

        for (MigEntry entry : List.of(disabled, mixed)) {
            assertThat(World.ENTRIES.named(entry.name())).isEqualTo(entry);
            assertThat(World.ENTRIES.named(entry.twin())).isEqualTo(entry);
        }
    }

    private static MigConfigEntry on(List<Integer> devices, Map<String, Integer> counts) {
        return new MigConfigEntry(
                List.of(), new Devices.Indexes(devices), true, new TreeMap<>(counts));
    }

    private static Cut cut(GroupBuilder group, int gpus) {
        return World.ENTRIES.cut(request(group), gpus, true);
    }

    private static String name(Cut cut) {
        return cut.entry().orElseThrow().name();
    }

    private static List<MigConfigEntry> content(Cut cut) {
        return cut.contents().getOrDefault(name(cut), List.of());
    }

    private static GroupRequest request(GroupBuilder group) {
        PoolRequest request = PoolRequests.parse(aPool("p").group(group).build(), catalog());
        return ((Accepted) request).groups().getFirst();
    }
}
