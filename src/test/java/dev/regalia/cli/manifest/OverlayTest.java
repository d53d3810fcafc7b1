package dev.regalia.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.cli.synthetic.FleetSize;
import dev.regalia.cli.synthetic.SyntheticFleet;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.TenantFacts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OverlayTest {

    private static final ClusterSnapshot FLEET =
            SyntheticFleet.of(
                    new FleetSize(8, 8, "NVIDIA-H100-80GB-HBM3", 2, 50, 1, Strategy.FIXED),
                    GpuCatalogReader.readDefault());

    private static ClusterSnapshot over(String yaml, boolean prune) {
        Manifests manifests = new Manifests();
        manifests.add("file.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(manifests.problems()).isEmpty();
        return Overlay.over(FLEET, SyntheticFleet.settings(), manifests, prune);
    }

    private static String tenant(String name, int gpus) {
        return """
        ---
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignTenant
        metadata: {name: %s}
        spec: {shares: [{poolName: fleet, gpus: %d}]}
        """
                .formatted(name, gpus);
    }

    @Test
    void noFilesChangeNothing() {
        assertThat(over("", false)).isEqualTo(FLEET);
    }

    @Test
    void whatExistsKeepsItsIdentityAndWhatIsNewIsTheYoungest() {
        ClusterSnapshot laid = over(tenant("tenant-01", 1) + tenant("zzz", 1), false);

        TenantFacts before = FLEET.tenants().getFirst();
        assertThat(laid.tenants())
                .extracting(TenantFacts::name)
                .containsExactly("tenant-01", "tenant-02", "zzz");
        TenantFacts changed = laid.tenants().getFirst();
        assertThat(changed.uid()).isEqualTo(before.uid());
        assertThat(changed.createdAt()).isEqualTo(before.createdAt());
        assertThat(changed.generation()).isEqualTo(before.generation() + 1);
        assertThat(changed.spec().shares().getFirst().gpus()).isOne();
        assertThat(laid.tenants().getLast().createdAt())
                .isAfter(FLEET.takenAt())
                .isAfter(laid.tenants().get(1).createdAt());
        assertThat(laid.tenants().get(1)).isEqualTo(FLEET.tenants().get(1));
    }

    @Test
    void prunedObjectsAreGoneAndTakenAsJustSeenToBeMissing() {
        ClusterSnapshot laid = over(tenant("tenant-01", 1), true);

        assertThat(laid.tenants()).extracting(TenantFacts::name).containsExactly("tenant-01");
        assertThat(laid.pools()).isEmpty();
        assertThat(laid.memory().missingSince())
                .containsEntry("SovereignPool.fleet", FLEET.takenAt())
                .containsEntry("SovereignTenant.tenant-02", FLEET.takenAt());
    }
}
