package dev.regalia.plan.packing.opponents;

import java.util.BitSet;

/// First fit: the first GPU with room, on it the lowest start. The order in which Kubernetes
/// allocates partitionable devices, and the rule of several MIG schedulers.
public final class FirstFit {

    private final Slots slots;
    private final int[] taken;
    private final BitSet[] room;

    /// @param gpus that there are, all empty
    public FirstFit(Slots slots, int gpus) {
        this.slots = slots;
        this.taken = new int[gpus];
        this.room = new BitSet[slots.profiles()];
        for (int k = 0; k < room.length; k++) {
            room[k] = new BitSet(gpus);
            room[k].set(0, gpus);
        }
    }

    /// Where an instance lies.
    ///
    /// @param mask the memory slices that it takes
    public record Place(int gpu, int profile, int mask) {}

    /// Whether some GPU has room.
    public boolean accepts(int profile) {
        return !room[profile].isEmpty();
    }

    /// Adds an instance.
    ///
    /// @throws IllegalStateException if no GPU has room
    public Place add(int profile) {
        int gpu = room[profile].nextSetBit(0);
        if (gpu < 0) {
            throw new IllegalStateException("no GPU has room for profile " + profile);
        }
        int mask = slots.lowest(taken[gpu], profile);
        set(gpu, taken[gpu] | mask);
        return new Place(gpu, profile, mask);
    }

    /// Takes an instance away.
    public void remove(Place place) {
        set(place.gpu(), taken[place.gpu()] & ~place.mask());
    }

    /// GPUs that hold something.
    public int gpus() {
        int used = 0;
        for (int mask : taken) {
            used += mask == 0 ? 0 : 1;
        }
        return used;
    }

    private void set(int gpu, int mask) {
        taken[gpu] = mask;
        for (int k = 0; k < room.length; k++) {
            room[k].set(gpu, slots.lowest(mask, k) != 0);
        }
    }
}
