package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Fixed;
import dev.regalia.api.PoolSpec.Gpu;
import dev.regalia.api.PoolSpec.GpuLayout;
import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.PoolSpec.NodeRange;
import dev.regalia.api.PoolSpec.Partition;
import dev.regalia.api.PoolSpec.Partitioning;
import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.Layout;
import dev.regalia.mig.LayoutProblem;
import dev.regalia.mig.LayoutResolution;
import dev.regalia.mig.MigFit;
import dev.regalia.mig.MigPacker;
import dev.regalia.plan.PoolRequest.GroupLayout;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One reading of one node group of a spec: a request, and beside it everything that is wrong. The
/// request is of use only where nothing is.
final class GroupReading {

    private final String pool;
    private final NodeGroup group;
    private final GpuCatalog catalog;
    private final List<Finding> findings = new ArrayList<>();

    GroupReading(String pool, NodeGroup group, GpuCatalog catalog) {
        this.pool = pool;
        this.group = group;
        this.catalog = catalog;
    }

    /// What was wrong, in the order of the spec.
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// The group with everything resolved that can be.
    GroupRequest read() {
        Gpu gpu = group.gpu();
        NodeRange nodes = group.nodes();
        Optional<GpuGeometry> geometry = gpu == null ? Optional.empty() : geometry(gpu);
        List<GroupLayout> layouts = fixed() ? layouts(gpu, geometry) : List.of();
        return new GroupRequest(
                group.name(),
                group.nodeSelector(),
                gpu == null ? Optional.empty() : Optional.of(product(gpu)),
                gpu == null ? OptionalInt.empty() : optional(gpu.memoryGB()),
                gpu == null ? OptionalInt.empty() : optional(gpu.countPerNode()),
                nodes == null ? OptionalInt.empty() : optional(nodes.min()),
                nodes == null ? OptionalInt.empty() : optional(nodes.max()),
                geometry,
                layouts);
    }

    private boolean fixed() {
        Partitioning partitioning = group.partitioning();
        return partitioning != null && partitioning.strategy() == Strategy.FIXED;
    }

    private static String product(Gpu gpu) {
        return GpuCatalog.stripSuffixes(gpu.product());
    }

    private Optional<GpuGeometry> geometry(Gpu gpu) {
        List<GpuGeometry> known = catalog.forProduct(product(gpu));
        List<GpuGeometry> fitting = ofMemory(known, optional(gpu.memoryGB()));
        if (fitting.size() > 1) {
            add(
                    Reason.AMBIGUOUS_GPU_MODEL,
                    "gpu.product",
                    "'" + product(gpu) + "' can mean " + joined(fitting, GpuGeometry::id),
                    "set `gpu.memoryGB` to one of "
                            + joined(fitting, geometry -> "" + geometry.memoryGB()));
        }
        if (fitting.isEmpty() && fixed()) {
            unknownModel(gpu, known);
        }
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /// Exactly that memory, or within 10 percent of it where no model has exactly that.
    private static List<GpuGeometry> ofMemory(List<GpuGeometry> known, OptionalInt memoryGB) {
        if (memoryGB.isEmpty()) {
            return known;
        }
        int wanted = memoryGB.getAsInt();
        List<GpuGeometry> exact =
                known.stream().filter(geometry -> geometry.memoryGB() == wanted).toList();
        return exact.isEmpty()
                ? known.stream()
                        .filter(geometry -> MemorySize.close(geometry.memoryGB(), wanted))
                        .toList()
                : exact;
    }

    private void unknownModel(Gpu gpu, List<GpuGeometry> known) {
        if (known.isEmpty()) {
            String labels =
                    catalog.geometries().stream()
                            .flatMap(geometry -> geometry.productLabels().stream())
                            .sorted()
                            .collect(Collectors.joining(", "));
            add(
                    Reason.UNKNOWN_GPU_MODEL,
                    "gpu.product",
                    "'" + product(gpu) + "' is no GPU model whose MIG geometry is known",
                    "write one of " + labels + "; or use strategy 'Disabled'");
        } else {
            add(
                    Reason.UNKNOWN_GPU_MODEL,
                    "gpu.memoryGB",
                    "no '" + product(gpu) + "' with " + gpu.memoryGB() + " GB is known",
                    "write " + joined(known, geometry -> "" + geometry.memoryGB()));
        }
    }

    private List<GroupLayout> layouts(@Nullable Gpu gpu, Optional<GpuGeometry> geometry) {
        Partitioning partitioning = group.partitioning();
        Fixed fixed = partitioning == null ? null : partitioning.fixed();
        if (fixed == null || fixed.layouts().isEmpty()) {
            add(
                    Reason.LAYOUT_IMPOSSIBLE,
                    "partitioning.fixed.layouts",
                    "strategy 'Fixed' has no layout",
                    "add a layout, or use strategy 'Disabled'");
            return List.of();
        }
        if (gpu == null) {
            add(
                    Reason.UNKNOWN_GPU_MODEL,
                    "gpu",
                    "strategy 'Fixed' has no GPU model",
                    "add `gpu.product`, or use strategy 'Disabled'");
        } else {
            checkSum(gpu, fixed);
        }
        List<GroupLayout> layouts = new ArrayList<>();
        for (int i = 0; i < fixed.layouts().size(); i++) {
            GpuLayout layout = fixed.layouts().get(i);
            String field = "partitioning.fixed.layouts[" + i + "]";
            SortedMap<String, Integer> written = written(layout, field);
            SortedMap<String, Integer> counts =
                    geometry.map(model -> resolve(model, written, field))
                            .orElseGet(Collections::emptySortedMap);
            layouts.add(new GroupLayout(layout.gpusPerNode(), counts));
        }
        return layouts;
    }

    private void checkSum(Gpu gpu, Fixed fixed) {
        int sum = fixed.layouts().stream().mapToInt(GpuLayout::gpusPerNode).sum();
        Integer count = gpu.countPerNode();
        if (count != null && sum > count) {
            add(
                    Reason.LAYOUT_IMPOSSIBLE,
                    "partitioning.fixed.layouts",
                    "the layouts take "
                            + sum
                            + " GPUs of a node, and `gpu.countPerNode` is "
                            + count,
                    "lower `gpusPerNode` to a sum of at most " + count);
        }
    }

    private SortedMap<String, Integer> written(GpuLayout layout, String field) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Partition partition : layout.partitions()) {
            if (counts.put(partition.profile(), partition.count()) != null) {
                add(
                        Reason.DUPLICATE_PROFILE,
                        field + ".partitions[" + partition.profile() + "]",
                        "'" + partition.profile() + "' stands twice",
                        "write it once with the sum of the counts");
            }
        }
        return counts;
    }

    private SortedMap<String, Integer> resolve(
            GpuGeometry model, SortedMap<String, Integer> written, String field) {
        return switch (model.resolveLayout(written)) {
            case LayoutResolution.Refused(List<LayoutProblem> problems) -> {
                problems.forEach(problem -> addProblem(field, problem));
                yield Collections.emptySortedMap();
            }
            case LayoutResolution.Resolved(Layout layout) -> {
                checkFit(MigPacker.fit(model, layout), field);
                yield layout.countsByName();
            }
        };
    }

    private void checkFit(MigFit fit, String field) {
        switch (fit) {
            case MigFit.Placed placed -> {}
            case MigFit.Uniform uniform -> {}
            case MigFit.Unplaceable(String reason, String cure) ->
                    add(Reason.LAYOUT_IMPOSSIBLE, field, reason, cure);
            case MigFit.PlacementDependent(String reason, String cure) ->
                    add(Reason.LAYOUT_REFUSED, field, reason, cure);
            case MigFit.Unresolved(List<LayoutProblem> problems) ->
                    problems.forEach(problem -> addProblem(field, problem));
        }
    }

    private void addProblem(String field, LayoutProblem problem) {
        Reason reason =
                switch (problem.kind()) {
                    case UNKNOWN_PROFILE -> Reason.UNKNOWN_PROFILE;
                    case NAMED_TWICE -> Reason.DUPLICATE_PROFILE;
                    case COUNT_NOT_POSITIVE -> Reason.LAYOUT_IMPOSSIBLE;
                };
        String line = field + ".partitions[" + problem.profile() + "]";
        add(reason, line, problem.message(), problem.cure());
    }

    private void add(Reason reason, String field, String message, String cure) {
        findings.add(
                new Finding(
                        WellKnown.POOL_KIND,
                        pool,
                        "nodeGroups[" + group.name() + "]." + field,
                        reason,
                        message,
                        cure));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static String joined(List<GpuGeometry> geometries, Function<GpuGeometry, String> word) {
        return geometries.stream().map(word).distinct().collect(Collectors.joining(", "));
    }
}
