package dev.regalia.cli.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.api.WellKnown;
import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.cli.manifest.Manifests;
import dev.regalia.cli.manifest.Overlay;
import dev.regalia.cli.report.PlanReport.Counts;
import dev.regalia.cli.report.PlanReports;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import dev.regalia.plan.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RededicationReportTest {

    private static final GpuCatalog CATALOG = GpuCatalogReader.readDefault();
    private static final Settings SETTINGS = SyntheticFleet.settings();

    private static final String TENANT = WellKnown.NODE_TENANT_LABEL;

    private final List<Counts> told = new ArrayList<>();

    private ClusterSnapshot settle(ClusterSnapshot fleet, String isolation) {
        String bank =
                """
                apiVersion: regalia.dev/v1alpha1
                kind: SovereignTenant
                metadata: {name: bank}
                spec:
                  shares: [{poolName: fleet, gpus: 2, isolation: %s}]
                  namespaces: [{name: bank, poolName: fleet}]
                """
                        .formatted(isolation);
        Manifests manifests = new Manifests();
        manifests.add("bank.yaml", bank.getBytes(StandardCharsets.UTF_8));
        ClusterSnapshot now = Overlay.over(fleet, SETTINGS, manifests, false);
        CarriedOut carriedOut = new CarriedOut(CATALOG, SETTINGS);
        for (int round = 0; round < 12; round++) {
            FleetPlan plan = new FleetPlanner(CATALOG, SETTINGS).plan(now);
            told.add(PlanReports.of(CATALOG, SETTINGS, now, plan).counts());
            now = carriedOut.after(now, plan, now.takenAt().plus(Duration.ofMinutes(5)));
        }
        return now;
    }

    @Test
    void wholeGpusThatOnlyChangeHandsAreRelabelledOnceAndNotRepartitioned() {
        ClusterSnapshot empty =
                SyntheticFleet.of(
                        new FleetSize(4, 2, "NVIDIA-H100-80GB-HBM3", 0, 100, 1, Strategy.DEMAND),
                        CATALOG);
        ClusterSnapshot own = settle(empty, "DedicatedNode");
        assertThat(told.getLast().anything()).isFalse();
        assertThat(own.nodes()).filteredOn(node -> node.label(TENANT).isPresent()).hasSize(1);
        told.clear();

        ClusterSnapshot now = settle(own, "SharedNode");

        assertThat(told).extracting(Counts::relabel).contains(1);
        assertThat(told).extracting(Counts::repartition).containsOnly(0);
        assertThat(told).filteredOn(Counts::anything).as("fence, and hand over").hasSize(2);
        assertThat(told.getLast().anything()).isFalse();
        assertThat(now.nodes()).noneMatch(node -> node.label(TENANT).isPresent());
    }
}
