package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.Obstacle.Kind;
import dev.regalia.plan.PoolRequest.GroupLayout;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Judges nodes for groups whose selector matches them. A newcomer must show everything that the
/// group asks for; a member keeps its place until something shows that it no longer fits, because
/// feature discovery restarts and GPUs die without the node changing hands. What a newcomer must
/// show includes all that would turn a member away, so that no node leaves a group only to be taken
/// again.
final class Suitability {

    private static final String CONTAINER = "container";

    private Suitability() {}

    /// What keeps a node out of any group, be it a member or not.
    static List<Obstacle> untouchable(NodeFacts facts) {
        List<Obstacle> obstacles = new ArrayList<>();
        if (facts.labels().containsKey(WellKnown.CONTROL_PLANE_LABEL)) {
            obstacles.add(new Obstacle(Kind.CONTROL_PLANE, ""));
        }
        facts.label(WellKnown.WORKLOAD_CONFIG_LABEL)
                .filter(value -> !value.equals(CONTAINER))
                .ifPresent(value -> obstacles.add(new Obstacle(Kind.WORKLOAD_CONFIG, value)));
        if (facts.dynamicResources()) {
            obstacles.add(new Obstacle(Kind.DYNAMIC_RESOURCES, ""));
        }
        return List.copyOf(obstacles);
    }

    /// What a node runs that keeps it from being taken; a member stays.
    private static Optional<Obstacle> controllers(NodeFacts facts) {
        return facts.controllers().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Obstacle(Kind.CONTROLLER, String.join(", ", facts.controllers())));
    }

    /// Everything that keeps a node which is no member out of a group. What allocatable shows of a
    /// node that is ours already is the matter of its change.
    ///
    /// @param ofHardware what [#ofNewcomer] says of the node's hardware
    static List<Obstacle> all(GroupRequest group, SelectedNode node, List<Obstacle> ofHardware) {
        List<Obstacle> all = new ArrayList<>(node.untouchable());
        controllers(node.facts()).ifPresent(all::add);
        all.addAll(ofHardware);
        if (node.home().isEmpty()) {
            ShownGpus.obstacle(group, node.facts()).ifPresent(all::add);
        }
        return all;
    }

    /// What about its hardware keeps a newcomer out of a group.
    static List<Obstacle> ofNewcomer(GroupRequest group, Hardware hardware) {
        if (group.product().isPresent() && hardware.product().isEmpty()) {
            return List.of(
                    hardware.visible()
                            ? new Obstacle(Kind.NOT_DISCOVERED, "")
                            : new Obstacle(Kind.OTHER_HARDWARE, "no GPU"));
        }
        List<Obstacle> obstacles = new ArrayList<>(ofMember(group, hardware));
        boolean other = obstacles.stream().anyMatch(one -> one.kind() == Kind.OTHER_HARDWARE);
        if (group.product().isEmpty() || other) {
            return obstacles;
        }
        if (hardware.gpus().isEmpty()) {
            obstacles.add(new Obstacle(Kind.NOT_DISCOVERED, ""));
        } else {
            obstacles.addAll(ofCount(group, hardware.gpus().getAsInt()));
        }
        if (group.cuts() && hardware.migCapable().isEmpty()) {
            obstacles.add(new Obstacle(Kind.NOT_MIG_CAPABLE, ""));
        }
        return obstacles;
    }

    /// What about its hardware shows that a member no longer fits, the number of GPUs apart. Labels
    /// that are gone show nothing.
    static List<Obstacle> ofMember(GroupRequest group, Hardware hardware) {
        boolean same =
                group.product().isEmpty()
                        ? !hardware.visible()
                        : hardware.product().isEmpty()
                                || hardware.product().equals(group.product());
        if (!same) {
            return List.of(
                    new Obstacle(Kind.OTHER_HARDWARE, hardware.product().orElse("some GPU")));
        }
        List<Obstacle> obstacles = new ArrayList<>();
        if (group.product().isPresent()) {
            memory(group, hardware).ifPresent(obstacles::add);
            if (group.cuts() && !hardware.migCapable().orElse(true)) {
                obstacles.add(new Obstacle(Kind.NOT_MIG_CAPABLE, ""));
            }
        }
        return obstacles;
    }

    private static Optional<Obstacle> memory(GroupRequest group, Hardware hardware) {
        OptionalInt wanted =
                group.memoryGB().isPresent()
                        ? group.memoryGB()
                        : group.geometry().map(GpuGeometry::memoryGB).stream()
                                .mapToInt(Integer::intValue)
                                .findFirst();
        OptionalInt actual = hardware.memoryGB();
        if (wanted.isEmpty()
                || actual.isEmpty()
                || MemorySize.close(actual.getAsInt(), wanted.getAsInt())) {
            return Optional.empty();
        }
        String detail = actual.getAsInt() + " GB, not " + wanted.getAsInt() + " GB";
        return Optional.of(new Obstacle(Kind.MEMORY, detail));
    }

    /// What is wrong with a number of GPUs.
    static List<Obstacle> ofCount(GroupRequest group, int gpus) {
        List<Obstacle> obstacles = new ArrayList<>();
        OptionalInt wanted = group.countPerNode();
        if (wanted.isPresent() && gpus != wanted.getAsInt()) {
            obstacles.add(new Obstacle(Kind.GPU_COUNT, gpus + ", not " + wanted.getAsInt()));
        }
        int cut = group.layouts().stream().mapToInt(GroupLayout::gpus).sum();
        if (gpus < cut) {
            obstacles.add(new Obstacle(Kind.TOO_FEW_GPUS, gpus + ", not " + cut));
        }
        return obstacles;
    }
}
