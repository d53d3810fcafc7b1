package dev.regalia;

import static dev.regalia.TestCloud.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Condition;
import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.api.WellKnown;
import dev.regalia.sim.Fault;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The promises of the design on a real API server, each under its number.
class PromisesIT {

    private static final String H100 = "NVIDIA-H100-80GB-HBM3";
    private static final String SLICE = "nvidia.com/mig-1g.10gb";

    private final TestCloud cloud = TestCloud.shared();

    @Test
    void promise1OneOwnerANodeThatTwoPoolsSelectGoesToTheOlderAndTheOtherIsTold() {
        List<String> nodes = cloud.fleet().addGpuNodes("p1", 2, H100, 8, "p1");
        cloud.apply(Yaml.wholePool("p1-first", "p1"));
        cloud.awaitPool("p1-first");

        cloud.apply(Yaml.slicedPool("p1-second", "p1", "1g", 7));
        await("the loser is told", () -> ready("p1-second").status().equals("False"));

        for (String node : nodes) {
            assertThat(label(node, WellKnown.POOL_LABEL)).isEqualTo("p1-first");
        }
        Condition told = ready("p1-second");
        assertThat(told.message()).contains("p1-first").contains("nodeGroups[slices]");
        assertThat(cloud.poolCondition("p1-second", "Stalled")).isPresent();
    }

    @Test
    void promise2NothingRunningIsDisturbedABusyNodeIsCutOnlyOnceItIsIdle() {
        String node = cloud.fleet().addGpuNodes("p2", 1, H100, 8, "p2").getFirst();
        cloud.apply(Yaml.slicedPool("p2", "p2", "1g", 7));
        cloud.apply(Yaml.tenant("p2", "p2", "1g", 4));
        cloud.awaitTenant("p2");
        cloud.apply(Yaml.pod("p2-a", "busy", "p2", SLICE));
        await("the pod runs", () -> "Running".equals(phase("p2-a", "busy")));
        String layout = label(node, WellKnown.MIG_CONFIG_LABEL);

        cloud.apply(Yaml.slicedPool("p2", "p2", "2g", 3));
        await("the pool says what it waits for", () -> ready("p2").message().contains("p2-a/busy"));
        assertThat(label(node, WellKnown.MIG_CONFIG_LABEL)).isEqualTo(layout);
        assertThat(taints(node)).containsExactly(WellKnown.POOL_TAINT);
        assertThat(phase("p2-a", "busy")).isEqualTo("Running");

        cloud.admin().pods().inNamespace("p2-a").withName("busy").withGracePeriod(0).delete();
        cloud.awaitPool("p2");
        assertThat(label(node, WellKnown.MIG_CONFIG_LABEL)).isNotEqualTo(layout);
        assertThat(allocatable(node, "nvidia.com/mig-2g.20gb")).isEqualTo("24");
    }

    @Test
    void promise4VerifiedNotAssumedANodeThatFailsWedgesOrLiesStaysFencedAndTheRestGoesOn() {
        List<String> nodes = cloud.fleet().addGpuNodes("p4", 4, H100, 8, "p4");
        cloud.fleet().setFault(nodes.get(0), Fault.FAIL);
        cloud.fleet().setFault(nodes.get(1), Fault.WEDGE);
        cloud.fleet().setFault(nodes.get(2), Fault.LIE);

        cloud.apply(Yaml.slicedPool("p4", "p4", "1g", 7));

        await(
                "all three are named",
                () -> {
                    String said = cloud.poolCondition("p4", "PartitionsConfigured").get().message();
                    return said.contains("node '" + nodes.get(0))
                            && said.contains("node '" + nodes.get(1))
                            && said.contains("node '" + nodes.get(2));
                });
        await("the rest goes on", () -> taints(nodes.get(3)).equals(List.of(WellKnown.POOL_TAINT)));
        for (String bad : nodes.subList(0, 3)) {
            assertThat(taints(bad)).contains(WellKnown.CHANGE_TAINT);
        }
        var group = pool("p4").getStatus().nodeGroups().getFirst();
        assertThat(group.nodes().ready()).isEqualTo(1);
        assertThat(group.nodes().failed()).isEqualTo(3);
        assertThat(group.partitions().getFirst().ready()).isEqualTo(56);
    }

    @Test
    void promise7WeWriteNobodysSpecAndNothingOfOthersOnNodes() throws InterruptedException {
        List<String> nodes = cloud.fleet().addGpuNodes("p7", 3, H100, 8, "p7");
        var stop = new AtomicBoolean();
        var failure = new AtomicReference<Throwable>();
        Thread writer =
                Thread.ofPlatform()
                        .uncaughtExceptionHandler((_, thrown) -> failure.set(thrown))
                        .start(() -> writeOnOthersKeys(nodes, stop));

        cloud.apply(Yaml.slicedPool("p7", "p7", "1g", 7));
        cloud.apply(Yaml.tenant("p7", "p7", "1g", 4));
        cloud.awaitPool("p7");
        cloud.awaitTenant("p7");
        stop.set(true);
        writer.join();
        assertThat(failure.get()).isNull();

        for (String node : nodes) {
            assertThat(taints(node)).contains("example.fr/maintenance", WellKnown.POOL_TAINT);
            assertThat(label(node, "example.fr/rack")).startsWith("r");
        }
        assertThat(ownedByUs(pool("p7").getMetadata().getManagedFields()))
                .allSatisfy(fields -> assertThat(fields).doesNotContain("f:spec"));
        SovereignTenant tenant =
                cloud.admin().resources(SovereignTenant.class).withName("p7").require();
        assertThat(ownedByUs(tenant.getMetadata().getManagedFields()))
                .allSatisfy(fields -> assertThat(fields).doesNotContain("f:spec"));
    }

    @Test
    void promise7AKeyOfOursThatSomebodyTakesAwayIsPutBackThreeTimesAndThenTheyAreNamed() {
        String node = cloud.fleet().addGpuNodes("p7d", 1, H100, 8, "p7d").getFirst();
        cloud.apply(Yaml.wholePool("p7d", "p7d"));
        cloud.awaitPool("p7d");
        for (int times = 0; times < 3; times++) {
            removePoolLabel(node);
            await("put back", () -> "p7d".equals(label(node, WellKnown.POOL_LABEL)));
        }
        removePoolLabel(node);
        await(
                "the writer is named",
                () -> cloud.poolCondition("p7d", "Stalled").get().message().contains("vandal"));
        cloud.apply(Yaml.wholePool("p7d", "p7d").replace("spec:", "spec:\n  priority: 1"));
        await("another try", () -> "p7d".equals(label(node, WellKnown.POOL_LABEL)));
    }

    @Test
    void promise8DeletingATenantLeavesItsNamespaceItsQuotaAndItsPods() {
        cloud.fleet().addGpuNodes("p8", 1, H100, 8, "p8");
        cloud.apply(Yaml.slicedPool("p8", "p8", "1g", 7));
        cloud.apply(Yaml.tenant("p8", "p8", "1g", 4));
        cloud.awaitTenant("p8");
        cloud.apply(Yaml.pod("p8-a", "work", "p8", SLICE));
        await("the pod runs", () -> "Running".equals(phase("p8-a", "work")));

        cloud.admin().resources(SovereignTenant.class).withName("p8").delete();
        await(
                "an event says so",
                () ->
                        cloud
                                .admin()
                                .v1()
                                .events()
                                .inNamespace(Chart.NAMESPACE)
                                .list()
                                .getItems()
                                .stream()
                                .anyMatch(it -> it.getMessage().contains("p8")));
        assertThat(phase("p8-a", "work")).isEqualTo("Running");
        assertThat(quota("p8-a")).isEqualTo("4");

        cloud.apply(Yaml.tenant("p8", "p8", "1g", 4));
        cloud.awaitTenant("p8");
    }

    @Test
    void promise10ExplainedEverythingThatIsWrongIsSaidAtOnceWithFieldAndCure() {
        cloud.apply(
                """
                apiVersion: regalia.dev/v1alpha1
                kind: SovereignPool
                metadata: {name: p10}
                spec:
                  nodeGroups:
                  - name: misspelt
                    nodeSelector: {matchLabels: {topology.kubernetes.io/zone: p10}}
                    gpu: {product: NVIDIA-H100-80GB-HBM3}
                    partitioning:
                      strategy: Fixed
                      fixed: {layouts: [{gpusPerNode: 8, partitions: [{profile: 5g, count: 1}]}]}
                  - name: too-much
                    nodeSelector: {matchLabels: {topology.kubernetes.io/zone: p10}}
                    gpu: {product: NVIDIA-H100-80GB-HBM3}
                    partitioning:
                      strategy: Fixed
                      fixed: {layouts: [{gpusPerNode: 8, partitions: [{profile: 3g, count: 3}]}]}
                  - name: unknown
                    nodeSelector: {matchLabels: {topology.kubernetes.io/zone: p10}}
                    gpu: {product: NVIDIA-X1}
                    partitioning:
                      strategy: Fixed
                      fixed: {layouts: [{gpusPerNode: 8, partitions: [{profile: 1g, count: 1}]}]}
                """);
        cloud.apply(Yaml.tenant("p10", "nowhere", "1g", 4));

        await("pool is refused", () -> ready("p10").status().equals("False"));
        String said = cloud.poolCondition("p10", "Accepted").get().message();
        assertThat(said)
                .contains("nodeGroups[misspelt]", "5g")
                .contains("nodeGroups[too-much]", "3g")
                .contains("nodeGroups[unknown]", "NVIDIA-X1");
        assertThat(cloud.poolCondition("p10", "Stalled")).isPresent();
        await("events", () -> eventReasons("p10").contains("LayoutImpossible"));
        assertThat(eventReasons("p10")).contains("UnknownProfile", "UnknownGpuModel");

        await("tenant", () -> cloud.tenantCondition("p10", "Stalled").isPresent());
        assertThat(cloud.tenantCondition("p10", "Ready").get().reason()).isEqualTo("PoolMissing");
    }

    /// Replaces whole nodes, as a careful writer does: with the version it has read.
    private void writeOnOthersKeys(List<String> nodes, AtomicBoolean stop) {
        for (int i = 0; !stop.get(); i++) {
            for (String name : nodes) {
                try {
                    cloud.admin().resource(touched(cloud.node(name), i)).update();
                } catch (KubernetesClientException e) {
                    assertThat(e.getCode()).isEqualTo(409);
                }
            }
        }
    }

    private static Node touched(Node node, int round) {
        node.getMetadata().getLabels().put("example.fr/rack", "r" + round);
        var taints = new ArrayList<>(node.getSpec().getTaints());
        taints.removeIf(it -> it.getKey().equals("example.fr/maintenance"));
        taints.add(new Taint("PreferNoSchedule", "example.fr/maintenance", null, "r" + round));
        node.getSpec().setTaints(taints);
        return node;
    }

    private void removePoolLabel(String node) {
        cloud.admin()
                .nodes()
                .withName(node)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("vandal")
                                .build(),
                        "{\"metadata\":{\"labels\":{\"" + WellKnown.POOL_LABEL + "\":\"mine\"}}}");
    }

    private static List<String> ownedByUs(List<ManagedFieldsEntry> entries) {
        return entries.stream()
                .filter(it -> WellKnown.FIELD_MANAGER.equals(it.getManager()))
                .map(it -> String.valueOf(it.getFieldsV1()))
                .toList();
    }

    private List<String> eventReasons(String object) {
        return cloud.admin().v1().events().inAnyNamespace().list().getItems().stream()
                .filter(it -> object.equals(it.getInvolvedObject().getName()))
                .map(it -> it.getReason())
                .toList();
    }

    private SovereignPool pool(String name) {
        return cloud.admin().resources(SovereignPool.class).withName(name).require();
    }

    private Condition ready(String pool) {
        return cloud.poolCondition(pool, "Ready").orElseThrow();
    }

    private String phase(String namespace, String pod) {
        return cloud.admin()
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .require()
                .getStatus()
                .getPhase();
    }

    private String quota(String namespace) {
        var quota =
                cloud.admin().resourceQuotas().inNamespace(namespace).withName("regalia").require();
        return String.valueOf(quota.getStatus().getHard().get("requests." + SLICE));
    }

    private String label(String node, String key) {
        return String.valueOf(cloud.node(node).getMetadata().getLabels().get(key));
    }

    private List<String> taints(String node) {
        return cloud.node(node).getSpec().getTaints().stream().map(Taint::getKey).toList();
    }

    private String allocatable(String node, String resource) {
        return String.valueOf(cloud.node(node).getStatus().getAllocatable().get(resource));
    }
}
