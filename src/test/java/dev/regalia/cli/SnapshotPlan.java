package dev.regalia.cli;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import java.nio.file.Path;

/// The plan that `regalia plan --snapshot` prints, with what it does not print.
public final class SnapshotPlan {

    private SnapshotPlan() {}

    /// Reads a snapshot and plans.
    public static FleetPlan of(Path snapshot) {
        Observed seen = SnapshotFiles.read(snapshot);
        return new FleetPlanner(GpuCatalogReader.readDefault(), seen.settings())
                .plan(seen.cluster());
    }
}
