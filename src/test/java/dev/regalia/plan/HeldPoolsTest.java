package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.GPU;
import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.THREE_G;
import static dev.regalia.plan.TenantSamples.finding;
import static dev.regalia.plan.TenantSamples.gpus;
import static dev.regalia.plan.TenantSamples.item;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.outcome;
import static dev.regalia.plan.TenantSamples.reasons;
import static dev.regalia.plan.TenantSamples.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.api.TenantStatus.ShareItem;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Pools and shares on which nothing moves.
class HeldPoolsTest {

    private final TenantWorld world = new TenantWorld();

    @Test
    void onASuspendedPoolNothingIsRaisedOrLowered() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 5);
        world.settle();
        world.pool("paris", Map.of(ONE_G, 2L));
        world.change("paris", true, true, false);
        world.simpleTenant("bank", 8);
        Tenancy tenancy = world.look();
        assertThat(world.apply(tenancy)).isZero();
        assertThat(item(tenancy, "bank").reason()).isEqualTo("Suspended");
        assertThat(reasons(tenancy, "bank")).contains(Reason.SUSPENDED);
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.STALLED);
        assertThat(finding(tenancy, "bank", Reason.SUSPENDED).sentence())
                .isEqualTo(
                        "shares[paris]: pool paris is suspended, so nothing is raised or lowered on"
                                + " it; granted are 5 of 8 nvidia.com/mig-1g.10gb; set"
                                + " `spec.suspend: false` in SovereignPool paris");
        world.simpleTenant("bank", 1);
        assertThat(finding(world.look(), "bank", Reason.SUSPENDED).message())
                .endsWith("granted are 5 of 1 nvidia.com/mig-1g.10gb");
    }

    @Test
    void aNamespaceThatWaitsForASuspendedPoolIsSaid() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 5);
        world.settle();
        world.change("paris", true, true, false);
        assertThat(outcome(world.look(), "bank").progress()).isEqualTo(Progress.DONE);
        world.tenant(
                "bank",
                List.of(slices("paris", 5)),
                List.of(on("paris", "bank", 1), on("paris", "bank-lab", 1)));
        Tenancy tenancy = world.look();
        assertThat(finding(tenancy, "bank", Reason.SUSPENDED).field())
                .isEqualTo("namespaces[bank-lab]");
        assertThat(finding(tenancy, "bank", Reason.SUSPENDED).message())
                .isEqualTo("pool paris is suspended, so the namespace is not made");
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.STALLED);
    }

    @Test
    void onARefusedPoolNothingIsRaisedOrLowered() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 5);
        world.settle();
        world.pool("paris", Map.of());
        world.change("paris", false, false, false);
        world.simpleTenant("bank", 1);
        world.simpleTenant("railway", 1);
        Tenancy tenancy = world.look();
        assertThat(world.apply(tenancy)).isZero();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(5);
        assertThat(finding(tenancy, "railway", Reason.INSUFFICIENT_CAPACITY).message())
                .startsWith("the spec of pool paris cannot be carried out");
    }

    @Test
    void promise8WhileAPoolIsMissingNothingOnItChanges() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.pool("lyon", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 5);
        world.settle();
        world.pools.remove("paris");
        world.simpleTenant("bank", 9);
        Tenancy tenancy = world.look();
        assertThat(tenancy.namespaces()).isEmpty();
        assertThat(reasons(tenancy, "bank")).containsExactly(Reason.POOL_MISSING);
        assertThat(outcome(tenancy, "bank").accepted()).isFalse();
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.STALLED);
        assertThat(tenancy.committed().get("paris")).containsEntry(ONE_G, 5L);
    }

    @Test
    void whatAMissingPoolWillGiveIsNotToldAsNothing() {
        world.pool("paris", Map.of(GPU, 10L));
        world.tenant("bank", List.of(gpus("paris", 5)), List.of(on("paris", "bank", 1)));
        assertThat(item(world.settle(), "bank").reserved()).isEqualTo(5L);
        world.pools.remove("paris");
        world.tenant("railway", List.of(gpus("paris", 5)), List.of());
        Tenancy tenancy = world.look();
        ShareItem told = item(tenancy, "bank");
        assertThat(told.granted()).isEqualTo(5);
        assertThat(told.reserved()).isNull();
        assertThat(Serialization.asJson(told)).contains("\"granted\"").doesNotContain("reserved");
        assertThat(item(tenancy, "railway").reserved()).isNull();
    }

    @Test
    void onceAMissingPoolIsReleasedItsGrantsEnd() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.pool("lyon", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 5);
        world.settle();
        world.pools.remove("paris");
        world.confirmations.add("SovereignPool.paris");
        Tenancy tenancy = world.settle();
        assertThat(world.hard("bank", ONE_G)).isZero();
        assertThat(reasons(tenancy, "bank")).containsExactly(Reason.POOL_MISSING);
    }

    @Test
    void aShareThatCannotBeReadLowersNothing() {
        world.pool("paris", Map.of(ONE_G, 10L, THREE_G, 5L));
        world.simpleTenant("bank", 5);
        world.settle();
        Share unreadable =
                new Share(
                        "paris",
                        null,
                        List.of(new PartitionCount("9g", 5), new PartitionCount("3g", 2)),
                        null);
        world.tenant("bank", List.of(unreadable), List.of(on("paris", "bank", 1)));
        Tenancy tenancy = world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(5);
        assertThat(world.hard("bank", THREE_G)).isEqualTo(2);
        assertThat(reasons(tenancy, "bank")).containsExactly(Reason.UNKNOWN_PROFILE);
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.STALLED);
    }
}
