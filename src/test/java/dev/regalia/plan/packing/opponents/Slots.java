package dev.regalia.plan.packing.opponents;

import dev.regalia.mig.Footprint;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import java.util.List;

/// Where instances may lie on one GPU, by the mask of the memory slices that are taken.
///
/// Knows sizes and starts only. That is all there is on GPUs of seven compute slices as long as no
/// instance has media extensions.
public final class Slots {

    private final int[][] masks;
    private final int[] sizes;

    public Slots(GpuGeometry geometry) {
        List<MigProfile> profiles = geometry.profiles();
        this.masks = new int[profiles.size()][];
        this.sizes = new int[profiles.size()];
        for (int k = 0; k < masks.length; k++) {
            Footprint footprint = profiles.get(k).footprint();
            int block = (1 << footprint.size()) - 1;
            sizes[k] = footprint.size();
            masks[k] = footprint.starts().stream().mapToInt(start -> block << start).toArray();
        }
    }

    /// The number of profiles.
    public int profiles() {
        return masks.length;
    }

    /// The memory slices of one instance.
    public int size(int profile) {
        return sizes[profile];
    }

    /// The slices that an instance takes at the lowest start; 0 where there is no place.
    public int lowest(int taken, int profile) {
        for (int mask : masks[profile]) {
            if ((taken & mask) == 0) {
                return mask;
            }
        }
        return 0;
    }

    /// The slices that an instance takes where it leaves the most places for others; 0 where there
    /// is no place.
    public int roomiest(int taken, int profile) {
        int best = 0;
        int most = -1;
        for (int mask : masks[profile]) {
            if ((taken & mask) == 0 && places(taken | mask) > most) {
                best = mask;
                most = places(taken | mask);
            }
        }
        return best;
    }

    /// The places that are left, counted for each profile on its own.
    public int places(int taken) {
        int places = 0;
        for (int[] profile : masks) {
            for (int mask : profile) {
                places += (taken & mask) == 0 ? 1 : 0;
            }
        }
        return places;
    }
}
