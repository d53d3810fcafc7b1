package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Layouts that follow what tenants ask for, on a real API server.
class DemandIT {

    private static final TestCloud CLOUD = TestCloud.shared();

    private static String pool(String name, String more) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignPool
        metadata: {name: %1$s}
        spec:
          nodeGroups:
          - name: slices
            nodeSelector: {matchLabels: {topology.kubernetes.io/zone: %1$s}}
            gpu: {product: NVIDIA-H100-80GB-HBM3}
            partitioning: {strategy: Demand%2$s}
        """
                .formatted(name, more);
    }

    private static String tenant(String name, String pool, String partitions) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignTenant
        metadata: {name: %1$s}
        spec:
          shares: [{poolName: %2$s, partitions: [%3$s]}]
          namespaces: [{name: %1$s, poolName: %2$s}]
        """
                .formatted(name, pool, partitions);
    }

    @Test
    void layoutsFollowWhatTenantsAskForAndTakeNoMoreNodesThanNeeded() {
        List<String> nodes = CLOUD.fleet().addGpuNodes("demand", 4, Specs.H100, 8, "demand");
        CLOUD.apply(pool("demand", ""));
        CLOUD.awaitPool("demand");
        assertThat(members(nodes, "demand")).isEmpty();

        CLOUD.apply(
                tenant(
                        "demand-bank",
                        "demand",
                        "{profile: 3g, count: 4}, {profile: 1g, count: 20}"));
        CLOUD.awaitTenant("demand-bank");
        CLOUD.awaitPool("demand");
        assertThat(members(nodes, "demand")).hasSize(1);
        var packing = Objects.requireNonNull(status("demand").packing());
        assertThat(packing.gpusUsed()).isEqualTo(packing.gpusOptimal());

        CLOUD.apply(tenant("demand-railway", "demand", "{profile: 4g, count: 7}"));
        CLOUD.awaitTenant("demand-railway");
        assertThat(members(nodes, "demand")).hasSize(2);
        assertThat(items("demand-railway"))
                .allSatisfy(item -> assertThat(item.granted()).isEqualTo(7));
        assertThat(items("demand-bank"))
                .allSatisfy(item -> assertThat(item.granted()).isEqualTo(item.requested()));
    }

    @Test
    void aDedicatedTenantGetsNodesOfItsOwnAndGivesThemBack() {
        List<String> nodes = CLOUD.fleet().addGpuNodes("own", 3, Specs.H100, 8, "own");
        CLOUD.apply(pool("own", ""));
        CLOUD.apply(tenant("own-railway", "own", "{profile: 1g, count: 10}"));
        CLOUD.awaitTenant("own-railway");
        assertThat(members(nodes, "own")).hasSize(1);

        CLOUD.apply(
                tenant("own-bank", "own", "{profile: 3g, count: 18}")
                        .replace("partitions:", "isolation: DedicatedNode, partitions:"));
        CLOUD.awaitTenant("own-bank");
        List<String> theirs = nodes.stream().filter(it -> isOf(it, "own-bank")).toList();
        assertThat(theirs).hasSize(2);
        for (String name : theirs) {
            assertThat(CLOUD.node(name).getSpec().getTaints())
                    .extracting("key", "value")
                    .contains(tuple(WellKnown.TENANT_TAINT, "own-bank"));
        }
        assertThat(
                        CLOUD.admin()
                                .namespaces()
                                .withName("own-bank")
                                .require()
                                .getMetadata()
                                .getLabels())
                .containsEntry(WellKnown.GRANT_LABEL, "dedicated");

        CLOUD.apply(tenant("own-bank", "own", "{profile: 3g, count: 18}"));
        TestCloud.await("shared again", () -> nodes.stream().noneMatch(it -> isOf(it, "own-bank")));
        CLOUD.awaitTenant("own-bank");
    }

    private static boolean isOf(String node, String tenant) {
        return tenant.equals(
                CLOUD.node(node).getMetadata().getLabels().get(WellKnown.NODE_TENANT_LABEL));
    }

    private static dev.regalia.api.PoolStatus status(String pool) {
        return CLOUD.admin().resources(SovereignPool.class).withName(pool).require().getStatus();
    }

    private static List<ShareItem> items(String tenant) {
        return CLOUD.admin()
                .resources(SovereignTenant.class)
                .withName(tenant)
                .require()
                .getStatus()
                .shares()
                .getFirst()
                .items();
    }

    private static List<String> members(List<String> nodes, String pool) {
        return nodes.stream().filter(name -> belongs(CLOUD.node(name), pool)).toList();
    }

    private static boolean belongs(Node node, String pool) {
        return pool.equals(node.getMetadata().getLabels().get(WellKnown.POOL_LABEL));
    }
}
