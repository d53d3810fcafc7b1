package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigProfile;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A node of a [FleetWorld]: as the API server has it, with the mig-manager on it.
///
/// @param gpus that it has
record WorldNode(TestNode node, FakeMigManager manager, GpuGeometry model, int gpus) {

    /// A free node of whole GPUs in zone `zone-a`, as feature discovery labels it.
    static WorldNode whole(String name, GpuGeometry model, int gpus) {
        TestNode node =
                new TestNode(name)
                        .mig(WellKnown.ALL_DISABLED, "success")
                        .shows(WellKnown.GPU_RESOURCE + "=" + gpus);
        node.labels.put("kubernetes.io/hostname", name);
        node.labels.put(Fixtures.ZONE, "zone-a");
        node.labels.put(WellKnown.GPU_PRESENT_LABEL, "true");
        node.labels.put(WellKnown.GPU_PRODUCT_LABEL, model.productLabels().getFirst());
        node.labels.put(WellKnown.GPU_COUNT_LABEL, Integer.toString(gpus));
        node.labels.put(
                WellKnown.GPU_MEMORY_LABEL, Integer.toString(model.memoryGB() * 1024 - 300));
        node.labels.put(WellKnown.MIG_CAPABLE_LABEL, "true");
        FakeMigManager manager =
                new FakeMigManager(node)
                        .knows(WellKnown.ALL_DISABLED, WellKnown.GPU_RESOURCE + "=" + gpus);
        return new WorldNode(node, manager, model, gpus);
    }

    /// Tells mig-manager what its kubelet has mounted.
    void mounts(SortedMap<String, List<MigConfigEntry>> entries) {
        entries.forEach(
                (name, content) ->
                        NodeLayout.read(content, gpus)
                                .filter(this::knows)
                                .ifPresent(
                                        layout ->
                                                manager.knows(
                                                        name, Resources.print(shows(layout)))));
    }

    private boolean knows(NodeLayout layout) {
        return layout.cuts().stream()
                .flatMap(Optional::stream)
                .flatMap(counts -> counts.keySet().stream())
                .allMatch(name -> model.profiles().stream().anyMatch(it -> it.name().equals(name)));
    }

    /// What allocatable shows of a layout.
    SortedMap<String, Long> shows(NodeLayout layout) {
        SortedMap<String, Long> shown = new TreeMap<>();
        for (int i = 0; i < gpus; i++) {
            layout.cutOf(i)
                    .ifPresentOrElse(
                            counts ->
                                    counts.forEach(
                                            (profile, count) ->
                                                    shown.merge(
                                                            resource(profile),
                                                            (long) count,
                                                            Long::sum)),
                            () -> shown.merge(WellKnown.GPU_RESOURCE, 1L, Long::sum));
        }
        return shown;
    }

    private String resource(String profile) {
        return model.profiles().stream()
                .filter(one -> one.name().equals(profile))
                .map(MigProfile::resourceName)
                .findFirst()
                .orElseThrow();
    }
}
