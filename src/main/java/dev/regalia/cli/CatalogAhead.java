package dev.regalia.cli;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The catalog of GPU models, read while a cluster or a snapshot is looked at.
final class CatalogAhead {

    private final FutureTask<GpuCatalog> reading = new FutureTask<>(GpuCatalogReader::readDefault);

    private CatalogAhead() {}

    /// Begins to read.
    static CatalogAhead begin() {
        CatalogAhead catalog = new CatalogAhead();
        Thread.ofPlatform().daemon().name("catalog").start(catalog.reading);
        return catalog;
    }

    /// The catalog, once it is read.
    GpuCatalog get() {
        try {
            return reading.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the catalog that ships with Regalia", e);
        }
    }
}
