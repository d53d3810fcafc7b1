package dev.regalia.plan;

import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigConfigEntry.Devices;
import dev.regalia.plan.PoolRequest.GroupLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How the GPUs of one node are cut, GPU by GPU.
///
/// @param gpus GPUs that the node has
/// @param cuts per index the partitions by NVIDIA's profile name, empty where the GPU stays whole;
///   at least as many as the node has GPUs
record NodeLayout(int gpus, List<Optional<SortedMap<String, Integer>>> cuts) {

    NodeLayout {
        cuts = List.copyOf(cuts);
    }

    /// Layouts in the order of the indexes, the rest whole.
    static NodeLayout of(List<GroupLayout> layouts, int gpus) {
        List<Optional<SortedMap<String, Integer>>> cuts = new ArrayList<>();
        for (GroupLayout layout : layouts) {
            cuts.addAll(Collections.nCopies(layout.gpus(), Optional.of(layout.counts())));
        }
        while (cuts.size() < gpus) {
            cuts.add(Optional.empty());
        }
        return new NodeLayout(gpus, cuts);
    }

    /// What a mig-parted configuration means for a node; empty where it does not name every GPU
    /// exactly once.
    static Optional<NodeLayout> read(List<MigConfigEntry> content, int gpus) {
        List<Optional<SortedMap<String, Integer>>> cuts =
                new ArrayList<>(Collections.nCopies(gpus, Optional.empty()));
        boolean[] named = new boolean[gpus];
        for (MigConfigEntry entry : content) {
            List<Integer> indexes =
                    switch (entry.devices()) {
                        case Devices.All() -> IntStream.range(0, gpus).boxed().toList();
                        case Devices.Indexes(List<Integer> some) -> some;
                    };
            for (int index : indexes) {
                if (index < 0 || index >= gpus || named[index]) {
                    return Optional.empty();
                }
                named[index] = true;
                cuts.set(
                        index, entry.migEnabled() ? Optional.of(entry.counts()) : Optional.empty());
            }
        }
        boolean all = IntStream.range(0, gpus).allMatch(index -> named[index]);
        return all ? Optional.of(new NodeLayout(gpus, cuts)) : Optional.empty();
    }

    /// The partitions of the GPU with an index; empty where it stays whole.
    Optional<SortedMap<String, Integer>> cutOf(int index) {
        return cuts.get(index);
    }

    /// Whether no GPU is cut.
    boolean whole() {
        return cuts.stream().allMatch(Optional::isEmpty);
    }

    /// The layout as mig-parted wants it: equal GPUs share an entry, and `all` stands where every
    /// GPU is the same.
    List<MigConfigEntry> content() {
        if (whole()) {
            return List.of(entry(new Devices.All(), Optional.empty()));
        }
        Map<Optional<SortedMap<String, Integer>>, List<Integer>> devices = new LinkedHashMap<>();
        for (int i = 0; i < cuts.size(); i++) {
            devices.computeIfAbsent(cuts.get(i), absent -> new ArrayList<>()).add(i);
        }
        boolean uniform = devices.size() == 1 && cuts.size() == gpus;
        List<MigConfigEntry> content = new ArrayList<>();
        devices.forEach(
                (cut, indexes) ->
                        content.add(
                                entry(
                                        uniform ? new Devices.All() : new Devices.Indexes(indexes),
                                        cut)));
        return List.copyOf(content);
    }

    private static MigConfigEntry entry(Devices devices, Optional<SortedMap<String, Integer>> cut) {
        return new MigConfigEntry(List.of(), devices, cut.isPresent(), cut.orElseGet(TreeMap::new));
    }
}
