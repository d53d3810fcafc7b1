package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {

    @Test
    void whereThereIsRoomOnlyNodesAreLacking() {
        assertThat(new Room(false, 0).more(1, 8)).isEqualTo("add 1 node of 8 GPUs");
        assertThat(new Room(false, 0).more(3, 4)).isEqualTo("add 3 nodes of 4 GPUs");
    }

    @Test
    void aFullGroupNeedsAHigherMaxAndNodesOnlyBeyondTheFreeOnes() {
        assertThat(new Room(true, 5).more(4, 8)).isEqualTo("raise `nodes.max` by 4");
        assertThat(new Room(true, 3).more(4, 8))
                .isEqualTo("raise `nodes.max` by 4 and add 1 node of 8 GPUs");
        assertThat(new Room(true, 0).more(2, 8))
                .isEqualTo("raise `nodes.max` by 2 and add 2 nodes of 8 GPUs");
    }
}
