package dev.regalia.plan;

import dev.regalia.api.PoolSpec.Gpu;
import dev.regalia.api.Reason;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which GPU model a node group means.
record ModelReading(GpuCatalog catalog, GroupFindings findings) {

    /// The geometry that a group's `gpu` means; empty where it means none or more than one.
    ///
    /// @param cut the group's strategy needs the geometry
    Optional<GpuGeometry> geometry(Gpu gpu, boolean cut) {
        List<GpuGeometry> known = catalog.forProduct(product(gpu));
        List<GpuGeometry> fitting = ofMemory(known, gpu.memoryGB());
        if (fitting.size() > 1) {
            findings.add(
                    Reason.AMBIGUOUS_GPU_MODEL,
                    "gpu.product",
                    "'" + product(gpu) + "' can mean " + joined(fitting, GpuGeometry::id),
                    "set `gpu.memoryGB` to one of "
                            + joined(fitting, geometry -> "" + geometry.memoryGB()));
        }
        if (fitting.isEmpty() && cut) {
            unknownModel(gpu, known);
        }
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /// Exactly that memory, or within 10 percent of it where no model has exactly that.
    private static List<GpuGeometry> ofMemory(List<GpuGeometry> known, @Nullable Integer memoryGB) {
        if (memoryGB == null) {
            return known;
        }
        int wanted = memoryGB;
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
            findings.add(
                    Reason.UNKNOWN_GPU_MODEL,
                    "gpu.product",
                    "'" + product(gpu) + "' is no GPU model whose MIG geometry is known",
                    "write one of " + labels + "; or use strategy 'Disabled'");
        } else {
            findings.add(
                    Reason.UNKNOWN_GPU_MODEL,
                    "gpu.memoryGB",
                    "no '" + product(gpu) + "' with " + gpu.memoryGB() + " GB is known",
                    "write " + joined(known, geometry -> "" + geometry.memoryGB()));
        }
    }

    private static String product(Gpu gpu) {
        return GpuCatalog.stripSuffixes(gpu.product());
    }

    private static String joined(List<GpuGeometry> geometries, Function<GpuGeometry, String> word) {
        return geometries.stream().map(word).distinct().collect(Collectors.joining(", "));
    }
}
