package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.AuditLog.Write;
import dev.regalia.api.SovereignTenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Promise 9, quiet: the operator's writes as the API server's audit log counts them, without
/// leases, events and dry-runs.
final class QuietIT {

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final TestCloud CLOUD = TestCloud.own();

    @BeforeAll
    static void settleFirst() {
        CLOUD.fleet().addGpuNodes("slices", 2, Specs.H100, 8, "slices");
        CLOUD.fleet().addCpuNodes("plain", 1, "plain");
        CLOUD.fleet().addGpuNodes("other", 1, Specs.H100, 8, "other");
        CLOUD.startOperator();
        CLOUD.apply(Specs.pool("slices", Specs.cut("slices", "slices", "1g", 7)));
        CLOUD.apply(Specs.pool("other", Specs.cut("other", "other", "1g", 7)));
        CLOUD.apply(Specs.pool("plain", Specs.cpu("plain", "plain")));
        CLOUD.apply(Specs.tenant("bank", "slices", 20, "bank-risk", "bank-fraud"));
        CLOUD.apply(Specs.tenant("railway", "slices", 30, "railway-vision"));
        CLOUD.apply(Specs.tenant("harbour", "other", 10, "harbour-cranes"));
        for (String pool : List.of("slices", "other", "plain")) {
            CLOUD.awaitPool(pool);
        }
        for (String tenant : List.of("bank", "railway", "harbour")) {
            CLOUD.awaitTenant(tenant);
        }
    }

    @AfterAll
    static void end() {
        CLOUD.close();
    }

    @BeforeEach
    void settle() {
        Stillness.await(CLOUD, SILENCE);
    }

    @Test
    void promise9QuietASettledClusterIsNotWrittenToForAMinute() {
        long mark = CLOUD.audit().mark();

        Stillness.pass(Duration.ofSeconds(60));

        assertThat(CLOUD.audit().operatorWritesSince(mark)).isEmpty();
    }

    @Test
    void anOperatorThatIsStartedAgainOnASettledClusterWritesNothing() {
        long mark = CLOUD.audit().mark();

        CLOUD.stopOperator();
        CLOUD.startOperator();
        Stillness.pass(Duration.ofSeconds(10));

        assertThat(CLOUD.audit().operatorWritesSince(mark)).isEmpty();
        CLOUD.apply(Specs.tenant("harbour", "other", 11, "harbour-cranes"));
        CLOUD.awaitTenant("harbour");
    }

    @Test
    void aShareThatChangesCostsItsOwnTenantAndThePoolsStatus() {
        CLOUD.apply(Specs.tenant("bank", "slices", 20, "bank-risk", "bank-fraud"));
        CLOUD.awaitTenant("bank");
        Stillness.await(CLOUD, SILENCE);
        long mark = CLOUD.audit().mark();

        CLOUD.apply(Specs.tenant("bank", "slices", 24, "bank-risk", "bank-fraud"));
        CLOUD.awaitTenant("bank");
        Stillness.await(CLOUD, SILENCE);

        Map<String, Long> writes = Stillness.byObject(CLOUD.audit().operatorWritesSince(mark));
        assertThat(writes)
                .containsEntry("resourcequotas bank-fraud/regalia", 1L)
                .containsEntry("resourcequotas bank-risk/regalia", 1L)
                .containsOnlyKeys(
                        "resourcequotas bank-fraud/regalia",
                        "resourcequotas bank-risk/regalia",
                        "sovereignpools/status slices",
                        "sovereigntenants/status bank");
        assertThat(writes.get("sovereignpools/status slices")).isLessThanOrEqualTo(3);
        assertThat(writes.get("sovereigntenants/status bank")).isLessThanOrEqualTo(3);
    }

    @Test
    void othersAreWrittenToOnlyWhereTheirGrantChanges() {
        CLOUD.fleet().addGpuNodes("scarce", 1, Specs.H100, 8, "scarce");
        CLOUD.apply(Specs.pool("scarce", Specs.cut("scarce", "scarce", "1g", 7)));
        CLOUD.apply(Specs.tenant("mill", "scarce", 40, "mill-grain"));
        CLOUD.awaitTenant("mill");
        CLOUD.apply(Specs.tenant("quarry", "scarce", 4, "quarry-stone"));
        CLOUD.awaitTenant("quarry");
        CLOUD.apply(Specs.tenant("tram", "scarce", 20, "tram-depot"));
        TestCloud.await(
                "tram partly granted",
                () ->
                        CLOUD.tenantCondition("tram", "Ready")
                                .filter(it -> it.reason().equals("PartlyGranted"))
                                .isPresent());
        Stillness.await(CLOUD, SILENCE);
        long mark = CLOUD.audit().mark();

        CLOUD.apply(Specs.tenant("mill", "scarce", 30, "mill-grain"));
        CLOUD.awaitTenant("tram");
        Stillness.await(CLOUD, SILENCE);

        assertThat(Stillness.byObject(CLOUD.audit().operatorWritesSince(mark)))
                .containsEntry("resourcequotas mill-grain/regalia", 1L)
                .containsEntry("resourcequotas tram-depot/regalia", 1L)
                .containsOnlyKeys(
                        "resourcequotas mill-grain/regalia",
                        "resourcequotas tram-depot/regalia",
                        "sovereignpools/status scarce",
                        "sovereigntenants/status mill",
                        "sovereigntenants/status tram");
    }

    @Test
    void aNodeWithoutMigPartJoinsWithOneWriteAndOneThatIsCutWithTwo() {
        CLOUD.apply(Specs.pool("joined-whole", Specs.whole("whole", "joined-whole")));
        CLOUD.apply(Specs.pool("joined-slices", Specs.cut("slices", "joined-slices", "1g", 7)));
        CLOUD.apply(Specs.pool("joined-plain", Specs.cpu("plain", "joined-plain")));
        Stillness.await(CLOUD, SILENCE);
        long mark = CLOUD.audit().mark();

        List<String> plain = CLOUD.fleet().addCpuNodes("joined-plain", 3, "joined-plain");
        List<String> whole =
                CLOUD.fleet().addGpuNodes("joined-whole", 3, Specs.H100, 8, "joined-whole");
        List<String> cut =
                CLOUD.fleet().addGpuNodes("joined-slices", 3, Specs.H100, 8, "joined-slices");
        CLOUD.awaitPool("joined-plain");
        CLOUD.awaitPool("joined-whole");
        CLOUD.awaitPool("joined-slices");
        Stillness.await(CLOUD, SILENCE);

        List<Write> writes = CLOUD.audit().operatorWritesSince(mark);
        assertThat(plain).allSatisfy(node -> assertThat(onNode(writes, node)).isEqualTo(1));
        assertThat(whole).allSatisfy(node -> assertThat(onNode(writes, node)).isEqualTo(1));
        assertThat(cut).allSatisfy(node -> assertThat(onNode(writes, node)).isEqualTo(2));
        // The first node with MIG off brings the second name of 'all-disabled' into the map.
        assertThat(writes)
                .extracting(Write::resource)
                .isSubsetOf("nodes", "configmaps", "sovereignpools/status");
    }

    @Test
    void anotherLayoutCostsEachServingNodeThreeWrites() {
        List<String> nodes = CLOUD.fleet().addGpuNodes("recut", 2, Specs.H100, 8, "recut");
        CLOUD.apply(Specs.pool("recut", Specs.cut("slices", "recut", "1g", 7)));
        CLOUD.awaitPool("recut");
        Stillness.await(CLOUD, SILENCE);
        long mark = CLOUD.audit().mark();

        CLOUD.apply(Specs.pool("recut", Specs.cut("slices", "recut", "3g", 2)));
        CLOUD.awaitPool("recut");
        Stillness.await(CLOUD, SILENCE);

        List<Write> writes = CLOUD.audit().operatorWritesSince(mark);
        assertThat(nodes).allSatisfy(node -> assertThat(onNode(writes, node)).isEqualTo(3));
        assertThat(writes)
                .extracting(Write::resource)
                .isSubsetOf("nodes", "configmaps", "sovereignpools/status");
        assertThat(writes).filteredOn(it -> it.resource().equals("configmaps")).hasSize(1);
    }

    @Test
    void podsThatComeAndGoCostOneStatusOfTheirTenantInTenSeconds() {
        long mark = CLOUD.audit().mark();
        long begun = System.nanoTime();

        for (int pod = 0; pod < 12; pod++) {
            CLOUD.apply(Specs.pod("railway-vision", "churn-" + pod, "slices"));
            Stillness.pass(Duration.ofSeconds(1));
            if (pod > 2) {
                delete("railway-vision", "churn-" + (pod - 3));
            }
        }
        List<Write> writes = CLOUD.audit().operatorWritesSince(mark);
        long tens = Duration.ofNanos(System.nanoTime() - begun).toSeconds() / 10;
        for (int pod = 9; pod < 12; pod++) {
            delete("railway-vision", "churn-" + pod);
        }

        assertThat(Stillness.byObject(writes)).containsOnlyKeys("sovereigntenants/status railway");
        assertThat(writes).hasSizeLessThanOrEqualTo((int) tens + 1);
        TestCloud.await("no use any more", () -> used("railway") == 0);
    }

    @Test
    void aNodeThatIsNotReadyForAShortTimeCostsNothing() {
        long mark = CLOUD.audit().mark();

        for (int time = 0; time < 2; time++) {
            CLOUD.fleet().setReady("slices-000", false);
            TestCloud.await("not ready", () -> !ready("slices-000"));
            Stillness.pass(Duration.ofSeconds(3));
            CLOUD.fleet().setReady("slices-000", true);
            TestCloud.await("ready", () -> ready("slices-000"));
        }
        Stillness.pass(TestCloud.settings().times().notReadyGrace());

        assertThat(CLOUD.audit().operatorWritesSince(mark)).isEmpty();
    }

    private static long onNode(List<Write> writes, String node) {
        return writes.stream()
                .filter(it -> it.resource().equals("nodes") && it.name().equals(node))
                .count();
    }

    private static boolean ready(String node) {
        return CLOUD.node(node).getStatus().getConditions().stream()
                .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True"));
    }

    private static long used(String tenant) {
        var status =
                Objects.requireNonNull(
                        CLOUD.admin()
                                .resources(SovereignTenant.class)
                                .withName(tenant)
                                .require()
                                .getStatus());
        return status.shares().stream()
                .flatMap(share -> share.items().stream())
                .mapToLong(item -> item.inUse())
                .sum();
    }

    private static void delete(String namespace, String pod) {
        CLOUD.admin().pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
    }
}
