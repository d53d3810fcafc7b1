package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.NamespacePlan.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What holds of every plan on small worlds to which anything happens. What no single round may
/// break is checked by [WorldPromises] and [NodePromises] while the worlds run.
class FleetPropertiesTest {

    private static final int WORLDS = Integer.getInteger("regalia.worlds", 500);
    private static final int EVENTS = 4;

    @Test
    void nobodyLosesWhatIsGrantedAsLongAsNoIronIsLost() {
        for (int seed = 0; seed < WORLDS; seed++) {
            RandomWorld told = new RandomWorld(seed);
            try {
                for (int i = 0; i < EVENTS; i++) {
                    SortedMap<String, Long> before = StoryPlans.grants(told.world);
                    told.harmless();
                    if (seed % 2 == 0) {
                        told.restless();
                    }
                    told.world.settle();
                    assertKept(told.world, before);
                }
                assertAtRest(told.world);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + told.events, e);
            }
        }
    }

    @Test
    void whateverHappensTheWorldComesToRest() {
        for (int seed = 0; seed < WORLDS; seed++) {
            RandomWorld told = new RandomWorld(-1 - seed);
            Random random = new Random(seed);
            try {
                for (int i = 0; i < EVENTS; i++) {
                    if (random.nextInt(3) == 0) {
                        told.harmful();
                    } else {
                        told.harmless();
                    }
                    told.restless();
                }
                told.world.settle();
                assertAtRest(told.world);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + told.events, e);
            }
        }
    }

    /// What was granted is granted still, as far as it is still asked for.
    private static void assertKept(FleetWorld world, SortedMap<String, Long> before) {
        SortedMap<String, Long> now = StoryPlans.grants(world);
        SortedMap<String, Long> wanted = new TreeMap<>();
        world.plan()
                .tenants()
                .forEach(
                        tenant ->
                                tenant.shares()
                                        .forEach(
                                                share ->
                                                        share.items()
                                                                .forEach(
                                                                        item ->
                                                                                wanted.put(
                                                                                        tenant.tenant()
                                                                                                        .name()
                                                                                                + " "
                                                                                                + item
                                                                                                        .resource(),
                                                                                        item
                                                                                                .requested()))));
        before.forEach(
                (key, count) ->
                        assertThat(now.getOrDefault(key, 0L))
                                .as("what is granted of %s", key)
                                .isGreaterThanOrEqualTo(
                                        Math.min(count, wanted.getOrDefault(key, 0L))));
    }

    /// Nothing is written any more, now or in an hour, in whatever order things are looked at.
    private static void assertAtRest(FleetWorld world) {
        assertNothingToDo(world);
        FleetPlan plan = world.plan();
        FleetPlan other = world.plan(shuffled(world.look()));
        assertThat(other.nodeChanges()).isEqualTo(plan.nodeChanges());
        assertThat(other.orders()).isEqualTo(plan.orders());
        assertThat(other.namespaces()).isEqualTo(plan.namespaces());
        assertThat(other.demand()).isEqualTo(plan.demand());
        world.now = world.now.plus(Duration.ofHours(1));
        assertNothingToDo(world);
    }

    private static void assertNothingToDo(FleetWorld world) {
        FleetPlan plan = world.plan();
        assertThat(plan.nodeChanges()).isEmpty();
        for (NamespacePlan namespace : plan.namespaces()) {
            assertThat(namespace).isInstanceOf(Hold.class);
            NamespaceFacts before = world.namespaces.all.get(namespace.name());
            world.namespaces.write(namespace);
            assertThat(world.namespaces.all.get(namespace.name())).isEqualTo(before);
        }
    }

    private static ClusterSnapshot shuffled(ClusterSnapshot seen) {
        Random random = new Random(seen.nodes().size());
        return new ClusterSnapshot(
                seen.takenAt(),
                seen.served(),
                shuffled(seen.pools(), random),
                shuffled(seen.tenants(), random),
                shuffled(seen.nodes(), random),
                shuffled(seen.namespaces(), random),
                seen.migConfig(),
                seen.stack(),
                seen.confirmations(),
                seen.memory());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
