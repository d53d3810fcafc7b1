package dev.regalia.plan.packing;

/// A choice of what to touch, and how good it is.
///
/// @param touched how many of each lot
/// @param values of the goals, by place
/// @param bounds under which no choice can be, by place of the goal
/// @param proven whether no choice is better
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
record CoverResult(
        int[] touched,
        long[] values,
        long[] bounds,
        Method method,
        long pivots,
        long visited,
        boolean proven) {

    long value(Goal goal) {
        return values[goal.place()];
    }

    long bound(Goal goal) {
        return bounds[goal.place()];
    }
}
