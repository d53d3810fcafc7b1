package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {

    private static Room room(int left, int spare) {
        return new Room(left, spare, "`nodes.max`");
    }

    @Test
    void whereThereIsRoomOnlyNodesAreLacking() {
        assertThat(room(Integer.MAX_VALUE, 0).more(1, 8)).isEqualTo("add 1 node of 8 GPUs");
        assertThat(room(3, 0).more(3, 4)).isEqualTo("add 3 nodes of 4 GPUs");
    }

    @Test
    void whereTheRoomIsTooSmallMaxIsRaisedByWhatItLacks() {
        assertThat(room(1, 0).more(2, 8))
                .isEqualTo("raise `nodes.max` by 1 and add 2 nodes of 8 GPUs");
    }

    @Test
    void aFullGroupNeedsAHigherMaxAndNodesOnlyBeyondThoseThatAreThere() {
        assertThat(room(0, 5).more(4, 8)).isEqualTo("raise `nodes.max` by 4");
        assertThat(room(0, 3).more(4, 8))
                .isEqualTo("raise `nodes.max` by 4 and add 1 node of 8 GPUs");
        assertThat(room(0, 0).more(2, 8))
                .isEqualTo("raise `nodes.max` by 2 and add 2 nodes of 8 GPUs");
    }

    @Test
    void beforeNodesAreAddedToOneGroupThoseThatAreThereForAnotherAreTaken() {
        assertThat(room(2, 1).more(1, 8)).isEqualTo("raise `nodes.max` by 1");
        assertThat(room(2, 1).more(3, 8))
                .isEqualTo("raise `nodes.max` by 1 and add 2 nodes of 8 GPUs");
    }
}
