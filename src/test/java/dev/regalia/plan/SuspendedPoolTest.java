package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.Reason;
import dev.regalia.fixtures.Fixtures;
import dev.regalia.fixtures.PoolBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is said of a pool that is suspended.
class SuspendedPoolTest {

    private final FleetWorld world = new FleetWorld();

    @Test
    void aCutThatGoesOnIsReconcilingAndWhatItHoldsBackIsStalled() {
        nodes(2);
        world.pool("paris", spec(2, false));
        PoolOutcome cut = pool(untilACutGoesOn());
        assertThat(cut.progress()).isEqualTo(Progress.RECONCILING);

        world.pool("paris", spec(3, true));
        world.node("n3", StoryGiven.model("H100-80GB"), 8);
        PoolOutcome suspended = pool(world.plan());
        assertThat(repartitioning(suspended)).isPositive();
        assertThat(suspended.progress()).isEqualTo(Progress.RECONCILING);

        PoolOutcome after = pool(world.settle());
        assertThat(repartitioning(after)).isZero();
        assertThat(after.progress()).isEqualTo(Progress.STALLED);
        assertThat(after.findings()).extracting(Finding::reason).containsOnly(Reason.SUSPENDED);

        world.pool("paris", spec(2, true));
        assertThat(pool(world.settle()).progress()).isEqualTo(Progress.DONE);
    }

    @Test
    void nodesThatCouldBeTakenWaitForTheEndOfSuspensionAndOthersAreLacking() {
        nodes(2);
        world.pool("paris", spec(2, true));
        assertThat(shortage().reason()).isEqualTo(Reason.SUSPENDED);
        assertThat(shortage().sentence())
                .isEqualTo(
                        "nodeGroups[slices].nodes.min: 0 nodes are assigned, 2 could be, 2 are"
                                + " asked for; set `spec.suspend: false`; until then no node is"
                                + " taken");

        world.pool("paris", spec(3, true));
        assertThat(shortage().reason()).isEqualTo(Reason.NOT_ENOUGH_NODES);
        assertThat(shortage().cure()).contains("lower `nodes.min`");
    }

    private Finding shortage() {
        List<Finding> findings = pool(world.plan()).findings();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private void nodes(int count) {
        for (int i = 1; i <= count; i++) {
            world.node("n" + i, StoryGiven.model("H100-80GB"), 8);
        }
    }

    private FleetPlan untilACutGoesOn() {
        for (int round = 0; round < 100; round++) {
            FleetPlan plan = world.plan();
            if (repartitioning(pool(plan)) > 0) {
                return plan;
            }
            world.round();
            world.now = world.now.plusSeconds(5);
        }
        throw new AssertionError("no node is ever cut");
    }

    private static int repartitioning(PoolOutcome pool) {
        return pool.groups().getFirst().nodes().repartitioning();
    }

    private static PoolOutcome pool(FleetPlan plan) {
        return plan.pools().getFirst();
    }

    private static PoolSpec spec(int min, boolean suspended) {
        PoolBuilder pool =
                Fixtures.aPool("paris")
                        .group(Fixtures.aGroup("slices").min(min).layout(8, Map.of("1g", 7)));
        return (suspended ? pool.suspended() : pool).build().spec();
    }
}
