package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.plan.packing.NodeSupply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// The numbers of one GPU model as the packing wants them: partitions per profile in the order of
/// the geometry, then whole GPUs.
final class ModelCounts {

    private final GpuGeometry geometry;
    private final List<String> resources = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    ModelCounts(GpuGeometry geometry) {
        this.geometry = geometry;
        geometry.profiles().forEach(profile -> resources.add(profile.resourceName()));
        resources.add(WellKnown.GPU_RESOURCE);
        for (int i = 0; i < resources.size(); i++) {
            indexes.putIfAbsent(resources.get(i), i);
        }
    }

    GpuGeometry geometry() {
        return geometry;
    }

    /// How many profiles there are; the index of whole GPUs.
    int profiles() {
        return geometry.profiles().size();
    }

    long[] zero() {
        return new long[profiles() + 1];
    }

    /// Where a resource stands; empty for one that the model does not show.
    OptionalInt index(String resource) {
        Integer index = indexes.get(resource);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /// The resource at an index.
    String resource(int index) {
        return resources.get(index);
    }

    /// Counts by resource as a vector; resources of other models are left out.
    long[] vector(Map<String, Long> counts) {
        long[] vector = zero();
        for (Map.Entry<String, Long> one : counts.entrySet()) {
            Integer index = indexes.get(one.getKey());
            if (index != null) {
                vector[index] += one.getValue();
            }
        }
        return vector;
    }

    /// A vector as counts by resource, zeros left out.
    SortedMap<String, Long> byResource(long[] vector) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] != 0) {
                counts.put(resource(i), vector[i]);
            }
        }
        return counts;
    }

    /// A node's layout as the packing wants it; empty where it names a profile of another model.
    Optional<List<int[]>> cuts(NodeLayout layout) {
        List<int[]> cuts = new ArrayList<>();
        for (int i = 0; i < layout.gpus(); i++) {
            Optional<SortedMap<String, Integer>> cut = layout.cutOf(i);
            Optional<int[]> counts =
                    cut.isEmpty() ? Optional.of(NodeSupply.WHOLE) : vector(cut.get());
            if (counts.isEmpty()) {
                return Optional.empty();
            }
            cuts.add(counts.get());
        }
        return Optional.of(List.copyOf(cuts));
    }

    private Optional<int[]> vector(SortedMap<String, Integer> byName) {
        int[] counts = new int[profiles()];
        int known = 0;
        for (int i = 0; i < profiles(); i++) {
            Integer count = byName.get(geometry.profiles().get(i).name());
            if (count != null) {
                counts[i] = count;
                known++;
            }
        }
        return known == byName.size() ? Optional.of(counts) : Optional.empty();
    }

    /// What the packing has laid out for a node.
    NodeLayout layout(List<int[]> cuts) {
        List<Optional<SortedMap<String, Integer>>> layouts = new ArrayList<>();
        for (int[] cut : cuts) {
            layouts.add(NodeSupply.isWhole(cut) ? Optional.empty() : Optional.of(byName(cut)));
        }
        return new NodeLayout(cuts.size(), layouts);
    }

    private SortedMap<String, Integer> byName(int[] cut) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < cut.length; i++) {
            MigProfile profile = geometry.profiles().get(i);
            if (cut[i] != 0) {
                counts.put(profile.name(), cut[i]);
            }
        }
        return counts;
    }
}
