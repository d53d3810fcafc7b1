package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Demand;
import dev.regalia.api.PoolSpec.Fixed;
import dev.regalia.api.PoolSpec.Gpu;
import dev.regalia.api.PoolSpec.GpuLayout;
import dev.regalia.api.PoolSpec.Headroom;
import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.PoolSpec.NodeRange;
import dev.regalia.api.PoolSpec.Partition;
import dev.regalia.api.PoolSpec.Partitioning;
import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.api.Reason;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.Layout;
import dev.regalia.mig.LayoutProblem;
import dev.regalia.mig.LayoutResolution;
import dev.regalia.mig.MigFit;
import dev.regalia.mig.MigPacker;
import dev.regalia.plan.PoolRequest.DemandRequest;
import dev.regalia.plan.PoolRequest.GroupLayout;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One reading of one node group of a spec: a request, and beside it everything that is wrong. The
/// request is of use only where nothing is.
final class GroupReading {

    private static final int DEFAULT_SLACK = 5;

    private final NodeGroup group;
    private final GpuCatalog catalog;
    private final GroupFindings findings;

    GroupReading(String pool, NodeGroup group, GpuCatalog catalog) {
        this.group = group;
        this.catalog = catalog;
        this.findings = new GroupFindings(pool, group.name());
    }

    /// What was wrong, in the order of the spec.
    List<Finding> findings() {
        return findings.all();
    }

    /// The group with everything resolved that can be.
    GroupRequest read() {
        Gpu gpu = group.gpu();
        NodeRange nodes = group.nodes();
        boolean cut = is(Strategy.FIXED) || is(Strategy.DEMAND);
        Optional<GpuGeometry> geometry =
                gpu == null
                        ? Optional.empty()
                        : new ModelReading(catalog, findings).geometry(gpu, cut);
        List<GroupLayout> layouts = is(Strategy.FIXED) ? layouts(gpu, geometry) : List.of();
        Optional<DemandRequest> demand =
                is(Strategy.DEMAND) ? Optional.of(demand(gpu, geometry)) : Optional.empty();
        return new GroupRequest(
                group.name(),
                group.nodeSelector(),
                gpu == null
                        ? Optional.empty()
                        : Optional.of(GpuCatalog.stripSuffixes(gpu.product())),
                gpu == null ? OptionalInt.empty() : optional(gpu.memoryGB()),
                gpu == null ? OptionalInt.empty() : optional(gpu.countPerNode()),
                nodes == null ? OptionalInt.empty() : optional(nodes.min()),
                nodes == null ? OptionalInt.empty() : optional(nodes.max()),
                geometry,
                layouts,
                demand);
    }

    private boolean is(Strategy strategy) {
        Partitioning partitioning = group.partitioning();
        return partitioning != null && partitioning.strategy() == strategy;
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

    private DemandRequest demand(@Nullable Gpu gpu, Optional<GpuGeometry> geometry) {
        if (gpu == null) {
            add(
                    Reason.UNKNOWN_GPU_MODEL,
                    "gpu",
                    "strategy 'Demand' has no GPU model",
                    "add `gpu.product`, or use strategy 'Disabled'");
        }
        Partitioning partitioning = group.partitioning();
        Demand demand = partitioning == null ? null : partitioning.demand();
        if (demand == null) {
            return new DemandRequest(Collections.emptySortedMap(), DEFAULT_SLACK);
        }
        String field = "partitioning.demand";
        SortedMap<String, Integer> written = new TreeMap<>();
        for (Headroom one : demand.headroom()) {
            if (written.put(one.profile(), one.count()) != null) {
                addTwice(field + ".headroom[" + one.profile() + "]", one.profile());
            }
        }
        SortedMap<String, Integer> headroom =
                geometry.map(model -> names(model, written, field + ".headroom"))
                        .orElseGet(Collections::emptySortedMap);
        Integer slack = demand.slackPercent();
        return new DemandRequest(headroom, slack == null ? DEFAULT_SLACK : slack);
    }

    /// The counts by NVIDIA's names, as far as they resolve.
    private SortedMap<String, Integer> names(
            GpuGeometry model, SortedMap<String, Integer> written, String field) {
        return switch (model.resolveLayout(written)) {
            case LayoutResolution.Refused(List<LayoutProblem> problems) -> {
                problems.forEach(problem -> addProblem(field, problem));
                yield Collections.emptySortedMap();
            }
            case LayoutResolution.Resolved(Layout layout) -> layout.countsByName();
        };
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
                addTwice(field + ".partitions[" + partition.profile() + "]", partition.profile());
            }
        }
        return counts;
    }

    private SortedMap<String, Integer> resolve(
            GpuGeometry model, SortedMap<String, Integer> written, String field) {
        return switch (model.resolveLayout(written)) {
            case LayoutResolution.Refused(List<LayoutProblem> problems) -> {
                problems.forEach(problem -> addProblem(field + ".partitions", problem));
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
                    problems.forEach(problem -> addProblem(field + ".partitions", problem));
        }
    }

    private void addTwice(String field, String profile) {
        add(
                Reason.DUPLICATE_PROFILE,
                field,
                "'" + profile + "' stands twice",
                "write it once with the sum of the counts");
    }

    private void addProblem(String field, LayoutProblem problem) {
        Reason reason =
                switch (problem.kind()) {
                    case UNKNOWN_PROFILE -> Reason.UNKNOWN_PROFILE;
                    case NAMED_TWICE -> Reason.DUPLICATE_PROFILE;
                    case COUNT_NOT_POSITIVE -> Reason.LAYOUT_IMPOSSIBLE;
                };
        String line = field + "[" + problem.profile() + "]";
        add(reason, line, problem.message(), problem.cure());
    }

    private void add(Reason reason, String field, String message, String cure) {
        findings.add(reason, field, message, cure);
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
