package dev.regalia.sim;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuGeometry;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The labels that GPU Feature Discovery gives a node, strategy `mixed`.
///
/// `gpu.count` counts every GPU, cut or not; `gpu.replicas` is 0 when all of them are cut. Labels
/// of slices stand only while there are such slices.
final class GfdLabels {

    private static final String NVIDIA = WellKnown.NVIDIA_PREFIX;
    private static final int MIB_PER_GIB = 1024;
    private static final int RESERVED_MIB = 512;

    private GfdLabels() {}

    /// All of them, for GPUs as they are.
    static SortedMap<String, String> of(NodeGpus gpus) {
        GpuBoard board = gpus.board();
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("feature.node.kubernetes.io/pci-10de.present", "true");
        labels.put(WellKnown.GPU_PRODUCT_LABEL, board.product());
        labels.put(WellKnown.GPU_COUNT_LABEL, String.valueOf(gpus.states().size()));
        labels.put(WellKnown.GPU_MEMORY_LABEL, String.valueOf(board.memoryMiB()));
        labels.put(WellKnown.GPU_REPLICAS_LABEL, gpus.anyWhole() ? "1" : "0");
        labels.put(NVIDIA + "gpu.machine", "Simulated-GPU-Server");
        labels.put(NVIDIA + "gpu.sharing-strategy", "none");
        board.geometry().map(GpuGeometry::family).ifPresent(f -> labels.put(family(), f));
        labels.put(WellKnown.MIG_CAPABLE_LABEL, String.valueOf(board.migCapable()));
        if (board.migCapable()) {
            labels.put(NVIDIA + "mig.strategy", "mixed");
        }
        gpus.instances().forEach((name, count) -> addSlices(labels, board, name, count));
        return labels;
    }

    private static String family() {
        return NVIDIA + "gpu.family";
    }

    private static void addSlices(
            SortedMap<String, String> labels, GpuBoard board, String profile, int count) {
        String name = profile.replace('+', '.');
        String prefix = WellKnown.MIG_RESOURCE_PREFIX + name + ".";
        labels.put(prefix + "count", String.valueOf(count));
        labels.put(prefix + "product", board.product() + "-MIG-" + name);
        labels.put(prefix + "memory", String.valueOf(sliceMemory(profile)));
        labels.put(prefix + "replicas", "1");
        labels.put(prefix + "sharing-strategy", "none");
        Optional<Integer> compute =
                board.geometry().stream()
                        .flatMap(geometry -> geometry.profiles().stream())
                        .filter(known -> known.name().equals(profile))
                        .map(known -> known.computeSlices())
                        .findFirst();
        compute.ifPresent(
                slices -> {
                    labels.put(prefix + "slices.gi", String.valueOf(slices));
                    labels.put(prefix + "slices.ci", String.valueOf(slices));
                });
    }

    /// In MiB, from the GiB in the name: 9728 for `1g.10gb`, as an A100 reports it.
    private static int sliceMemory(String profile) {
        int from = profile.indexOf("g.") + 2;
        int gibibytes = Integer.parseInt(profile.substring(from, profile.indexOf("gb", from)));
        return gibibytes * MIB_PER_GIB - RESERVED_MIB;
    }
}
