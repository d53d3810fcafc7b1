package dev.regalia.plan;

import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one level of priority asks for and cannot have, in memory slices: the first thing that a
/// plan keeps low, a level before those below it.
///
/// A partition counts the memory slices of its placement, a whole GPU all those of its grid. Where
/// a model's grid is not known, a GPU counts as the least number that each profile divides evenly.
///
/// @param priority of the tenants; empty for headroom, which ranks below all of them
/// @param memorySlices that are missing, 1 or more
public record UnservedLevel(OptionalInt priority, long memorySlices) {

    /// The levels of which something is missing, the most important first, headroom last.
    ///
    /// @param missing per priority, counts as the packing wants them
    /// @param headroomMissing such counts
    static List<UnservedLevel> of(
            GpuPacking packing, SortedMap<Integer, long[]> missing, long[] headroomMissing) {
        List<UnservedLevel> levels = new ArrayList<>();
        SortedMap<Integer, long[]> highestFirst = new TreeMap<>(Comparator.reverseOrder());
        highestFirst.putAll(missing);
        highestFirst.forEach(
                (priority, counts) ->
                        levels.add(
                                new UnservedLevel(
                                        OptionalInt.of(priority), slices(packing, counts))));
        levels.add(new UnservedLevel(OptionalInt.empty(), slices(packing, headroomMissing)));
        return levels.stream().filter(level -> level.memorySlices() > 0).toList();
    }

    private static long slices(GpuPacking packing, long[] counts) {
        long slices = 0;
        for (int k = 0; k < counts.length; k++) {
            slices += counts[k] * packing.memorySlices(k);
        }
        return slices;
    }
}
