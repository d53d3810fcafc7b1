package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.InstalledCommandLine.Outcome;
import dev.regalia.PlanAsJson.Unserved;
import dev.regalia.api.PoolStatus;
import dev.regalia.api.PoolStatus.Packing;
import dev.regalia.api.Reason;
import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.cli.SnapshotPlan;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.NodeChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A pool that follows demand, on a real API server: what the operator writes into the statuses and
/// what `regalia plan` says, live and from a snapshot, are the same.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PlanAndStatusIT {

    private static final String POOL = "same";
    private static final List<String> TENANTS = List.of("same-bank", "same-railway");
    private static final String LATE = "same-telecom";
    private static final TestCloud CLOUD = TestCloud.shared();

    @TempDir static Path folder = Path.of("");
    private static InstalledCommandLine tool;

    /// What the plan says live and from a snapshot, and the plan itself.
    private record Said(PlanAsJson live, PlanAsJson fromSnapshot, FleetPlan plan) {}

    @BeforeAll
    static void settle() throws Exception {
        tool = InstalledCommandLine.in(folder.resolve("installed"));
        CLOUD.fleet().addGpuNodes(POOL, 3, Specs.H100, 8, POOL);
        CLOUD.apply(
                """
                apiVersion: regalia.dev/v1alpha1
                kind: SovereignPool
                metadata: {name: same}
                spec:
                  nodeGroups:
                  - name: slices
                    nodeSelector: {matchLabels: {topology.kubernetes.io/zone: same}}
                    gpu: {product: NVIDIA-H100-80GB-HBM3}
                    partitioning:
                      strategy: Demand
                      demand: {headroom: [{profile: 1g, count: 2}]}
                """);
        CLOUD.apply(tenant("same-bank", "", "{profile: 3g, count: 4}, {profile: 1g, count: 10}"));
        CLOUD.apply(
                tenant("same-railway", "isolation: DedicatedNode, ", "{profile: 3g, count: 10}"));
        TENANTS.forEach(CLOUD::awaitTenant);
        CLOUD.awaitPool(POOL);
        CLOUD.apply(Specs.pod("same-bank", "pricing", POOL));
        TestCloud.await("the pod is counted", () -> items("same-bank").contains(used()));
        Stillness.await(CLOUD, Duration.ofSeconds(2));
    }

    @Test
    @Order(1)
    void whereAllIsServedThereIsNothingToDoAndTheNumbersAreThoseOfTheStatuses() throws Exception {
        Said said = ask();

        expectTheSame(said, TENANTS);
        assertThat(said.live().certificates(POOL)).hasSize(2);
        assertThat(said.live().unserved(POOL)).isEmpty();
        assertThat(Objects.requireNonNull(status().packing()).gpusUsed()).isPositive();
    }

    @Test
    @Order(2)
    void whereMoreIsAskedForThanThereIsBothTellWhatIsMissingAndWhatHelps() throws Exception {
        CLOUD.apply(tenant(LATE, "", "{profile: 7g, count: 30}"));
        TestCloud.await(
                "it is told why",
                () ->
                        CLOUD.tenantCondition(LATE, "ShareGranted")
                                .filter(it -> it.status().equals("False"))
                                .filter(it -> it.reason().equals(Reason.PARTLY_GRANTED.text()))
                                .isPresent());
        Stillness.await(CLOUD, Duration.ofSeconds(2));
        Said said = ask();

        List<String> all = new ArrayList<>(TENANTS);
        all.add(LATE);
        expectTheSame(said, all);
        Unserved unserved = said.live().unserved(POOL).getFirst();
        assertThat(unserved.count()).isPositive();
        assertThat(items(LATE))
                .singleElement()
                .extracting(ShareItem::reason)
                .isEqualTo(Reason.INSUFFICIENT_CAPACITY.text());
        assertThat(CLOUD.tenantCondition(LATE, "ShareGranted").orElseThrow().message())
                .contains(unserved.resource(), unserved.because(), unserved.cure())
                .isEqualTo(String.join("\n", said.live().findings(LATE)));
    }

    private static void expectTheSame(Said said, List<String> tenants) {
        assertThat(said.fromSnapshot()).isEqualTo(said.live());
        assertThat(said.plan().nodeChanges())
                .extracting(NodeChange::node)
                .noneMatch(node -> node.startsWith(POOL));
        assertThat(said.plan().namespaces())
                .filteredOn(it -> it.name().startsWith(POOL))
                .allMatch(it -> it instanceof Hold hold && hold.exists() && hold.grant());
        PoolStatus status = status();
        assertThat(said.plan().pools())
                .filteredOn(it -> it.pool().name().equals(POOL))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.groups()).isEqualTo(status.nodeGroups());
                            assertThat(it.packing()).contains(packing(status));
                        });
        assertThat(said.live().groups(POOL))
                .isEqualTo(status.nodeGroups().stream().map(PlanAsJson.Group::of).toList());
        assertThat(said.live().packing(POOL)).isEqualTo(packing(status));
        for (String tenant : tenants) {
            assertThat(said.plan().tenants())
                    .filteredOn(it -> it.tenant().name().equals(tenant))
                    .singleElement()
                    .satisfies(it -> assertThat(it.shares()).isEqualTo(shares(tenant)));
            assertThat(said.live().items(tenant)).isEqualTo(items(tenant));
            assertThat(items(tenant))
                    .allSatisfy(
                            it ->
                                    assertThat(missing(said, tenant, it.resource()))
                                            .isEqualTo(it.requested() - reserved(it)));
        }
    }

    private static long reserved(ShareItem item) {
        return Objects.requireNonNull(item.reserved());
    }

    private static long missing(Said said, String tenant, String resource) {
        return said.live().unserved(POOL).stream()
                .filter(it -> it.tenant().equals(tenant) && it.resource().equals(resource))
                .mapToLong(Unserved::count)
                .sum();
    }

    private static Said ask() throws Exception {
        PlanAsJson live = json(regalia("plan", "-o", "json"));
        assertThat(regalia("snapshot", "-o", "same.json").code()).isZero();
        return new Said(
                live,
                json(regalia("plan", "--snapshot", "same.json", "-o", "json")),
                SnapshotPlan.of(folder.resolve("same.json")));
    }

    private static PlanAsJson json(Outcome outcome) throws IOException {
        assertThat(outcome.err()).matches(InstalledCommandLine.PLANNED);
        // Pools of other tests may still have something to do.
        assertThat(outcome.code()).as(outcome.out()).isIn(0, 1);
        return PlanAsJson.read(outcome.out());
    }

    private static Outcome regalia(String... words) throws IOException, InterruptedException {
        return tool.run(
                folder,
                "regalia",
                Map.of("KUBECONFIG", CLOUD.plane().adminKubeconfig().toString()),
                words);
    }

    private static String tenant(String name, String isolation, String partitions) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignTenant
        metadata: {name: %1$s}
        spec:
          shares: [{poolName: same, %2$spartitions: [%3$s]}]
          namespaces: [{name: %1$s, poolName: same}]
        """
                .formatted(name, isolation, partitions);
    }

    private static ShareItem used() {
        return new ShareItem("nvidia.com/mig-1g.10gb", 10, 10L, 10, 1, "Granted");
    }

    private static PoolStatus status() {
        return CLOUD.admin().resources(SovereignPool.class).withName(POOL).require().getStatus();
    }

    private static Packing packing(PoolStatus status) {
        return Objects.requireNonNull(status.packing());
    }

    private static List<ShareStatus> shares(String tenant) {
        return CLOUD.admin()
                .resources(SovereignTenant.class)
                .withName(tenant)
                .require()
                .getStatus()
                .shares();
    }

    private static List<ShareItem> items(String tenant) {
        return shares(tenant).stream().flatMap(it -> it.items().stream()).toList();
    }
}
