package dev.regalia.plan.packing;

import java.util.List;

/// The smallest change found that serves a demand.
///
/// @param cuts the touched nodes in the order of the problem
/// @param unserved what of the demand the fleet still lacks once they are cut
/// @param headroomUnserved what of the headroom it lacks beyond that
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
public record Repack(
        List<NodeCut> cuts, long[] unserved, long[] headroomUnserved, Certificate certificate) {

    public Repack {
        cuts = List.copyOf(cuts);
        unserved = unserved.clone();
        headroomUnserved = headroomUnserved.clone();
    }

    @Override
    public long[] unserved() {
        return unserved.clone();
    }

    @Override
    public long[] headroomUnserved() {
        return headroomUnserved.clone();
    }
}
