package dev.regalia;

import static dev.regalia.BankAndRailway.PAST_THE_GRACE;
import static dev.regalia.BankAndRailway.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.regalia.AuditLog.Write;
import dev.regalia.sandbox.CommandOutput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Promise 8, deleting is safe: the kinds and the chart.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CrdDeletionIT {

    private static final String PLAIN = Specs.pool("plain", Specs.cpu("plain", "plain"));
    private static final TestCloud CLOUD = TestCloud.own();

    @BeforeAll
    static void settleFirst() {
        CLOUD.fleet().addCpuNodes("plain", 1, "plain");
        BankAndRailway.start(CLOUD);
        CLOUD.apply(PLAIN);
        awaitAll();
        CLOUD.apply(Specs.pod("bank-risk", "pricing", "slices"));
        TestCloud.await(
                "the pod runs",
                () ->
                        CLOUD.admin()
                                .pods()
                                .inNamespace("bank-risk")
                                .withName("pricing")
                                .require()
                                .getStatus()
                                .getPhase()
                                .equals("Running"));
    }

    private static void awaitAll() {
        BankAndRailway.await(CLOUD);
        CLOUD.awaitPool("plain");
    }

    @AfterAll
    static void end() {
        CLOUD.close();
    }

    @Test
    @Order(1)
    void bothKindsDeletedAndBroughtBackWithTheOperatorUpLeaveEverythingInPlace() {
        Stillness.await(CLOUD, SILENCE);
        Map<String, String> before = Kept.in(CLOUD.admin());
        long mark = CLOUD.audit().mark();

        deleteCrds();
        Stillness.pass(PAST_THE_GRACE);
        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
        assertThat(CLOUD.audit().operatorWritesSince(mark)).isEmpty();

        createCrds();
        Stillness.pass(PAST_THE_GRACE);
        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
        assertThat(CLOUD.audit().operatorWritesSince(mark)).isEmpty();

        bringBackAndExpectOnlyStatusesAndUids(before, mark);
    }

    @Test
    @Order(2)
    void bothKindsDeletedAndBroughtBackWithTheOperatorDownLeaveEverythingInPlace() {
        Stillness.await(CLOUD, SILENCE);
        Map<String, String> before = Kept.in(CLOUD.admin());
        long mark = CLOUD.audit().mark();

        CLOUD.stopOperator();
        deleteCrds();
        CLOUD.startOperator();
        TestCloud.await("it leads while its kinds are missing", CLOUD::leading);
        Stillness.pass(PAST_THE_GRACE);
        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
        assertThat(CLOUD.audit().operatorWritesSince(mark)).isEmpty();

        createCrds();
        bringBackAndExpectOnlyStatusesAndUids(before, mark);
    }

    @Test
    @Order(3)
    void theChartUninstalledWithTheOperatorGoneKeepsTheKindsAndNothingIsStuck() {
        Stillness.await(CLOUD, SILENCE);
        CLOUD.stopOperator();
        Map<String, String> before = Kept.in(CLOUD.admin());

        Helm.uninstall(Chart.RELEASE)
                .withKubeConfig(CLOUD.plane().adminKubeconfig())
                .withNamespace(Chart.NAMESPACE)
                .call();

        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
        assertThat(kubectl("get", "spool,stenant", "-o", "name").lines()).hasSize(4);
        kubectl("delete", "stenant", "--all", "--timeout=10s");
        kubectl("delete", "spool", "--all", "--timeout=10s");
        deleteCrds();
        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
    }

    private static void bringBackAndExpectOnlyStatusesAndUids(
            Map<String, String> before, long mark) {
        BankAndRailway.OBJECTS.forEach(CLOUD::apply);
        CLOUD.apply(PLAIN);
        awaitAll();
        Stillness.await(CLOUD, SILENCE);

        assertThat(Kept.in(CLOUD.admin())).isEqualTo(before);
        List<Write> writes = CLOUD.audit().operatorWritesSince(mark);
        assertThat(writes)
                .filteredOn(it -> it.resource().equals("namespaces"))
                .extracting(Write::name)
                .containsExactlyInAnyOrder("bank-risk", "bank-fraud", "railway-vision");
        assertThat(writes)
                .extracting(Write::resource)
                .isSubsetOf("namespaces", "sovereignpools/status", "sovereigntenants/status");
    }

    private static void deleteCrds() {
        kubectl("delete", "--timeout=20s", "-f", "crds");
    }

    private static void createCrds() {
        kubectl("create", "-f", "crds");
        kubectl("wait", "--for=condition=Established", "--timeout=20s", "-f", "crds");
    }

    private static String kubectl(String... arguments) {
        CommandOutput output = CLOUD.plane().kubectl(CLOUD.plane().adminKubeconfig(), arguments);
        assertThat(output.succeeded()).as(output.text()).isTrue();
        return output.text();
    }
}
