package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.outcome;
import static dev.regalia.plan.TenantSamples.plan;
import static dev.regalia.plan.TenantSamples.reasons;
import static dev.regalia.plan.TenantSamples.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.plan.NamespacePlan.LetGo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How namespaces go: taken out of a spec, of a tenant that is missing, deleted.
class LeavingNamespacesTest {

    private final TenantWorld world = new TenantWorld();

    LeavingNamespacesTest() {
        world.pool("paris", Map.of(ONE_G, 100L));
    }

    @Test
    void anEntryTakenOutIsLoweredToItsUseAndLetGoWhenEmpty() {
        world.tenant(
                "bank",
                List.of(slices("paris", 10)),
                List.of(on("paris", "bank-a", 1), on("paris", "bank-b", 1)));
        world.settle();
        world.use("bank-b", ONE_G, 3);
        world.tenant("bank", List.of(slices("paris", 10)), List.of(on("paris", "bank-a", 1)));
        Tenancy tenancy = world.look();
        Hold lowered = (Hold) plan(tenancy, "bank-b");
        assertThat(lowered.hard()).containsEntry(ONE_G, 3L);
        assertThat(lowered.keepMembers()).isTrue();
        assertThat(lowered.grant()).isTrue();

        world.settle();
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(3);
        assertThat(world.hard("bank-a", ONE_G)).as("the share is 10 in all").isEqualTo(7);

        world.use("bank-b", ONE_G, 0);
        world.settle();
        assertThat(world.namespace("bank-b").tenant()).isEmpty();
        assertThat(world.hard("bank-a", ONE_G)).isEqualTo(10);
    }

    @Test
    void aNamespaceIsNotLetGoBeforeItsQuotaOfZeroIsInForce() {
        world.simpleTenant("bank", 10);
        world.settle();
        world.tenant("bank", List.of(), List.of());
        assertThat(plan(world.look(), "bank")).isInstanceOf(Hold.class);
        world.apply(world.look());
        assertThat(plan(world.look(), "bank")).isInstanceOf(Hold.class);
        world.enforceAll();
        assertThat(plan(world.look(), "bank")).isEqualTo(new LetGo("bank"));
    }

    @Test
    void promise8AFormerTenantKeepsQuotaAndGrantAndStaysCommitted() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        world.settle();
        NamespaceFacts before = world.namespace("bank");
        world.tenants.remove("bank");
        world.simpleTenant("railway", 5);
        Tenancy tenancy = world.settle();
        assertThat(world.namespace("bank")).isEqualTo(before);
        assertThat(tenancy.committed().get("paris")).containsEntry(ONE_G, 10L);
        assertThat(world.hard("railway", ONE_G)).isZero();
        assertThat(tenancy.findings()).extracting(Finding::object).containsExactly("bank");
    }

    @Test
    void promise8OnceConfirmedAFormerTenantIsLoweredAndLetGoAndTheNamespaceStays() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        world.settle();
        world.use("bank", ONE_G, 4);
        world.tenants.remove("bank");
        world.simpleTenant("railway", 10);
        world.confirmations.add("SovereignTenant.bank");
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(4);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(6);
        assertThat(world.confirmations).hasSize(1);

        world.use("bank", ONE_G, 0);
        world.settle();
        assertThat(world.namespaces).containsKey("bank");
        assertThat(world.namespace("bank").labels()).isEmpty();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(10);
        assertThat(world.confirmations).isEmpty();
    }

    @Test
    void aTenantOfTheSameNameThatListsTheNamespaceHasItAgain() {
        world.simpleTenant("bank", 10);
        world.settle();
        world.tenants.remove("bank");
        world.settle();
        world.simpleTenant("bank", 10);
        Tenancy tenancy = world.settle();
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.DONE);
        assertThat(world.namespace("bank").annotations())
                .containsEntry(WellKnown.TENANT_UID_ANNOTATION, world.living("bank").uid());
    }

    @Test
    void promise8ATenantMadeAnewDoesNotLoseWhatItDoesNotListYet() {
        world.simpleTenant("bank", 10);
        world.settle();
        NamespaceFacts before = world.namespace("bank");
        world.tenants.remove("bank");
        world.tenant("bank", List.of(slices("paris", 10)), List.of());
        Tenancy tenancy = world.settle();
        assertThat(world.namespace("bank")).isEqualTo(before);
        assertThat(reasons(tenancy, "bank")).contains(Reason.OWNER_MISSING);
    }

    @Test
    void aNamespaceThatIsBeingDeletedIsLeftAloneAndItsUseStaysCommitted() {
        world.simpleTenant("bank", 10);
        world.settle();
        world.use("bank", ONE_G, 4);
        world.terminate("bank");
        Tenancy tenancy = world.look();
        assertThat(tenancy.namespaces()).isEmpty();
        assertThat(tenancy.committed().get("paris")).containsEntry(ONE_G, 4L);
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.RECONCILING);
    }
}
