package dev.regalia.sim;

import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The model of all GPUs of one node.
///
/// @param product the value of `nvidia.com/gpu.product`
/// @param memoryMiB as the driver reports it, a little under a whole number of GiB
/// @param geometry what it can be cut into; empty where the model cannot do MIG
record GpuBoard(String product, int memoryMiB, Optional<GpuGeometry> geometry) {

    private static final int RESERVED_MIB = 361;
    private static final int MIB_PER_GIB = 1024;
    private static final int MEMORY_WITHOUT_GEOMETRY = 48;

    /// A board by its product label.
    ///
    /// @param memoryGB tells boards of one label apart, and is the memory of a board that the
    ///   catalog does not know
    static GpuBoard of(GpuCatalog catalog, String product, OptionalInt memoryGB) {
        List<GpuGeometry> geometries = catalog.forProduct(product, memoryGB);
        if (geometries.isEmpty()) {
            int memory = memoryGB.orElse(MEMORY_WITHOUT_GEOMETRY);
            return new GpuBoard(product, mebibytes(memory), Optional.empty());
        }
        GpuGeometry geometry = geometries.getFirst();
        return new GpuBoard(product, mebibytes(geometry.memoryGB()), Optional.of(geometry));
    }

    boolean migCapable() {
        return geometry.isPresent();
    }

    /// Whether a mig-parted entry with these device filters is for this board.
    boolean passes(List<String> deviceFilters) {
        return deviceFilters.isEmpty()
                || geometry.stream()
                        .flatMap(known -> known.deviceFilters().stream())
                        .anyMatch(own -> deviceFilters.stream().anyMatch(f -> same(own, f)));
    }

    /// A filter may carry the ids of the subsystem behind a colon; those of boards are not known.
    private static boolean same(String own, String filter) {
        int colon = filter.indexOf(':');
        String device = colon < 0 ? filter : filter.substring(0, colon);
        return own.toLowerCase(Locale.ROOT).equals(device.toLowerCase(Locale.ROOT));
    }

    private static int mebibytes(int memoryGB) {
        return memoryGB * MIB_PER_GIB - RESERVED_MIB;
    }
}
