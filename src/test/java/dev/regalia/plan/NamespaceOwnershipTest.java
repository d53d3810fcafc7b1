package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.outcome;
import static dev.regalia.plan.TenantSamples.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.TenantStatus;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.api.WellKnown;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose a namespace is once somebody has edited what says so: what its quota grants is never
/// granted a second time.
class NamespaceOwnershipTest {

    private final TenantWorld world = new TenantWorld();

    NamespaceOwnershipTest() {
        world.pool("paris", Map.of(ONE_G, 14L));
        world.tenant(
                "bank",
                List.of(slices("paris", 10)),
                List.of(on("paris", "bank-a", 1), on("paris", "bank-b", 1)));
        world.settle();
        world.simpleTenant("railway", 9);
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
    }

    private long granted() {
        return world.namespaces.keySet().stream().mapToLong(it -> world.hard(it, ONE_G)).sum();
    }

    private static SortedMap<String, String> without(
            SortedMap<String, String> labels, String... keys) {
        List.of(keys).forEach(labels::remove);
        return labels;
    }

    private static SortedMap<String, String> with(
            SortedMap<String, String> labels, String key, String value) {
        labels.put(key, value);
        return labels;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WellKnown.TENANT_LABEL,
                WellKnown.NAMESPACE_POOL_LABEL,
                WellKnown.TENANT_LABEL + "," + WellKnown.NAMESPACE_POOL_LABEL,
            })
    void promise1ALabelTakenOffANamespaceGrantsNothingTwiceAndIsPutBack(String keys) {
        world.relabel("bank-b", labels -> without(labels, keys.split(",", -1)));

        Tenancy tenancy = world.look();
        assertThat(tenancy.committed().get("paris")).containsEntry(ONE_G, 14L);
        assertThat(outcome(tenancy, "bank").findings())
                .extracting(Finding::reason)
                .doesNotContain(Reason.NAMESPACE_NOT_OURS);

        world.apply(tenancy);
        assertThat(world.namespace("bank-b").labels())
                .containsEntry(WellKnown.TENANT_LABEL, "bank")
                .containsEntry(WellKnown.NAMESPACE_POOL_LABEL, "paris");
        world.settle();
        assertThat(world.hard("bank-a", ONE_G)).isEqualTo(5);
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(5);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
    }

    @Test
    void promise1ALabelOverwrittenOnANamespaceGivesItToNobodyElse() {
        world.relabel("bank-b", labels -> with(labels, WellKnown.TENANT_LABEL, "railway"));
        world.settle();
        assertThat(world.namespace("bank-b").labels())
                .containsEntry(WellKnown.TENANT_LABEL, "bank");
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
        assertThat(granted()).isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({WellKnown.TENANT_LABEL + ",railway", WellKnown.NAMESPACE_POOL_LABEL + ",lyon"})
    void promise1ALabelOverwrittenOnAQuotaGrantsNothingTwiceAndIsPutBack(String key, String value) {
        world.pool("lyon", Map.of(ONE_G, 50L));
        relabelQuota("bank-b", labels -> with(labels, key, value));
        world.settle();
        assertThat(world.namespace("bank-b").tenants()).containsExactly("bank");
        assertThat(world.namespace("bank-b").pools()).containsExactly("paris");
        assertThat(world.hard("bank-a", ONE_G)).isEqualTo(5);
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(5);
        assertThat(granted()).isEqualTo(14);
    }

    @Test
    void aNamespaceThatLosesItsLabelsAndItsQuotaIsKnownByTheTenantThatItWasMadeFor() {
        world.relabel(
                "bank-b",
                labels ->
                        without(
                                with(labels, WellKnown.MANAGED_BY_LABEL, WellKnown.MANAGED_BY),
                                WellKnown.TENANT_LABEL,
                                WellKnown.NAMESPACE_POOL_LABEL));
        deleteQuota("bank-b");
        world.settle();
        assertThat(world.namespace("bank-b").tenants()).containsExactly("bank");
        assertThat(world.namespace("bank-b").quota()).isPresent();
    }

    @Test
    void aNamespaceOfAFormerTenantStaysCommittedAndGetsItsLabelsBack() {
        world.tenants.remove("bank");
        world.relabel("bank-b", labels -> without(labels, WellKnown.TENANT_LABEL));
        Tenancy tenancy = world.settle();
        assertThat(tenancy.committed().get("paris")).containsEntry(ONE_G, 14L);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
        assertThat(world.namespace("bank-b").labels())
                .containsEntry(WellKnown.TENANT_LABEL, "bank");
    }

    @Test
    void aNamespaceOfAFormerTenantNeverStaysWithoutABound() {
        world.use("bank-b", ONE_G, 3);
        world.nodes.add(
                Fixtures.aNode("n1").runs("bank-b", "train", Map.of("mig-1g.10gb", 3)).build());
        world.tenants.remove("bank");
        deleteQuota("bank-b");
        world.settle();
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(3);
        assertThat(world.namespace("bank-b").granted()).isTrue();
        assertThat(granted()).isLessThanOrEqualTo(14);
    }

    @Test
    void aSingleLabelOfSomebodyElseMakesNoNamespaceOurs() {
        world.foreignNamespace("theirs");
        world.relabel("theirs", labels -> with(labels, WellKnown.TENANT_LABEL, "bank"));
        NamespaceFacts before = world.namespace("theirs");
        world.settle();
        assertThat(world.namespace("theirs")).isEqualTo(before);
    }

    @Test
    void aGrantWhoseQuotaWasDeletedComesBackBeforeAnEarlierTenantGetsMore() {
        world.tenant(
                "bank",
                List.of(slices("paris", 14)),
                List.of(on("paris", "bank-a", 1), on("paris", "bank-b", 1)));
        world.settle();
        TenantFacts railway = world.living("railway");
        ShareItem told = new ShareItem(ONE_G, 9, 4L, 4, 0, "Granted");
        world.tenants.put(
                "railway",
                new TenantFacts(
                        railway.name(),
                        railway.uid(),
                        railway.generation(),
                        railway.createdAt(),
                        railway.spec(),
                        Optional.of(
                                new TenantStatus(
                                        1L,
                                        List.of(),
                                        List.of(new ShareStatus("paris", List.of(told))),
                                        null))));
        deleteQuota("railway");
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
        assertThat(granted()).isEqualTo(14);
    }

    private void deleteQuota(String namespace) {
        world.namespaces.computeIfPresent(
                namespace, (_, old) -> NamespaceEdits.quota(old, Optional.empty()));
    }

    private void relabelQuota(String namespace, UnaryOperator<SortedMap<String, String>> edit) {
        world.namespaces.computeIfPresent(
                namespace,
                (_, old) ->
                        NamespaceEdits.quota(
                                old,
                                old.quota()
                                        .map(
                                                it ->
                                                        new QuotaFacts(
                                                                it.hard(),
                                                                it.hardInForce(),
                                                                it.used(),
                                                                it.lent(),
                                                                edit.apply(
                                                                        new TreeMap<>(
                                                                                it.labels()))))));
    }

    @Test
    void aNamespaceThatIsLetGoIsNoLongerOurs() {
        world.tenant("bank", List.of(slices("paris", 10)), List.of(on("paris", "bank-a", 1)));
        world.settle();
        assertThat(world.namespace("bank-b").tenant()).isEmpty();
        assertThat(world.hard("bank-a", ONE_G)).isEqualTo(10);
    }

    @Test
    void whatPodsHoldWhereTheQuotaWasDeletedIsNotGivenToOthers() {
        world.use("bank-b", ONE_G, 5);
        world.nodes.add(
                Fixtures.aNode("n1").runs("bank-b", "train", Map.of("mig-1g.10gb", 5)).build());
        deleteQuota("bank-b");
        Tenancy tenancy = world.look();
        assertThat(tenancy.committed().get("paris")).containsEntry(ONE_G, 14L);
        world.apply(tenancy);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
        world.settle();
        assertThat(granted()).isEqualTo(14);
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(5);
    }

    @Test
    void aGrantThatMovesBetweenATenantsNamespacesDoesNotPassToAnEarlierTenantThatWaits() {
        twoNamespacesOfRailwayWhileBankWaits();
        world.tenant("railway", List.of(slices("paris", 9)), List.of(on("paris", "railway", 1)));
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
        assertThat(world.hard("bank-a", ONE_G) + world.hard("bank-b", ONE_G)).isEqualTo(10);
    }

    @Test
    void theGrantOfANamespaceThatIsDeletedStaysItsTenants() {
        twoNamespacesOfRailwayWhileBankWaits();
        world.terminate("railway-2");
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
        world.namespaces.remove("railway-2");
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(2);
        assertThat(world.hard("railway-2", ONE_G)).isEqualTo(2);
        assertThat(granted()).isEqualTo(14);
    }

    private void twoNamespacesOfRailwayWhileBankWaits() {
        world.tenant(
                "railway",
                List.of(slices("paris", 9)),
                List.of(on("paris", "railway", 1), on("paris", "railway-2", 1)));
        world.settle();
        world.tenant(
                "bank",
                List.of(slices("paris", 14)),
                List.of(on("paris", "bank-a", 1), on("paris", "bank-b", 1)));
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(2);
        assertThat(world.hard("railway-2", ONE_G)).isEqualTo(2);
    }
}
