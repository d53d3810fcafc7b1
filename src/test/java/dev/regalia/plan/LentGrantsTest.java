package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.ONE_G;
import static dev.regalia.plan.TenantSamples.on;
import static dev.regalia.plan.TenantSamples.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolSpec.Isolation;
import dev.regalia.api.TenantSpec.Share;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Grants whose nodes are being cut, and grants on nodes of a tenant's own.
class LentGrantsTest {

    private final TenantWorld world = new TenantWorld();

    private void cutting(long left, long all) {
        world.pool("paris", Map.of(ONE_G, left), Map.of(ONE_G, left), Map.of(ONE_G, all));
    }

    private long lent(String namespace) {
        return world.namespace(namespace)
                .quota()
                .map(quota -> quota.lent().getOrDefault(ONE_G, 0L))
                .orElse(0L);
    }

    @Test
    void whatACutTakesAwayIsRememberedAndComesBackBeforeANewcomerGetsAnything() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        world.settle();

        cutting(6, 10);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(6);
        assertThat(lent("bank")).isEqualTo(4);

        world.simpleTenant("railway", 5);
        cutting(8, 10);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(8);
        assertThat(lent("bank")).isEqualTo(2);
        assertThat(world.hard("railway", ONE_G)).isZero();

        world.pool("paris", Map.of(ONE_G, 12L));
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(10);
        assertThat(lent("bank")).isZero();
        assertThat(world.hard("railway", ONE_G)).isEqualTo(2);
    }

    @Test
    void lostIronIsNotLentButGone() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        world.settle();
        world.pool("paris", Map.of(ONE_G, 6L));
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(6);
        assertThat(lent("bank")).isZero();
    }

    @Test
    void whatIsLentEndsWithTheWish() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 10);
        world.settle();
        cutting(6, 10);
        world.settle();
        world.simpleTenant("bank", 6);
        world.settle();
        assertThat(lent("bank")).isZero();
    }

    @Test
    void aDedicatedTenantIsGrantedWhatItsOwnNodesGiveAndNobodyElseIs() {
        Share share = slices("paris", 8);
        Share dedicated = new Share("paris", null, share.partitions(), Isolation.DEDICATED_NODE);
        world.own.put(
                "bank",
                new Supply(
                        new TreeMap<>(Map.of(ONE_G, 7L)),
                        new TreeMap<>(Map.of(ONE_G, 7L)),
                        new TreeMap<>()));
        world.pool("paris", Map.of(ONE_G, 20L));
        world.tenant("bank", List.of(dedicated), List.of(on("paris", "bank", 1)));
        world.simpleTenant("railway", 9);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(7);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(9);
    }

    @Test
    void theUnusedGrantOfADedicatedTenantMakesWayForTheCutOfItsOwnNode() {
        Share share = slices("paris", 8);
        Share dedicated = new Share("paris", null, share.partitions(), Isolation.DEDICATED_NODE);
        world.tenant("bank", List.of(dedicated), List.of(on("paris", "bank", 1)));
        ownNodeGives(8, 0);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(8);

        ownNodeGives(0, 8);
        Tenancy tenancy = world.settle();
        assertThat(world.hard("bank", ONE_G)).isZero();
        assertThat(lent("bank")).isEqualTo(8);
        assertThat(TenantSamples.outcome(tenancy, "bank").findings())
                .extracting(Finding::message)
                .noneMatch(said -> said.contains("shared nodes"));

        ownNodeGives(8, 0);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(8);
        assertThat(lent("bank")).isZero();
    }

    private void ownNodeGives(long now, long ending) {
        SortedMap<String, Long> gives = new TreeMap<>(Map.of(ONE_G, now));
        SortedMap<String, Long> ends = new TreeMap<>(Map.of(ONE_G, ending));
        Supply own = new Supply(gives, gives, new TreeMap<>(), ends);
        world.own.put("bank", own);
        world.pool("paris", gives, gives, Map.of(ONE_G, 8L));
        PoolSupply pool = world.supply("paris");
        world.pools.put(
                "paris",
                new PoolSupply(
                        pool.pool(),
                        true,
                        false,
                        false,
                        new Supply(gives, gives, new TreeMap<>(Map.of(ONE_G, 8L)), ends),
                        world.own,
                        pool.geometries(),
                        pool.resources(),
                        pool.demand()));
    }

    @Test
    void aTenantThatBecomesDedicatedKeepsItsGrantUntilItsNodesAreThere() {
        world.pool("paris", Map.of(ONE_G, 10L));
        world.simpleTenant("bank", 8);
        world.settle();
        Share dedicated =
                new Share("paris", null, slices("paris", 8).partitions(), Isolation.DEDICATED_NODE);
        world.tenant("bank", List.of(dedicated), List.of(on("paris", "bank", 1)));
        world.simpleTenant("railway", 5);
        world.settle();
        assertThat(world.hard("bank", ONE_G)).isEqualTo(8);
        assertThat(world.hard("railway", ONE_G)).isEqualTo(2);
    }
}
