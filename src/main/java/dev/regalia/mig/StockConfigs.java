package dev.regalia.mig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The named configurations that NVIDIA's own default file offers, generated from the geometries.
///
/// `all-disabled` turns MIG off, `all-enabled` turns it on and cuts nothing, `all-balanced` cuts a
/// mix, `all-<profile>` cuts as many of one profile as fit. A cluster that names its own
/// configuration file loses NVIDIA's, so whoever writes one must offer these names too.
public final class StockConfigs {

    private static final Map<String, Integer> BALANCED_SEVEN = Map.of("1g", 2, "2g", 1, "3g", 1);
    private static final Map<String, Integer> BALANCED_FOUR = Map.of("1g", 2, "2g", 1);

    private StockConfigs() {}

    /// Every stock configuration by name. Models that are cut alike under one name share an entry;
    /// entries and their filters keep the order of the catalog.
    public static SortedMap<String, List<MigConfigEntry>> of(GpuCatalog catalog) {
        SortedMap<String, List<MigConfigEntry>> configs = new TreeMap<>();
        MigConfigEntry.Devices all = new MigConfigEntry.Devices.All();
        configs.put(
                "all-disabled",
                List.of(new MigConfigEntry(List.of(), all, false, new TreeMap<>())));
        configs.put(
                "all-enabled", List.of(new MigConfigEntry(List.of(), all, true, new TreeMap<>())));
        for (GpuGeometry geometry : catalog.geometries()) {
            balanced(geometry).forEach(counts -> add(configs, "all-balanced", geometry, counts));
            for (MigProfile profile : geometry.profiles()) {
                SortedMap<String, Integer> counts =
                        new TreeMap<>(Map.of(profile.name(), profile.maxCount()));
                add(configs, "all-" + profile.kubernetesName(), geometry, counts);
            }
        }
        configs.replaceAll((name, entries) -> List.copyOf(entries));
        return Collections.unmodifiableSortedMap(configs);
    }

    /// The balanced layout of a model, or none where its placements are not known or it lacks one
    /// of the shapes.
    private static List<SortedMap<String, Integer>> balanced(GpuGeometry geometry) {
        if (!(geometry.grid() instanceof SliceGrid.Known grid)) {
            return List.of();
        }
        Map<String, Integer> shapes = grid.computeSlices() == 7 ? BALANCED_SEVEN : BALANCED_FOUR;
        return switch (geometry.resolveLayout(shapes)) {
            case LayoutResolution.Refused refused -> List.of();
            case LayoutResolution.Resolved(Layout layout) -> List.of(layout.countsByName());
        };
    }

    private static void add(
            SortedMap<String, List<MigConfigEntry>> configs,
            String name,
            GpuGeometry geometry,
            SortedMap<String, Integer> counts) {
        List<MigConfigEntry> entries = configs.computeIfAbsent(name, absent -> new ArrayList<>());
        for (int i = 0; i < entries.size(); i++) {
            MigConfigEntry entry = entries.get(i);
            if (entry.counts().equals(counts)) {
                List<String> filters = new ArrayList<>(entry.deviceFilters());
                filters.addAll(geometry.deviceFilters());
                entries.set(i, new MigConfigEntry(filters, entry.devices(), true, counts));
                return;
            }
        }
        entries.add(
                new MigConfigEntry(
                        geometry.deviceFilters(), new MigConfigEntry.Devices.All(), true, counts));
    }
}
