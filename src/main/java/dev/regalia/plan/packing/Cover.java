package dev.regalia.plan.packing;

import dev.regalia.mig.GpuPacking;
import java.util.List;

/// The question of a re-plan without names: how many of each lot to touch so that what the others
/// give and what fits on the touched GPUs together cover a need.
///
/// @param need counts that must be covered, with what cannot be touched already taken off
/// @param extra counts to cover beyond them where there is room
/// @param freeGpus GPUs that are cut anew in any case
/// @param cutAllowed GPUs that may be cut in the end without counting as excess
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
record Cover(
        GpuPacking packing,
        long[] need,
        long[] extra,
        List<Lot> lots,
        long freeGpus,
        long cutAllowed) {

    Cover {
        lots = List.copyOf(lots);
    }

    /// Need and extra together.
    long[] wanted() {
        return Counts.sum(need, extra);
    }

    /// The weight of counts that are not served, in memory slices.
    long slices(long[] counts) {
        long slices = 0;
        for (int k = 0; k < counts.length; k++) {
            slices += counts[k] * packing.memorySlices(k);
        }
        return slices;
    }

    Cover withoutExtra() {
        return new Cover(packing, need, new long[need.length], lots, freeGpus, cutAllowed);
    }
}
