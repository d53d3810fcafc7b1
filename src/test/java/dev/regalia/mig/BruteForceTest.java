package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The packer against an independent check: a sweep over the memory units that collects every legal
/// set of counts.
class BruteForceTest {

    /// One model per distinct table of slices, shapes and starts.
    static Stream<GpuGeometry> distinctGeometries() {
        Map<String, GpuGeometry> distinct = new LinkedHashMap<>();
        Geometries.withKnownPlacements()
                .forEach(
                        geometry ->
                                distinct.putIfAbsent(
                                        geometry.grid()
                                                + geometry.profiles().stream()
                                                        .map(
                                                                p ->
                                                                        p.shape()
                                                                                + p.footprint()
                                                                                + p.maxCount())
                                                        .toList()
                                                        .toString(),
                                        geometry));
        return distinct.values().stream();
    }

    @ParameterizedTest
    @MethodSource("distinctGeometries")
    void the_packer_places_exactly_what_a_brute_force_search_finds(GpuGeometry geometry) {
        GpuGeometry allowing = allowing(geometry);
        Sweep sweep = new Sweep(allowing);
        sweep.from(0);
        List<String> mistakes = new ArrayList<>();
        int fitting = 0;
        for (int[] counts : multisets(allowing)) {
            Layout wanted = layout(allowing, counts);
            boolean expected = sweep.legal.contains(Arrays.toString(counts));
            MigFit fit = MigPacker.fit(allowing, wanted);
            if (fit instanceof MigFit.Placed != expected) {
                mistakes.add(wanted + ": " + fit);
            }
            if (fit instanceof MigFit.Placed(List<Placement> placements, boolean _)) {
                assertLegal(allowing, wanted, placements);
                fitting++;
            }
        }
        assertThat(mistakes).isEmpty();
        assertThat(fitting).as("every legal set was asked for").isEqualTo(sweep.legal.size());
    }

    private static Layout layout(GpuGeometry geometry, int[] counts) {
        Map<MigProfile, Integer> wanted = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            wanted.put(geometry.profiles().get(i), counts[i]);
        }
        return geometry.layout(wanted);
    }

    private static GpuGeometry allowing(GpuGeometry geometry) {
        return new GpuGeometry(
                geometry.id(),
                geometry.family(),
                geometry.memoryGB(),
                geometry.grid(),
                geometry.profiles(),
                geometry.productLabels(),
                geometry.deviceFilters(),
                PlacementDependentLayouts.ALLOWED,
                geometry.provenance());
    }

    private static SliceGrid.Known grid(GpuGeometry geometry) {
        return (SliceGrid.Known) geometry.grid();
    }

    /// Every set of counts up to one compute slice too many.
    private static List<int[]> multisets(GpuGeometry geometry) {
        List<int[]> all = new ArrayList<>();
        multisets(
                geometry,
                new int[geometry.profiles().size()],
                0,
                grid(geometry).computeSlices() + 1,
                all);
        return all;
    }

    private static void multisets(
            GpuGeometry geometry, int[] counts, int index, int left, List<int[]> all) {
        if (index == counts.length) {
            all.add(counts.clone());
            return;
        }
        int compute = geometry.profiles().get(index).computeSlices();
        for (int n = 0; n * compute <= left; n++) {
            counts[index] = n;
            multisets(geometry, counts, index + 1, left - n * compute, all);
        }
        counts[index] = 0;
    }

    private static void assertLegal(
            GpuGeometry geometry, Layout wanted, List<Placement> placements) {
        Map<String, Integer> placed = new HashMap<>();
        int free = 0;
        for (Placement placement : placements) {
            MigProfile profile = placement.profile();
            placed.merge(profile.name(), 1, Integer::sum);
            assertThat(profile.footprint().starts()).contains(placement.start());
            assertThat(placement.start()).as("%s overlap", placements).isGreaterThanOrEqualTo(free);
            free = placement.start() + profile.footprint().size();
        }
        assertThat(free).isLessThanOrEqualTo(grid(geometry).memorySlices());
        assertThat(placed).isEqualTo(wanted.countsByName());
    }

    /// Walks the memory units from the first to the last; at each, either nothing starts or one
    /// instance does.
    private static final class Sweep {
        private final GpuGeometry geometry;
        private final int[] counts;
        private final Set<String> legal = new HashSet<>();

        Sweep(GpuGeometry geometry) {
            this.geometry = geometry;
            this.counts = new int[geometry.profiles().size()];
        }

        void from(int unit) {
            if (unit >= grid(geometry).memorySlices()) {
                if (unit == grid(geometry).memorySlices() && isLegal()) {
                    legal.add(Arrays.toString(counts));
                }
                return;
            }
            from(unit + 1);
            for (int i = 0; i < counts.length; i++) {
                Footprint footprint = geometry.profiles().get(i).footprint();
                if (footprint.starts().contains(unit)) {
                    counts[i]++;
                    from(unit + footprint.size());
                    counts[i]--;
                }
            }
        }

        private boolean isLegal() {
            int compute = 0;
            int extended = 0;
            int all = 0;
            int notWithout = 0;
            for (int i = 0; i < counts.length; i++) {
                MigProfile profile = geometry.profiles().get(i);
                compute += counts[i] * profile.computeSlices();
                extended += profile.name().contains("+me") ? counts[i] : 0;
                all += profile.name().endsWith("+me.all") ? counts[i] : 0;
                notWithout += profile.name().endsWith("-me") ? 0 : counts[i];
                if (counts[i] > profile.maxCount()) {
                    return false;
                }
            }
            return compute <= grid(geometry).computeSlices()
                    && extended <= 1
                    && (all == 0 || notWithout == 1);
        }
    }
}
