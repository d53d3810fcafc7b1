package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.outcome;
import static dev.regalia.plan.TenantSamples.plan;
import static dev.regalia.plan.TenantSamples.reasons;
import static dev.regalia.plan.TenantSamples.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.regalia.api.Reason;
import dev.regalia.plan.NamespacePlan.Hold;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Whose a namespace is, and how it comes and goes.
class TenantNamespacesTest {

    private final TenantWorld world = new TenantWorld();

    TenantNamespacesTest() {
        world.pool("paris", Map.of(ONE_G, 100L));
    }

    private List<String> messages(Tenancy tenancy, String tenant) {
        return outcome(tenancy, tenant).findings().stream().map(Finding::message).toList();
    }

    @Test
    void aNamespaceGrowsInOrderCreatedThenQuotaInForceThenGrantLabel() {
        world.simpleTenant("bank", 10);
        Hold first = (Hold) plan(world.look(), "bank");
        assertThat(first.exists()).isFalse();
        assertThat(first.grant()).isFalse();
        assertThat(first.hard()).containsEntry(ONE_G, 10L).hasSize(3);
        assertThat(first.resources()).containsExactly(ONE_G);
        assertThat(messages(world.look(), "bank"))
                .containsExactly("namespace bank has no quota yet");

        world.apply(world.look());
        assertThat(((Hold) plan(world.look(), "bank")).grant()).isFalse();
        assertThat(outcome(world.look(), "bank").progress()).isEqualTo(Progress.RECONCILING);
        assertThat(reasons(world.look(), "bank")).containsExactly(Reason.WAITING_FOR_QUOTA);
        assertThat(messages(world.look(), "bank")).containsExactly("the quota is not in force yet");

        world.enforceAll();
        assertThat(((Hold) plan(world.look(), "bank")).grant()).isTrue();
        assertThat(outcome(world.look(), "bank").progress()).isEqualTo(Progress.RECONCILING);

        world.apply(world.look());
        TenantOutcome done = outcome(world.look(), "bank");
        assertThat(done.progress()).isEqualTo(Progress.DONE);
        assertThat(done.namespacesReady()).hasSize(1);
        assertThat(done.findings()).isEmpty();
    }

    @Test
    void theGrantLabelIsSetForAQuotaOfZeroToo() {
        world.tenant("bank", List.of(), List.of(on("paris", "bank", 1)));
        TenantOutcome outcome = outcome(world.settle(), "bank");
        assertThat(world.namespace("bank").granted()).isTrue();
        assertThat(world.hard("bank", ONE_G)).isZero();
        assertThat(outcome.findings())
                .extracting(Finding::reason, Finding::field)
                .containsExactly(tuple(Reason.NO_SHARE_FOR_NAMESPACE, "namespaces[bank]"));
        assertThat(outcome.progress()).isEqualTo(Progress.DONE);
    }

    @Test
    void theGrantLabelStaysWhileQuotaIsRewritten() {
        world.simpleTenant("bank", 10);
        world.settle();
        world.simpleTenant("bank", 20);
        Hold hold = (Hold) plan(world.look(), "bank");
        assertThat(hold.grant()).isTrue();
        assertThat(hold.hard()).containsEntry(ONE_G, 20L);
    }

    @Test
    void promise7AForeignNamespaceIsNeverTouched() {
        world.foreignNamespace("bank");
        world.simpleTenant("bank", 10);
        Tenancy tenancy = world.look();
        assertThat(tenancy.namespaces()).isEmpty();
        assertThat(reasons(tenancy, "bank")).containsExactly(Reason.NAMESPACE_NOT_OURS);
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.STALLED);
    }

    @Test
    void reservedNamespacesAreRefused() {
        world.tenant(
                "bank",
                List.of(slices("paris", 1)),
                List.of(on("paris", "gpu-operator", 1), on("paris", "kube-system", 1)));
        TenantOutcome outcome = outcome(world.look(), "bank");
        assertThat(outcome.findings())
                .extracting(Finding::reason, Finding::field)
                .containsExactly(
                        tuple(Reason.RESERVED_NAMESPACE, "namespaces[gpu-operator]"),
                        tuple(Reason.RESERVED_NAMESPACE, "namespaces[kube-system]"));
        assertThat(outcome.accepted()).isFalse();
        assertThat(world.look().namespaces()).isEmpty();
    }

    @Test
    void theLabelOnAnExistingNamespaceDecidesBetweenTwoTenants() {
        world.simpleTenant("older", 1);
        world.tenant("bank", List.of(slices("paris", 5)), List.of(on("paris", "vault", 1)));
        world.settle();
        world.tenant(
                "older",
                List.of(slices("paris", 1)),
                List.of(on("paris", "older", 1), on("paris", "vault", 1)));
        Tenancy tenancy = world.settle();
        assertThat(reasons(tenancy, "older")).containsExactly(Reason.NAMESPACE_TAKEN);
        assertThat(((Hold) plan(tenancy, "vault")).tenant()).isEqualTo("bank");
        assertThat(world.hard("vault", ONE_G)).isEqualTo(5);
    }

    @Test
    void ofTwoTenantsThatListANewNamespaceTheOlderHasIt() {
        world.tenant("zebra", List.of(slices("paris", 5)), List.of(on("paris", "vault", 1)));
        world.tenant("ant", List.of(slices("paris", 7)), List.of(on("paris", "vault", 1)));
        Tenancy tenancy = world.settle();
        assertThat(world.hard("vault", ONE_G)).isEqualTo(5);
        assertThat(reasons(tenancy, "ant")).containsExactly(Reason.NAMESPACE_TAKEN);
    }

    @Test
    void theLabelOfThePoolWinsOverTheSpec() {
        world.pool("lyon", Map.of(ONE_G, 50L));
        world.simpleTenant("bank", 10);
        world.settle();
        world.tenant(
                "bank",
                List.of(slices("paris", 10), slices("lyon", 4)),
                List.of(on("lyon", "bank", 1)));
        Tenancy tenancy = world.look();
        assertThat(tenancy.namespaces()).isEmpty();
        assertThat(reasons(tenancy, "bank")).contains(Reason.NAMESPACE_POOL_MISMATCH);
        assertThat(world.settle().committed().get("paris")).containsEntry(ONE_G, 10L);
        assertThat(world.hard("bank", ONE_G)).isEqualTo(10);
    }

    @Test
    void aNewModelRewritesAtMostTwentyQuotasAtATime() {
        for (int i = 10; i < 60; i++) {
            world.simpleTenant("tenant-" + i, 1);
        }
        world.settle();
        world.quotaKeys.add("nvidia.com/mig-1g.5gb");
        int rounds = 0;
        while (true) {
            world.apply(world.look());
            long inFlight =
                    world.namespaces.values().stream()
                            .filter(one -> !one.quota().orElseThrow().inForce())
                            .count();
            assertThat(inFlight).isLessThanOrEqualTo(20);
            if (inFlight == 0) {
                break;
            }
            world.enforce(firstNotInForce());
            rounds++;
        }
        assertThat(rounds).isEqualTo(50);
        assertThat(world.namespaces.values())
                .allMatch(
                        one ->
                                one.quota()
                                        .orElseThrow()
                                        .hard()
                                        .containsKey("nvidia.com/mig-1g.5gb"));
    }

    private String firstNotInForce() {
        return world.namespaces.values().stream()
                .filter(one -> !one.quota().orElseThrow().inForce())
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void aKeyOnceListedStays() {
        world.simpleTenant("bank", 10);
        world.settle();
        world.quotaKeys = new TreeSet<>();
        assertThat(((Hold) plan(world.look(), "bank")).hard())
                .isEqualTo(new TreeMap<>(world.namespace("bank").quota().orElseThrow().hard()))
                .hasSize(3);
    }
}
