package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The rule that one resource name has one meaning in a pool: quota and pods know only the name, so
/// `nvidia.com/gpu` may not be an H100 in one group and an A100 in another.
final class ResourceMeanings {

    private ResourceMeanings() {}

    /// The extended resources that nodes of a group can show once they are as wished. Whole GPUs
    /// are among them unless `gpu.countPerNode` says that the layouts take every GPU.
    static SortedSet<String> shownBy(GroupRequest group) {
        SortedSet<String> resources = new TreeSet<>();
        if (group.product().isEmpty()) {
            return resources;
        }
        int cut = group.layouts().stream().mapToInt(PoolRequest.GroupLayout::gpus).sum();
        if (group.countPerNode().isEmpty() || cut < group.countPerNode().getAsInt()) {
            resources.add(WellKnown.GPU_RESOURCE);
        }
        if (group.demand().isPresent()) {
            group.geometry().ifPresent(model -> resources.addAll(model.resourceNames()));
        }
        for (PoolRequest.GroupLayout layout : group.layouts()) {
            for (String profile : layout.counts().keySet()) {
                resources.add(MigEntries.resourceName(group, profile));
            }
        }
        return resources;
    }

    /// One finding per pair of groups that give one name two meanings; each group is held against
    /// the first that shows the resource.
    static List<Finding> conflicts(String pool, List<GroupRequest> groups) {
        SortedMap<String, GroupRequest> first = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        for (GroupRequest group : groups) {
            SortedMap<String, List<String>> contested = new TreeMap<>();
            SortedMap<String, GroupRequest> others = new TreeMap<>();
            for (String resource : shownBy(group)) {
                GroupRequest other = first.putIfAbsent(resource, group);
                if (other != null && !sameMeaning(other, group)) {
                    others.put(other.name(), other);
                    contested
                            .computeIfAbsent(other.name(), absent -> new ArrayList<>())
                            .add(resource);
                }
            }
            others.forEach(
                    (name, other) ->
                            findings.add(
                                    conflict(
                                            pool,
                                            other,
                                            group,
                                            contested.getOrDefault(name, List.of()))));
        }
        return findings;
    }

    private static boolean sameMeaning(GroupRequest one, GroupRequest other) {
        OptionalInt memory = memoryGB(one);
        OptionalInt otherMemory = memoryGB(other);
        boolean memoryDiffers =
                memory.isPresent() && otherMemory.isPresent() && !memory.equals(otherMemory);
        return one.product().equals(other.product()) && !memoryDiffers;
    }

    private static OptionalInt memoryGB(GroupRequest group) {
        return group.geometry().isPresent()
                ? OptionalInt.of(group.geometry().get().memoryGB())
                : group.memoryGB();
    }

    private static Finding conflict(
            String pool, GroupRequest one, GroupRequest other, List<String> resources) {
        return new Finding(
                WellKnown.POOL_KIND,
                pool,
                "nodeGroups[" + other.name() + "].gpu",
                Reason.RESOURCE_MEANING_CONFLICT,
                String.join(" and ", resources)
                        + " would mean "
                        + named(one)
                        + " and "
                        + named(other),
                "make two pools and put group '"
                        + other.name()
                        + "' into the second"
                        + countCure(one, other, resources));
    }

    private static String countCure(GroupRequest one, GroupRequest other, List<String> resources) {
        boolean onlyWhole = resources.equals(List.of(WellKnown.GPU_RESOURCE));
        boolean unsaid =
                List.of(one, other).stream()
                        .anyMatch(
                                group ->
                                        !group.layouts().isEmpty()
                                                && group.countPerNode().isEmpty());
        return onlyWhole && unsaid
                ? "; or set `gpu.countPerNode` where the layouts take every GPU"
                : "";
    }

    private static String named(GroupRequest group) {
        OptionalInt memory = memoryGB(group);
        return group.product().orElse("no GPU")
                + (memory.isPresent() ? " with " + memory.getAsInt() + " GB" : "")
                + " (group '"
                + group.name()
                + "')";
    }
}
