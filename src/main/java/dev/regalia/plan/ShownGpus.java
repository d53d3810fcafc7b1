package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.plan.Obstacle.Kind;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether a free node shows in allocatable every GPU that feature discovery counts. A dead GPU is
/// counted or shown no longer, whichever of the two notices first. Of a cut node whose layout is
/// not known it is only asked that no GPU shows nothing at all.
final class ShownGpus {

    private static final String UNIFORM = "all-";

    private ShownGpus() {}

    /// What keeps the node out of a group; nothing for CPU groups, and for a node whose GPUs nobody
    /// has counted.
    static Optional<Obstacle> obstacle(GroupRequest group, NodeFacts node) {
        OptionalInt counted = Hardware.gpus(node);
        if (group.product().isEmpty() || counted.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Long> shown = shown(node);
        if (shown.isEmpty()) {
            return Optional.of(new Obstacle(Kind.NOT_SHOWN, ""));
        }
        int gpus = counted.getAsInt();
        Optional<SortedMap<String, Long>> expected = expected(group, node, gpus);
        boolean agrees =
                expected.isPresent()
                        ? Resources.same(shown, expected.get())
                        : everyGpuShows(shown, gpus);
        if (agrees) {
            return Optional.empty();
        }
        return Optional.of(
                beingCut(node)
                        ? new Obstacle(Kind.NOT_SHOWN, "")
                        : new Obstacle(Kind.SHOWN_COUNT, detail(shown, expected, gpus)));
    }

    private static SortedMap<String, Long> shown(NodeFacts node) {
        SortedMap<String, Long> shown = new TreeMap<>(node.allocatable());
        shown.keySet()
                .removeIf(
                        resource ->
                                !resource.equals(WellKnown.GPU_RESOURCE)
                                        && !resource.startsWith(WellKnown.MIG_RESOURCE_PREFIX));
        return shown;
    }

    /// What the layout that mig-manager reports gives, where its name tells: NVIDIA's entry that
    /// cuts no GPU, and those that cut every GPU into as many of one profile as it holds.
    private static Optional<SortedMap<String, Long>> expected(
            GroupRequest group, NodeFacts node, int gpus) {
        if (!state(node).equals(StepInput.SUCCESS)) {
            return Optional.empty();
        }
        String entry = node.label(WellKnown.MIG_CONFIG_LABEL).orElse("");
        if (entry.equals(WellKnown.ALL_DISABLED)) {
            return Optional.of(new TreeMap<>(Map.of(WellKnown.GPU_RESOURCE, (long) gpus)));
        }
        return group.geometry().map(GpuGeometry::profiles).stream()
                .flatMap(List::stream)
                .filter(profile -> entry.equals(UNIFORM + profile.kubernetesName()))
                .findFirst()
                .map(profile -> everywhere(profile, gpus));
    }

    private static SortedMap<String, Long> everywhere(MigProfile profile, int gpus) {
        return new TreeMap<>(
                Map.of(profile.resourceName(), Math.multiplyFull(profile.maxCount(), gpus)));
    }

    private static boolean everyGpuShows(SortedMap<String, Long> shown, int gpus) {
        long whole = shown.getOrDefault(WellKnown.GPU_RESOURCE, 0L);
        long all = shown.values().stream().mapToLong(Long::longValue).sum();
        return all == whole ? whole == gpus : whole < gpus && all >= gpus;
    }

    /// Whether mig-manager has a request to answer, so that what is shown is about to change.
    private static boolean beingCut(NodeFacts node) {
        String state = state(node);
        return node.label(WellKnown.MIG_CONFIG_LABEL).isPresent()
                && !state.equals(StepInput.SUCCESS)
                && !state.equals(StepInput.FAILED);
    }

    private static String state(NodeFacts node) {
        return node.label(WellKnown.MIG_STATE_LABEL).orElse("");
    }

    private static String detail(
            SortedMap<String, Long> shown, Optional<SortedMap<String, Long>> expected, int gpus) {
        String wanted = expected.map(Resources::print).orElse(Integer.toString(gpus));
        return Resources.print(shown) + ", not " + wanted;
    }
}
