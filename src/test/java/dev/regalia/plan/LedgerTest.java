package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.GPU;
import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.finding;
import static dev.regalia.plan.TenantSamples.gpus;
import static dev.regalia.plan.TenantSamples.item;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.outcome;
import static dev.regalia.plan.TenantSamples.reasons;
import static dev.regalia.plan.TenantSamples.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.TenantStatus.ShareItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Who is granted what of a pool, and how that is told.
class LedgerTest {

    private final TenantWorld world = new TenantWorld();

    @Test
    void olderTenantsAreServedFirstAndTheRestIsToldWhatIsLeft() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("railway", 8);
        world.simpleTenant("bank", 5);
        Tenancy tenancy = world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(8);
        assertThat(world.hard("bank", ONE_G)).isEqualTo(2);
        assertThat(item(tenancy, "bank"))
                .isEqualTo(new ShareItem(ONE_G, 5, 2L, 2, 0, "InsufficientCapacity"));
        TenantOutcome bank = outcome(tenancy, "bank");
        assertThat(bank.progress()).isEqualTo(Progress.STALLED);
        assertThat(bank.granted()).isFalse();
        assertThat(reasons(tenancy, "bank"))
                .containsExactly(Reason.INSUFFICIENT_CAPACITY, Reason.PARTLY_GRANTED);
        Finding finding = finding(tenancy, "bank", Reason.INSUFFICIENT_CAPACITY);
        assertThat(finding.field()).isEqualTo("shares[paris].partitions[1g]");
        assertThat(finding.message())
                .isEqualTo(
                        "5 nvidia.com/mig-1g.10gb are asked for and 2 reserved: pool paris will"
                                + " give 10, and others hold or have reserved the rest");
        assertThat(finding.cure()).isEqualTo("ask for at most 2, or add nodes to pool paris");
    }

    @Test
    void aTenantOfWhichNothingCanBeReservedIsToldToTakeTheShareBack() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("railway", 10);
        world.simpleTenant("bank", 5);
        Tenancy tenancy = world.settle();
        assertThat(finding(tenancy, "bank", Reason.INSUFFICIENT_CAPACITY).cure())
                .isEqualTo("remove the share, or add nodes to pool paris");
    }

    @Test
    void aNewcomerNeverLowersAGrantInForceHoweverOldItIs() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.tenant("older", List.of(), List.of());
        world.simpleTenant("bank", 10);
        world.settle();
        world.simpleTenant("older", 10);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(10);
        assertThat(world.hard("older", ONE_G)).isZero();
    }

    @Test
    void lostIronLowersTheYoungestFirst() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("railway", 4);
        world.simpleTenant("bank", 4);
        world.settle();
        world.pool("paris", Map.of(ONE_G, 6L));
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(4);
        assertThat(world.hard("bank", ONE_G)).isEqualTo(2);
    }

    @Test
    void aFreshDropLowersNothingAndGivesNothingNew() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 6);
        world.settle();
        world.pool("paris", Map.of(ONE_G, 10L), Map.of(ONE_G, 3L), Map.of(ONE_G, 10L));
        world.simpleTenant("railway", 2);
        Tenancy tenancy = world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(6);
        assertThat(world.hard("railway", ONE_G)).isZero();
        assertThat(item(tenancy, "railway").reason()).isEqualTo("WaitingForNodes");
        assertThat(item(tenancy, "railway").reserved()).isEqualTo(2);
        assertThat(outcome(tenancy, "railway").progress()).isEqualTo(Progress.RECONCILING);
    }

    @Test
    void promise1WhatOneGivesBackIsGivenOnOnlyOnceItIsInForce() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        world.settle();
        world.simpleTenant("bank", 4);
        world.simpleTenant("railway", 6);
        world.apply(world.look());
        assertThat(world.hard("bank", ONE_G)).isEqualTo(4);
        assertThat(world.hard("railway", ONE_G)).isZero();
        Tenancy waiting = world.look();
        assertThat(item(waiting, "railway").reason()).isEqualTo("WaitingForQuota");
        world.apply(waiting);
        assertThat(world.hard("railway", ONE_G)).isZero();
        world.enforceAll();
        world.apply(world.look());
        assertThat(world.hard("railway", ONE_G)).isEqualTo(6);
    }

    @Test
    void promise1WhatPodsStillHoldIsNotGivenOn() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        world.settle();
        world.use("bank", ONE_G, 9);
        world.simpleTenant("bank", 4);
        world.simpleTenant("railway", 6);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(4);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(1);
        world.use("bank", ONE_G, 4);
        world.settle();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(6);
    }

    @Test
    void aShareIsSplitByWeightAndMovesOnlyThroughWhatIsFree() {
        world.pool("paris", Map.of(ONE_G, 12L));
        world.tenant(
                "bank",
                List.of(slices("paris", 12)),
                List.of(on("paris", "bank-a", 3), on("paris", "bank-b", 1)));
        world.settle();
        assertThat(world.hard("bank-a", ONE_G)).isEqualTo(9);
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(3);
        world.tenant(
                "bank",
                List.of(slices("paris", 12)),
                List.of(on("paris", "bank-a", 1), on("paris", "bank-b", 3)));
        world.apply(world.look());
        assertThat(world.hard("bank-a", ONE_G)).isEqualTo(3);
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(3);
        world.settle();
        assertThat(world.hard("bank-b", ONE_G)).isEqualTo(9);
    }

    @Test
    void aShareWithoutNamespaceIsReservedAndNobodyElseIsGrantedIt() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.tenant("bank", List.of(slices("paris", 7)), List.of());
        world.simpleTenant("railway", 5);
        Tenancy tenancy = world.settle();
        assertThat(item(tenancy, "bank"))
                .isEqualTo(new ShareItem(ONE_G, 7, 7L, 0, 0, "NoNamespaceForShare"));
        assertThat(reasons(tenancy, "bank")).containsExactly(Reason.NO_NAMESPACE_FOR_SHARE);
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.STALLED);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(3);
    }

    @Test
    void nodesThatAreStillToComeAreWaitedFor() {
        world.pool("paris", Map.of(), Map.of(), Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        Tenancy tenancy = world.settle();
        assertThat(item(tenancy, "bank"))
                .isEqualTo(new ShareItem(ONE_G, 10, 10L, 0, 0, "WaitingForNodes"));
        assertThat(outcome(tenancy, "bank").progress()).isEqualTo(Progress.RECONCILING);
    }

    @Test
    void aJoiningPoolIsWaitedForEvenWhereTheReserveFallsShort() {
        world.pool("paris", Map.of(ONE_G, 5L));
        world.simpleTenant("bank", 10);
        world.settle();
        assertThat(outcome(world.look(), "bank").progress()).isEqualTo(Progress.STALLED);
        world.change("paris", true, false, true);
        assertThat(outcome(world.look(), "bank").progress()).isEqualTo(Progress.RECONCILING);
    }

    @Test
    void aPartitionThatNoGroupIsCutIntoIsSaidSo() {
        world.pool("paris", Map.of(ONE_G, 10L));
        PoolSupply pool = world.supply("paris");
        world.pools.put(
                "paris",
                new PoolSupply(
                        pool.pool(),
                        true,
                        false,
                        false,
                        pool.supply(),
                        pool.own(),
                        pool.geometries(),
                        new TreeSet<>(List.of(ONE_G)),
                        List.of()));
        world.tenant("bank", List.of(gpus("paris", 3)), List.of(on("paris", "bank", 1)));
        Tenancy tenancy = world.settle();
        assertThat(item(tenancy, "bank").resource()).isEqualTo(GPU);
        assertThat(finding(tenancy, "bank", Reason.INSUFFICIENT_CAPACITY).message())
                .isEqualTo("no node group of pool paris shows nvidia.com/gpu");
    }

    @Test
    void podsMoveNeitherGrantedNorCommitted() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 6);
        Tenancy idle = world.settle();
        world.use("bank", ONE_G, 4);
        Tenancy busy = world.settle();
        assertThat(busy.granted()).isEqualTo(idle.granted());
        assertThat(busy.granted().get("paris")).containsEntry(ONE_G, 6L);
        assertThat(busy.committed()).isEqualTo(idle.committed());
        assertThat(item(busy, "bank").inUse()).isEqualTo(4);
    }

    @Test
    void aQuotaRaisedByHandIsPutBack() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 6);
        world.settle();
        NamespaceFacts bank = world.namespace("bank");
        world.namespaces.put(
                "bank",
                new NamespaceFacts(
                        "bank",
                        bank.uid(),
                        false,
                        bank.labels(),
                        bank.annotations(),
                        Optional.of(
                                new NamespaceFacts.QuotaFacts(
                                        new TreeMap<>(Map.of(ONE_G, 99L)),
                                        bank.quota().orElseThrow().hardInForce(),
                                        bank.quota().orElseThrow().used(),
                                        new TreeMap<>(),
                                        new TreeMap<>())),
                        0));
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(6);
    }
}
