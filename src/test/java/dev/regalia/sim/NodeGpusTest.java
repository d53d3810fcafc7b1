package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.StockConfigs;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeGpusTest {

    private static final MigConfigEntry.Devices ALL = new MigConfigEntry.Devices.All();

    private final NodeGpus h100 = Boards.whole(Boards.H100, 8);

    @Test
    void gpusAreDeliveredWhole() {
        assertThat(h100.resources(0)).isEqualTo(Map.of("nvidia.com/gpu", 8));
    }

    @Test
    void everyGpuThatAnEntryNamesIsCut() {
        NodeGpus after = applied(h100, cut(ALL, Map.of("1g.10gb", 4, "3g.40gb", 1)));

        assertThat(after.resources(0))
                .isEqualTo(Map.of("nvidia.com/mig-1g.10gb", 32, "nvidia.com/mig-3g.40gb", 8));
    }

    @Test
    void gpusThatNoEntryNamesStayAsTheyAre() {
        NodeGpus after = applied(h100, cut(indexes(0, 1, 99), Map.of("7g.80gb", 1)));

        assertThat(after.resources(0))
                .isEqualTo(Map.of("nvidia.com/gpu", 6, "nvidia.com/mig-7g.80gb", 2));
    }

    @Test
    void aPlusInAProfileIsADotInItsResource() {
        assertThat(applied(h100, cut(ALL, Map.of("1g.10gb+me", 1))).resources(0))
                .isEqualTo(Map.of("nvidia.com/mig-1g.10gb.me", 8));
    }

    @Test
    void anEntryForAnotherModelIsNoEntry() {
        MigConfigEntry foreign =
                new MigConfigEntry(
                        List.of("0x20B710DE"), ALL, true, new TreeMap<>(Map.of("1g.6gb", 4)));

        assertThat(h100.apply(List.of(foreign), true)).isEqualTo(new ApplyResult.Unchanged());
    }

    @Test
    void aFilterMayCarryTheIdsOfTheSubsystem() {
        MigConfigEntry own =
                new MigConfigEntry(
                        List.of("0x233010de:0x16c110de"),
                        ALL,
                        true,
                        new TreeMap<>(Map.of("7g.80gb", 1)));

        assertThat(applied(h100, own).resources(0)).isEqualTo(Map.of("nvidia.com/mig-7g.80gb", 8));
    }

    @Test
    void ofEntriesForTheSameGpuTheLastOneCounts() {
        NodeGpus after =
                applied(
                        h100,
                        cut(ALL, Map.of("1g.10gb", 7)),
                        cut(indexes(7), Map.of("2g.20gb", 3)));

        assertThat(after.resources(0))
                .isEqualTo(Map.of("nvidia.com/mig-1g.10gb", 49, "nvidia.com/mig-2g.20gb", 3));
    }

    @Test
    void aLayoutThatIsThereAlreadyChangesNothingEvenInUse() {
        NodeGpus cut = h100.cutInto(Map.of("1g", 7));

        assertThat(cut.apply(List.of(cut(ALL, Map.of("1g.10gb", 7))), true))
                .isEqualTo(new ApplyResult.Unchanged());
    }

    @Test
    void inUseTheGpusThatHadToChangeAreLeftWithoutInstances() {
        NodeGpus mixed = applied(h100, cut(indexes(0, 1), Map.of("1g.10gb", 7)));

        ApplyResult result = mixed.apply(List.of(cut(indexes(1, 2), Map.of("3g.40gb", 2))), true);

        assertThat(failed(result).resources(0))
                .isEqualTo(Map.of("nvidia.com/gpu", 5, "nvidia.com/mig-1g.10gb", 7));
    }

    @Test
    void anImpossibleLayoutFailsAndClears() {
        ApplyResult result = h100.apply(List.of(cut(ALL, Map.of("3g.40gb", 3))), false);

        assertThat(failed(result).resources(0)).isEmpty();
        assertThat(((ApplyResult.Failed) result).reason()).contains("does not fit on H100-80GB");
    }

    @Test
    void aProfileOfAnotherModelFails() {
        assertThat(h100.apply(List.of(cut(ALL, Map.of("1g.5gb", 1))), false))
                .isInstanceOf(ApplyResult.Failed.class);
    }

    @Test
    void turningMigOffMakesGpusWholeAgain() {
        NodeGpus cut = h100.cutInto(Map.of("1g", 7));

        assertThat(applied(cut, new MigConfigEntry(List.of(), ALL, false, new TreeMap<>())))
                .isEqualTo(h100);
    }

    @Test
    void migWithoutInstancesOffersNothing() {
        assertThat(applied(h100, cut(ALL, Map.of())).resources(0)).isEmpty();
    }

    @Test
    void deadGpusOfferNothing() {
        NodeGpus mixed = applied(h100, cut(indexes(7), Map.of("7g.80gb", 1)));

        assertThat(mixed.resources(1)).isEqualTo(Map.of("nvidia.com/gpu", 7));
        assertThat(mixed.resources(3)).isEqualTo(Map.of("nvidia.com/gpu", 5));
        assertThat(mixed.resources(9)).isEmpty();
    }

    @Test
    void aModelWithoutMigIsNeverTouched() {
        NodeGpus l40s = Boards.whole(Boards.L40S, 4);

        assertThat(l40s.board().migCapable()).isFalse();
        assertThat(l40s.apply(List.of(cut(ALL, Map.of("1g.10gb", 1))), true))
                .isEqualTo(new ApplyResult.Unchanged());
        assertThatThrownBy(() -> l40s.cutInto(Map.of("1g", 1)))
                .hasMessage("NVIDIA-L40S cannot do MIG");
    }

    @Test
    void boardsThatShareALabelAreToldApartByMemory() {
        for (var geometry : Boards.CATALOG.geometries()) {
            for (String product : geometry.productLabels()) {
                GpuBoard board =
                        GpuBoard.of(Boards.CATALOG, product, OptionalInt.of(geometry.memoryGB()));

                assertThat(board.geometry()).contains(geometry);
                assertThat(dev.regalia.mig.GpuCatalog.memoryGB(board.memoryMiB()))
                        .isEqualTo(geometry.memoryGB());
            }
        }
    }

    @Test
    void everyUniformStockConfigCanBeAppliedToItsModels() {
        var configs = StockConfigs.of(Boards.CATALOG);
        for (var geometry : Boards.CATALOG.geometries()) {
            NodeGpus gpus = Boards.whole(geometry.productLabels().getFirst(), 2);
            for (var profile : gpus.board().geometry().orElseThrow().profiles()) {
                var config = configs.getOrDefault("all-" + profile.kubernetesName(), List.of());

                assertThat(gpus.apply(config, false))
                        .as(geometry.id() + " " + profile.name())
                        .isInstanceOfSatisfying(
                                ApplyResult.Applied.class,
                                result ->
                                        assertThat(result.after().resources(0))
                                                .isEqualTo(
                                                        Map.of(
                                                                profile.resourceName(),
                                                                2 * profile.maxCount())));
            }
        }
    }

    private static NodeGpus applied(NodeGpus gpus, MigConfigEntry... config) {
        ApplyResult result = gpus.apply(List.of(config), false);
        assertThat(result).isInstanceOf(ApplyResult.Applied.class);
        return ((ApplyResult.Applied) result).after();
    }

    private static NodeGpus failed(ApplyResult result) {
        assertThat(result).isInstanceOf(ApplyResult.Failed.class);
        return ((ApplyResult.Failed) result).after();
    }

    private static MigConfigEntry cut(MigConfigEntry.Devices devices, Map<String, Integer> counts) {
        return new MigConfigEntry(List.of(), devices, true, new TreeMap<>(counts));
    }

    private static MigConfigEntry.Devices indexes(Integer... indexes) {
        return new MigConfigEntry.Devices.Indexes(List.of(indexes));
    }
}
