package dev.regalia.sim;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import java.util.OptionalInt;

/// The shipped catalog and nodes of some of its models.
final class Boards {

    static final GpuCatalog CATALOG = GpuCatalogReader.readDefault();
    static final String H100 = "NVIDIA-H100-80GB-HBM3";
    static final String A100 = "NVIDIA-A100-SXM4-80GB";
    static final String L40S = "NVIDIA-L40S";

    private Boards() {}

    static NodeGpus whole(String product, int count) {
        return NodeGpus.whole(GpuBoard.of(CATALOG, product, OptionalInt.empty()), count);
    }
}
