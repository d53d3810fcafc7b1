package dev.regalia.mig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StockConfigsTest {

    private static final SortedMap<String, List<MigConfigEntry>> STOCK =
            StockConfigs.of(Geometries.CATALOG);
    private static final MigConfigEntry.Devices ALL = new MigConfigEntry.Devices.All();

    private static List<MigConfigEntry> stock(String name) {
        return STOCK.getOrDefault(name, List.of());
    }

    private static List<String> filters(String... ids) {
        return List.of(ids).stream()
                .flatMap(id -> Geometries.byId(id).deviceFilters().stream())
                .toList();
    }

    @Test
    void off_and_on_are_for_every_model() {
        assertThat(stock("all-disabled"))
                .containsExactly(new MigConfigEntry(List.of(), ALL, false, new TreeMap<>()));
        assertThat(stock("all-enabled"))
                .containsExactly(new MigConfigEntry(List.of(), ALL, true, new TreeMap<>()));
    }

    @Test
    void a_name_that_means_two_cuts_has_an_entry_for_each_with_the_models_it_is_for() {
        assertThat(stock("all-1g.10gb"))
                .containsExactly(
                        new MigConfigEntry(
                                filters("A100-40GB"),
                                ALL,
                                true,
                                new TreeMap<>(Map.of("1g.10gb", 4))),
                        new MigConfigEntry(
                                filters("A100-80GB", "H100-80GB"),
                                ALL,
                                true,
                                new TreeMap<>(Map.of("1g.10gb", 7))));
    }

    @Test
    void a_name_writes_plus_as_dot_where_the_count_does_not() {
        assertThat(stock("all-1g.10gb.me"))
                .containsExactly(
                        new MigConfigEntry(
                                filters("A100-80GB", "H100-80GB"),
                                ALL,
                                true,
                                new TreeMap<>(Map.of("1g.10gb+me", 1))));
        assertThat(stock("all-1g.24gb-me")).hasSize(2);
    }

    @Test
    void balanced_is_two_1g_one_2g_and_on_seven_slices_one_3g() {
        assertThat(stock("all-balanced"))
                .contains(
                        new MigConfigEntry(
                                filters("A30"),
                                ALL,
                                true,
                                new TreeMap<>(Map.of("1g.6gb", 2, "2g.12gb", 1))),
                        new MigConfigEntry(
                                filters("A100-80GB", "H100-80GB"),
                                ALL,
                                true,
                                new TreeMap<>(Map.of("1g.10gb", 2, "2g.20gb", 1, "3g.40gb", 1))),
                        new MigConfigEntry(
                                filters("RTX-PRO-6000-Blackwell-96GB"),
                                ALL,
                                true,
                                new TreeMap<>(Map.of("1g.24gb", 2, "2g.48gb", 1))));
    }

    @Test
    void every_name_is_a_label_value_and_no_model_stands_twice_under_one() {
        STOCK.forEach(
                (name, entries) -> {
                    assertThat(name).matches("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
                    assertThat(entries.stream().flatMap(e -> e.deviceFilters().stream()))
                            .doesNotHaveDuplicates();
                });
    }

    @Test
    void every_cut_fits_on_the_models_it_is_for() {
        for (GpuGeometry geometry : Geometries.CATALOG.geometries()) {
            for (List<MigConfigEntry> entries : STOCK.values()) {
                for (MigConfigEntry entry : entries) {
                    if (entry.deviceFilters().containsAll(geometry.deviceFilters())) {
                        assertThat(MigPacker.fit(geometry, entry.counts()))
                                .isInstanceOfAny(
                                        MigFit.Placed.class,
                                        MigFit.Uniform.class,
                                        MigFit.PlacementDependent.class);
                    }
                }
            }
        }
    }

    @Test
    void every_profile_of_every_model_has_its_name() {
        for (GpuGeometry geometry : Geometries.CATALOG.geometries()) {
            for (MigProfile profile : geometry.profiles()) {
                assertThat(stock("all-" + profile.kubernetesName()))
                        .anySatisfy(
                                entry -> {
                                    assertThat(entry.deviceFilters())
                                            .containsAll(geometry.deviceFilters());
                                    assertThat(entry.counts())
                                            .isEqualTo(Map.of(profile.name(), profile.maxCount()));
                                });
            }
        }
    }

    @Test
    void nothing_is_cut_while_MIG_is_off() {
        assertThatThrownBy(
                        () ->
                                new MigConfigEntry(
                                        List.of(), ALL, false, new TreeMap<>(Map.of("1g.10gb", 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
