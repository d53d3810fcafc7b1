package dev.regalia.api;

import static dev.regalia.api.Manifest.list;
import static dev.regalia.api.Pools.CPU_POOL;
import static dev.regalia.api.Pools.GROUP;
import static dev.regalia.api.Pools.LAYOUTS;
import static dev.regalia.api.Pools.PARTITIONING;
import static dev.regalia.api.Pools.PARTITIONS;
import static dev.regalia.api.Pools.POOL;
import static dev.regalia.api.Pools.group;
import static dev.regalia.api.Rule.rule;
import static dev.regalia.api.Trial.accepts;
import static dev.regalia.api.Trial.refuses;

import java.util.List;
import java.util.stream.Stream;

/// The rules of the GPUs of a node group and of how they are cut, as a table.
final class PartitioningRules {
    private static final String AT_LEAST = "should be greater than or equal to ";
    private static final String AT_MOST = "should be less than or equal to ";

    private PartitioningRules() {}

    static List<Rule> table() {
        return Stream.of(gpus(), partitioning(), layouts(), partitions())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> gpus() {
        String path = "spec.nodeGroups[].gpu.";
        return List.of(
                rule(
                        path + "product",
                        accepts("63 characters", group("gpu/product", "p".repeat(63))),
                        refuses("64 characters", group("gpu/product", "p".repeat(64)), "Too long"),
                        refuses("none", group("gpu/product", "''"), "at least 1 chars long"),
                        refuses("a blank", group("gpu/product", "NVIDIA H100"), "should match")),
                rule(
                        path + "memoryGB",
                        accepts("4096", group("gpu/memoryGB", "4096")),
                        refuses("4097", group("gpu/memoryGB", "4097"), AT_MOST + 4096),
                        refuses("0", group("gpu/memoryGB", "0"), AT_LEAST + 1)),
                rule(
                        path + "countPerNode",
                        accepts("16", group("gpu/countPerNode", "16")),
                        refuses("17", group("gpu/countPerNode", "17"), AT_MOST + 16),
                        refuses("0", group("gpu/countPerNode", "0"), AT_LEAST + 1)));
    }

    private static List<Rule> partitioning() {
        Manifest disabled = POOL.with(PARTITIONING, "{strategy: Disabled}");
        return List.of(
                rule(
                        "`fixed` must be given with strategy 'Fixed' and must be absent with",
                        accepts("Disabled", disabled),
                        accepts("neither", POOL.with(PARTITIONING, "{}")),
                        refuses("Fixed alone", POOL.with(PARTITIONING, "{strategy: Fixed}")),
                        refuses("Disabled, fixed", group("partitioning/strategy", "Disabled")),
                        refuses("fixed alone", POOL.without(PARTITIONING + "/strategy"))),
                rule(
                        "`partitioning.strategy` must be 'Disabled' or absent when `gpu` is absent",
                        accepts("CPU nodes", CPU_POOL),
                        accepts("Disabled, no gpu", disabled.without(GROUP + "gpu")),
                        refuses("Fixed, no gpu", POOL.without(GROUP + "gpu"))),
                rule(
                        "spec.nodeGroups[].partitioning.strategy",
                        accepts("Fixed", POOL),
                        refuses(
                                "an unknown one",
                                group("partitioning/strategy", "Random"),
                                "supported values: \"Demand\", \"Disabled\", \"Fixed\"")));
    }

    private static List<Rule> layouts() {
        String path = "spec.nodeGroups[].partitioning.fixed.layouts";
        String two = LAYOUTS + "/1";
        return List.of(
                rule(
                        "the sum of `gpusPerNode` over `partitioning.fixed.layouts` must be",
                        accepts("4 and 4 of 8", POOL.with(two, layout(4))),
                        accepts("16 of any count", gpusPerNode(16)),
                        refuses("4 and 5 of 8", POOL.with(two, layout(5))),
                        refuses("9 of 8", POOL.with(LAYOUTS + "/0/gpusPerNode", "9"))),
                rule(
                        path,
                        accepts("16 layouts", layoutsOfOneGpu(16)),
                        refuses("17 layouts", layoutsOfOneGpu(17), "must have at most 16 items"),
                        refuses("0 layouts", layoutsOfOneGpu(0), "should have at least 1 items")),
                rule(
                        path + "[].gpusPerNode",
                        accepts("16", gpusPerNode(16)),
                        refuses("17", gpusPerNode(17), AT_MOST + 16),
                        refuses("0", gpusPerNode(0), AT_LEAST + 1)));
    }

    private static List<Rule> partitions() {
        String path = "spec.nodeGroups[].partitioning.fixed.layouts[].partitions";
        return List.of(
                rule(
                        path,
                        accepts("8 profiles", profiles(8)),
                        refuses("9 profiles", profiles(9), "must have at most 8 items"),
                        refuses("0 profiles", profiles(0), "should have at least 1 items"),
                        refuses(
                                "a profile twice",
                                POOL.with(PARTITIONS + "/1", "{profile: 1g, count: 1}"),
                                "Duplicate value")),
                rule(
                        path + "[].count",
                        accepts("7", POOL.with(PARTITIONS + "/0/count", "7")),
                        refuses("8", POOL.with(PARTITIONS + "/0/count", "8"), AT_MOST + 7),
                        refuses("0", POOL.with(PARTITIONS + "/0/count", "0"), AT_LEAST + 1)),
                Profiles.rule(path, POOL, PARTITIONS + "/0/profile"));
    }

    private static Manifest gpusPerNode(int count) {
        return POOL.without(GROUP + "gpu/countPerNode")
                .with(LAYOUTS + "/0/gpusPerNode", Integer.toString(count));
    }

    private static Manifest layoutsOfOneGpu(int count) {
        return POOL.without(GROUP + "gpu/countPerNode").with(LAYOUTS, list(count, _ -> layout(1)));
    }

    private static String layout(int gpusPerNode) {
        return "{gpusPerNode: %d, partitions: [{profile: 3g, count: 2}]}".formatted(gpusPerNode);
    }

    private static Manifest profiles(int count) {
        return POOL.with(PARTITIONS, Profiles.partitions(count));
    }
}
