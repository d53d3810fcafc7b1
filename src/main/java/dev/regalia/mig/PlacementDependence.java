package dev.regalia.mig;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whether a layout works only if the driver happens to choose the right starts.
///
/// Instances are created one after the other by profile; the driver chooses each start among the
/// free ones. A layout is safe if some order of creation ends well whatever the driver chooses. It
/// is placement-dependent if no order does: `3g` beside four `1g` is, because a `3g` at start 0
/// leaves room for three only.
public final class PlacementDependence {

    private PlacementDependence() {}

    /// Whether no creation order of the layout succeeds for every choice of the driver. A layout
    /// that does not fit at all is placement-dependent too; one of a model without known placements
    /// is not, because nothing can be said.
    public static boolean isPlacementDependent(GpuGeometry geometry, Layout layout) {
        if (!geometry.placementsKnown()) {
            return false;
        }
        Map<MigProfile, Integer> left = new HashMap<>();
        for (Layout.Portion portion : layout.portions()) {
            if (portion.count() > portion.profile().maxCount()) {
                return true;
            }
            left.put(portion.profile(), portion.count());
        }
        return !someOrderSucceeds(layout, left, Set.of(0L));
    }

    /// @param left instances still to be created, by profile
    /// @param reachable every occupation of the memory grid that the driver can have brought about
    ///   so far
    private static boolean someOrderSucceeds(
            Layout layout, Map<MigProfile, Integer> left, Set<Long> reachable) {
        boolean done = true;
        for (Layout.Portion portion : layout.portions()) {
            MigProfile next = portion.profile();
            int count = left.getOrDefault(next, 0);
            if (count == 0) {
                continue;
            }
            done = false;
            Set<Long> after = afterCreating(next, reachable);
            if (!after.isEmpty()) {
                left.put(next, count - 1);
                boolean succeeds = someOrderSucceeds(layout, left, after);
                left.put(next, count);
                if (succeeds) {
                    return true;
                }
            }
        }
        return done;
    }

    /// Every occupation after one more instance; empty if in any of them no start is free.
    private static Set<Long> afterCreating(MigProfile profile, Set<Long> reachable) {
        Set<Long> after = new TreeSet<>();
        for (long occupied : reachable) {
            boolean free = false;
            for (int start : profile.footprint().starts()) {
                long mask = new Placement(profile, start).mask();
                if ((occupied & mask) == 0) {
                    free = true;
                    after.add(occupied | mask);
                }
            }
            if (!free) {
                return Set.of();
            }
        }
        return after;
    }
}
