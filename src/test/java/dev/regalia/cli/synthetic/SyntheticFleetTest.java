package dev.regalia.cli.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.regalia.api.PoolSpec.Strategy;
import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.FleetPlanner;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.Progress;
import dev.regalia.plan.Resources;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticFleetTest {

    private static final GpuCatalog CATALOG = GpuCatalogReader.readDefault();

    private static FleetSize size(int nodes, int gpus, String product, Strategy strategy) {
        return new FleetSize(nodes, gpus, product, 5, 30, 7, strategy);
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA-H100-80GB-HBM3, 8, FIXED",
        "NVIDIA-H100-80GB-HBM3, 8, DEMAND",
        "NVIDIA-A100-SXM4-40GB, 4, FIXED",
        "NVIDIA-A30, 2, FIXED",
        "NVIDIA-H200, 1, FIXED"
    })
    void aFleetIsSettledAndItsTenantsHaveAllThatTheyAskFor(
            String product, int gpus, Strategy strategy) {
        ClusterSnapshot fleet = SyntheticFleet.of(size(20, gpus, product, strategy), CATALOG);

        FleetPlan plan = new FleetPlanner(CATALOG, SyntheticFleet.settings()).plan(fleet);

        assertThat(plan.nodeChanges()).isEmpty();
        assertThat(plan.pools()).allMatch(pool -> pool.progress() == Progress.DONE);
        assertThat(plan.tenants()).hasSize(5).allMatch(tenant -> tenant.granted());
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void podsHoldNoMoreThanNodesShowAndQuotaAllows() {
        ClusterSnapshot fleet =
                SyntheticFleet.of(size(40, 8, "NVIDIA-H100-80GB-HBM3", Strategy.FIXED), CATALOG);

        long idle = fleet.nodes().stream().filter(NodeFacts::idle).count();
        assertThat(idle).isEqualTo(12);
        for (NodeFacts node : fleet.nodes()) {
            SortedMap<String, Long> held = new TreeMap<>();
            node.gpuPods().forEach(pod -> held.putAll(Resources.plus(held, pod.holds())));
            assertThat(Resources.covers(node.allocatable(), held)).isTrue();
        }
        for (NamespaceFacts namespace : fleet.namespaces()) {
            var quota = namespace.quota().orElseThrow();
            assertThat(Resources.covers(quota.hard(), quota.used())).isTrue();
        }
    }

    @Test
    void aNodeThatThePoolHasNotTakenHasNoPods() {
        ClusterSnapshot fleet =
                SyntheticFleet.of(size(20, 8, "NVIDIA-H100-80GB-HBM3", Strategy.DEMAND), CATALOG);
        List<NodeFacts> outside =
                fleet.nodes().stream().filter(node -> node.pool().isEmpty()).toList();

        assertThat(outside).isNotEmpty().allMatch(node -> node.idle() && node.pods().isEmpty());
        assertThat(fleet.nodes()).anyMatch(node -> !node.idle());
    }

    @Test
    void theSameSeedGivesTheSameFleetAndAnotherOneAnother() {
        FleetSize one = size(12, 8, "NVIDIA-H100-80GB-HBM3", Strategy.FIXED);

        assertThat(SyntheticFleet.of(one, CATALOG)).isEqualTo(SyntheticFleet.of(one, CATALOG));
        assertThat(
                        SyntheticFleet.of(
                                new FleetSize(12, 8, one.product(), 5, 30, 8, Strategy.FIXED),
                                CATALOG))
                .isNotEqualTo(SyntheticFleet.of(one, CATALOG));
    }

    @Test
    void sizesThatMakeNoSenseAreRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> size(0, 8, "x", Strategy.FIXED))
                .withMessage("nodes must be 1 to 5000, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyntheticFleet.of(size(1, 8, "x", Strategy.FIXED), CATALOG))
                .withMessageStartingWith("product 'x' is not known; known are ");
    }
}
