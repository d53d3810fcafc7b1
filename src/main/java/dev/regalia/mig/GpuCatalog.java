package dev.regalia.mig;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The geometries of every known GPU model.
///
/// @param geometries in the order of the resource file; ids are unique
/// @param packings what their GPUs can be cut into together
public record GpuCatalog(List<GpuGeometry> geometries, GpuPackings packings) {

    private static final String SHARED = "-SHARED";
    private static final String MIG = "-MIG-";

    public GpuCatalog {
        geometries = List.copyOf(geometries);
    }

    /// A catalog without facets, so that packings of geometries with known placements are not
    /// exact.
    public GpuCatalog(List<GpuGeometry> geometries) {
        this(geometries, new GpuPackings(Map.of()));
    }

    /// What GPUs of this model can be cut into together, and how many are needed for what.
    public GpuPacking packing(GpuGeometry geometry) {
        return packings.of(geometry);
    }

    /// The geometries that a product label can mean, suffixes or not; empty when the model is not
    /// known, more than one when boards of different memory share the label.
    public List<GpuGeometry> forProduct(String productLabel) {
        return forProduct(productLabel, OptionalInt.empty());
    }

    /// The geometries that a product label and, where given, a memory in GiB (rounded up) can mean.
    public List<GpuGeometry> forProduct(String productLabel, OptionalInt memoryGB) {
        String product = stripSuffixes(productLabel);
        return geometries.stream()
                .filter(geometry -> geometry.productLabels().contains(product))
                .filter(
                        geometry ->
                                memoryGB.isEmpty() || memoryGB.getAsInt() == geometry.memoryGB())
                .toList();
    }

    /// A value of `nvidia.com/gpu.product` without what the configuration of the node adds to it:
    /// `-MIG-<profile>` and `-MIG-INVALID` (strategy `single`), `-SHARED` (time-slicing), or both.
    public static String stripSuffixes(String productLabel) {
        String product =
                productLabel.endsWith(SHARED)
                        ? productLabel.substring(0, productLabel.length() - SHARED.length())
                        : productLabel;
        int mig = product.indexOf(MIG);
        return mig < 0 ? product : product.substring(0, mig);
    }

    /// The memory of a GPU in GiB, rounded up, from `nvidia.com/gpu.memory` in MiB: 80 for the
    /// 81559 of an H100.
    public static int memoryGB(long mebibytes) {
        return Math.toIntExact(Math.ceilDiv(mebibytes, 1024L));
    }
}
