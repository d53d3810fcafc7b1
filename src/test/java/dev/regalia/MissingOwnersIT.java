package dev.regalia;

import static dev.regalia.BankAndRailway.PAST_THE_GRACE;
import static dev.regalia.BankAndRailway.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Promise 8, deleting is safe: pools and tenants.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MissingOwnersIT {

    private static final List<String> SMALL =
            IntStream.range(0, 4).mapToObj(it -> "small-" + it).toList();
    private static final TestCloud CLOUD = TestCloud.own();

    @BeforeAll
    static void settleFirst() {
        CLOUD.fleet().addGpuNodes("leaving", 2, Specs.H100, 8, "leaving");
        BankAndRailway.start(CLOUD);
        CLOUD.apply(Specs.pool("leaving", Specs.cut("slices", "leaving", "1g", 7)));
        for (String pool : SMALL) {
            CLOUD.fleet().addCpuNodes(pool, 1, pool);
            CLOUD.apply(Specs.pool(pool, Specs.cpu("plain", pool)));
        }
        Stream.concat(SMALL.stream(), Stream.of("leaving")).forEach(CLOUD::awaitPool);
        BankAndRailway.await(CLOUD);
    }

    @AfterAll
    static void end() {
        CLOUD.close();
    }

    @Test
    @Order(1)
    void nodesOfADeletedPoolAreReleasedAsTheyCameOnceTheGraceIsOver() {
        Stillness.await(CLOUD, SILENCE);
        Map<String, String> before = Kept.in(CLOUD.admin());

        CLOUD.admin().resources(SovereignPool.class).withName("leaving").delete();
        Stillness.pass(Duration.ofSeconds(5));
        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);

        TestCloud.await("released", () -> !isOurs("leaving-000") && !isOurs("leaving-001"));
        Stillness.await(CLOUD, SILENCE);
        for (String name : List.of("leaving-000", "leaving-001")) {
            var node = CLOUD.node(name);
            assertThat(node.getSpec().getTaints()).isEmpty();
            assertThat(node.getMetadata().getLabels())
                    .containsEntry(WellKnown.MIG_CONFIG_LABEL, WellKnown.ALL_DISABLED)
                    .doesNotContainKeys(WellKnown.POOL_LABEL, WellKnown.NODE_GROUP_LABEL);
            assertThat(node.getMetadata().getAnnotations())
                    .doesNotContainKeys(WellKnown.CHANGE_ANNOTATION, WellKnown.BEFORE_ANNOTATION);
            assertThat(node.getStatus().getAllocatable().get(WellKnown.GPU_RESOURCE))
                    .hasToString("8");
        }
        assertThat(isOurs("slices-000")).isTrue();
    }

    @Test
    @Order(2)
    void whereManyPoolsVanishAtOnceNothingIsReleasedUntilTheyAreBackOrConfirmed() {
        Stillness.await(CLOUD, SILENCE);
        Map<String, String> before = Kept.in(CLOUD.admin());
        long mark = CLOUD.audit().mark();

        SMALL.forEach(it -> CLOUD.admin().resources(SovereignPool.class).withName(it).delete());
        Stillness.pass(PAST_THE_GRACE);
        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
        assertThat(CLOUD.audit().operatorWritesSince(mark)).isEmpty();

        confirm("SovereignPool.small-3");
        TestCloud.await("released", () -> !isOurs("small-3-000"));
        TestCloud.await("the key is taken away", () -> !isConfirmed("SovereignPool.small-3"));
        CLOUD.apply(Specs.pool("small-0", Specs.cpu("plain", "small-0")));
        Stillness.pass(Duration.ofSeconds(2));
        assertThat(isOurs("small-1-000") && isOurs("small-2-000")).isTrue();

        SMALL.subList(1, 3).forEach(it -> CLOUD.apply(Specs.pool(it, Specs.cpu("plain", it))));
        SMALL.subList(0, 3).forEach(CLOUD::awaitPool);
        assertThat(CLOUD.audit().operatorWritesSince(mark))
                .filteredOn(it -> it.resource().equals("nodes"))
                .extracting(AuditLog.Write::name)
                .containsExactly("small-3-000");
    }

    @Test
    @Order(3)
    void namespacesOfADeletedTenantKeepEverythingUntilSomebodyConfirms() {
        CLOUD.apply(Specs.pod("bank-risk", "pricing", "slices"));
        TestCloud.await("the pod is counted", () -> quota("bank-risk", true).equals("1"));
        Stillness.await(CLOUD, SILENCE);
        Map<String, String> before = Kept.in(CLOUD.admin());
        long mark = CLOUD.audit().mark();

        CLOUD.admin().resources(SovereignTenant.class).withName("bank").delete();
        Stillness.pass(PAST_THE_GRACE);
        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
        // The pool no longer counts it among its tenants.
        assertThat(CLOUD.audit().operatorWritesSince(mark))
                .extracting(AuditLog.Write::resource)
                .isSubsetOf("sovereignpools/status");

        confirm("SovereignTenant.bank");
        TestCloud.await("the empty one is let go", () -> keys("bank-fraud").isEmpty());
        TestCloud.await("lowered to what is used", () -> quota("bank-risk", false).equals("1"));
        assertThat(ours("bank-fraud")).isEmpty();
        assertThat(keys("bank-risk")).isNotEmpty();
        Stillness.await(CLOUD, SILENCE);
        assertThat(isConfirmed("SovereignTenant.bank")).isTrue();

        CLOUD.admin()
                .pods()
                .inNamespace("bank-risk")
                .withName("pricing")
                .withGracePeriod(0)
                .delete();
        TestCloud.await("the other is let go", () -> keys("bank-risk").isEmpty());
        TestCloud.await("the key is taken away", () -> !isConfirmed("SovereignTenant.bank"));
        assertThat(ours("bank-risk")).isEmpty();
        assertThat(CLOUD.admin().namespaces().withName("bank-risk").require().getStatus())
                .extracting(it -> it.getPhase())
                .isEqualTo("Active");
    }

    @Test
    @Order(4)
    void aTenantOfTheSameNameHasItsNamespacesAgainWithoutAWriteToItsQuota() {
        Stillness.await(CLOUD, SILENCE);
        long mark = CLOUD.audit().mark();

        CLOUD.admin().resources(SovereignTenant.class).withName("railway").delete();
        Stillness.pass(SILENCE);
        CLOUD.apply(BankAndRailway.RAILWAY);
        CLOUD.awaitTenant("railway");
        Stillness.await(CLOUD, SILENCE);

        assertThat(Stillness.byObject(CLOUD.audit().operatorWritesSince(mark)))
                .containsEntry("namespaces railway-vision/railway-vision", 1L)
                .doesNotContainKey("resourcequotas railway-vision/regalia");
    }

    private static boolean isOurs(String node) {
        return CLOUD.node(node).getMetadata().getLabels().containsKey(WellKnown.POOL_LABEL);
    }

    private static void confirm(String key) {
        CLOUD.apply(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s}
                data: {%s: confirmed}
                """
                        .formatted(WellKnown.CONFIRMATIONS, Chart.NAMESPACE, key));
    }

    private static boolean isConfirmed(String key) {
        ConfigMap map =
                CLOUD.admin()
                        .configMaps()
                        .inNamespace(Chart.NAMESPACE)
                        .withName(WellKnown.CONFIRMATIONS)
                        .require();
        return map.getData() != null && map.getData().containsKey(key);
    }

    /// What is granted in a namespace, or used, of the slices.
    private static String quota(String namespace, boolean used) {
        var quota =
                CLOUD.admin().resourceQuotas().inNamespace(namespace).list().getItems().getFirst();
        var amounts = used ? quota.getStatus().getUsed() : quota.getSpec().getHard();
        return Objects.requireNonNull(amounts.get("requests.nvidia.com/mig-1g.10gb")).toString();
    }

    /// Our labels and annotations of a namespace.
    private static List<String> keys(String namespace) {
        var metadata = CLOUD.admin().namespaces().withName(namespace).require().getMetadata();
        return Stream.of(metadata.getLabels(), metadata.getAnnotations())
                .filter(Objects::nonNull)
                .flatMap(it -> it.keySet().stream())
                .filter(
                        it ->
                                it.startsWith("regalia.dev/")
                                        || it.equals(WellKnown.MANAGED_BY_LABEL))
                .toList();
    }

    /// Objects of ours in a namespace.
    private static List<? extends HasMetadata> ours(String namespace) {
        var client = CLOUD.admin();
        return Stream.of(
                        client.resourceQuotas().inNamespace(namespace).list().getItems(),
                        client.limitRanges().inNamespace(namespace).list().getItems(),
                        client.network().networkPolicies().inNamespace(namespace).list().getItems(),
                        client.rbac().roleBindings().inNamespace(namespace).list().getItems())
                .flatMap(List::stream)
                .toList();
    }
}
