package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuPacking;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnservedLevelTest {

    private final GpuPacking packing = packing("H100-80GB");
    private final ModelCounts counts = new ModelCounts(packing.geometry());

    @Test
    void each_priority_counts_the_memory_slices_of_partitions_and_of_whole_gpus() {
        long[] high = counts("1g.10gb", 3);
        high[counts.profiles()] = 2;
        long[] low = counts("4g.40gb", 5);
        low[index("1g.20gb")] = 1;

        assertThat(UnservedLevel.of(packing, levels(high, low), counts.zero()))
                .containsExactly(level(10, 3 + 2 * 8), level(-5, 5 * 4 + 2));
    }

    @Test
    void headroom_is_the_last_level() {
        assertThat(
                        UnservedLevel.of(
                                packing,
                                levels(counts.zero(), counts("1g.10gb", 1)),
                                counts("3g.40gb", 2)))
                .containsExactly(level(-5, 1), new UnservedLevel(OptionalInt.empty(), 8));
    }

    @Test
    void a_level_that_lacks_nothing_is_left_out() {
        assertThat(UnservedLevel.of(packing, levels(counts.zero(), counts.zero()), counts.zero()))
                .isEmpty();
    }

    @Test
    void a_whole_gpu_counts_the_grid_of_its_model() {
        GpuPacking a30 = packing("A30");
        long[] one = new ModelCounts(a30.geometry()).zero();
        one[one.length - 1] = 1;

        assertThat(UnservedLevel.of(a30, new TreeMap<>(Map.of(0, one)), new long[one.length]))
                .containsExactly(level(0, 4));
    }

    private static UnservedLevel level(int priority, long slices) {
        return new UnservedLevel(OptionalInt.of(priority), slices);
    }

    private static SortedMap<Integer, long[]> levels(long[] high, long[] low) {
        SortedMap<Integer, long[]> levels = new TreeMap<>();
        levels.put(10, high);
        levels.put(-5, low);
        return levels;
    }

    private int index(String profile) {
        return counts.geometry().profiles().stream()
                .map(one -> one.name())
                .toList()
                .indexOf(profile);
    }

    private long[] counts(String profile, long count) {
        long[] vector = counts.zero();
        vector[index(profile)] = count;
        return vector;
    }

    private static GpuPacking packing(String model) {
        GpuCatalog catalog = GpuCatalogReader.readDefault();
        return catalog.geometries().stream()
                .filter(geometry -> geometry.id().equals(model))
                .findFirst()
                .map(catalog::packing)
                .orElseThrow();
    }
}
