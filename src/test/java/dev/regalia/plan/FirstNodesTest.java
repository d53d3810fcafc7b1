package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolSpec;
import dev.regalia.fixtures.Fixtures;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is said of a pool that waits for its first nodes.
class FirstNodesTest {

    private final FleetWorld world = new FleetWorld();

    @Test
    void partitionsAreNotConfiguredWhileTheFirstNodesHaveYetToJoin() {
        world.node("n1", StoryGiven.model("H100-80GB"), 8);
        world.pool("paris", spec());

        PoolOutcome first = world.plan().pools().getFirst();
        assertThat(first.groups().getFirst().nodes().assigned()).isZero();
        assertThat(first.configured()).isFalse();

        assertThat(world.settle().pools().getFirst().configured()).isTrue();
    }

    @Test
    void nothingIsMissingWhereNoNodeIsToCome() {
        world.pool("paris", spec());

        assertThat(world.plan().pools().getFirst().configured()).isTrue();
    }

    private static PoolSpec spec() {
        return Fixtures.aPool("paris")
                .group(Fixtures.aGroup("slices").min(1).layout(8, Map.of("1g", 7)))
                .build()
                .spec();
    }
}
