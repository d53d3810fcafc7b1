package dev.regalia.plan.packing;

import java.util.Arrays;
import java.util.List;

/// A node that may be touched, read once.
///
/// @param order its place among the nodes of the problem
/// @param types per GPU index the type of its layout in the [Fleet]; empty where the layouts are
///   not known
/// @param sortedTypes the same in ascending order
/// @param gives what it gives untouched
/// @param cut GPUs of it that are cut as it is; 0 where it is not a member
/// @param use memory slices of what it would give as it is that are wanted at all
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
record Site(
        NodeSupply node,
        int order,
        int[] types,
        int[] sortedTypes,
        long[] gives,
        long cut,
        long use) {

    boolean known() {
        return types.length > 0;
    }

    /// The order of sites that depends on nothing but what they are, and on their place only where
    /// they are the same.
    static int compare(Site one, Site other) {
        int byLot = compareLots(one, other);
        if (byLot != 0) {
            return byLot;
        }
        if (one.use != other.use) {
            return Long.compare(other.use, one.use);
        }
        int byTypes = Arrays.compare(one.sortedTypes, other.sortedTypes);
        return byTypes != 0 ? byTypes : Integer.compare(one.order, other.order);
    }

    /// 0 where a plan weighs both alike.
    static int compareLots(Site one, Site other) {
        if (one.node.evictions() != other.node.evictions()) {
            return Long.compare(one.node.evictions(), other.node.evictions());
        }
        if (one.node.gpus() != other.node.gpus()) {
            return Integer.compare(one.node.gpus(), other.node.gpus());
        }
        if (one.cut != other.cut) {
            return Long.compare(other.cut, one.cut);
        }
        return Arrays.compare(one.gives, other.gives);
    }

    /// The lot of some sites that compare alike.
    static Lot lot(List<Site> alike) {
        Site first = alike.getFirst();
        return new Lot(
                alike.size(), first.node.gpus(), first.gives, first.cut, first.node.evictions());
    }
}
