package dev.regalia.plan.packing;

import java.util.List;

/// A node as the packing sees it. Its counts are read, never changed, by all who hold them.
///
/// @param name unique among the nodes of a problem
/// @param gpus that can be cut, 0 or more
/// @param layouts per GPU index the instances of each profile (length K; all zero where MIG is on
///   and nothing is cut), or [#WHOLE]; empty where nobody knows which index holds what. They are
///   only believed where their sum is `supply`; elsewhere they count as not known
/// @param supply what the node gives as it is (length K + 1); of a node that is not a member, what
///   it would give if it were taken as it is
/// @param evictions GPU pods on it; 0 where it is idle
/// @param fixed never touched, whatever the policy
/// @param member false for a free node, which gives nothing until it is taken
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
public record NodeSupply(
        String name,
        int gpus,
        List<int[]> layouts,
        long[] supply,
        long evictions,
        boolean fixed,
        boolean member) {

    /// The layout of a GPU with MIG off.
    public static final int[] WHOLE = {};

    public NodeSupply {
        layouts = List.copyOf(layouts);
        if (gpus < 0 || evictions < 0 || (!layouts.isEmpty() && layouts.size() != gpus)) {
            throw new IllegalArgumentException(
                    name
                            + ": "
                            + gpus
                            + " GPUs, "
                            + layouts.size()
                            + " layouts, "
                            + evictions
                            + " evictions");
        }
    }

    /// Whether a layout means MIG off.
    public static boolean isWhole(int[] layout) {
        return layout.length == 0;
    }
}
