package dev.regalia.plan.packing.bench;

import dev.regalia.mig.GpuPacking;
import dev.regalia.plan.packing.Evictions;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.Repack;
import dev.regalia.plan.packing.RepackProblem;
import dev.regalia.plan.packing.Repacker;
import dev.regalia.plan.packing.opponents.BestFitDecreasing;
import dev.regalia.plan.packing.opponents.FirstFit;
import dev.regalia.plan.packing.opponents.Slots;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// GPUs that partitions of one mix need on a fleet that is not cut yet, by several rules.
///
/// @param optimum the fewest, by the closed form
record Fresh(long optimum, long ours, long firstFit, long bestFitDecreasing) {

    private static final int GPUS_PER_NODE = 8;

    static Fresh of(Mix mix, int partitions, long seed) {
        GpuPacking packing = Fleets.PACKING;
        SplittableRandom random = new SplittableRandom(seed);
        int[] arrivals =
                IntStream.range(0, partitions)
                        .map(i -> mix.draw(packing.geometry(), random))
                        .toArray();
        long[] counts = new long[packing.profiles() + 1];
        for (int profile : arrivals) {
            counts[profile]++;
        }
        Slots slots = new Slots(packing.geometry());
        FirstFit firstFit = new FirstFit(slots, partitions);
        for (int profile : arrivals) {
            firstFit.add(profile);
        }
        return new Fresh(
                closedForm(counts),
                ours(packing, counts),
                firstFit.gpus(),
                BestFitDecreasing.gpus(slots, counts));
    }

    /// The fewest GPUs of seven compute and eight memory slices: whole ones for `7g`, and the
    /// scarcest of left halves, full quarters, quarters, compute and memory for the rest. Holds
    /// without media extensions. Counts are in the order `1g`, `1g+me`, `1g.double`, `2g`, `3g`,
    /// `4g`, `7g`.
    static long closedForm(long[] counts) {
        long halves = counts[4] + 2 * counts[5];
        long compute = counts[0] + counts[2] + 2 * counts[3] + 3 * counts[4] + 4 * counts[5];
        long memory = counts[0] + 2 * (counts[2] + counts[3]) + 4 * (counts[4] + counts[5]);
        return counts[6]
                + Collections.max(
                        List.of(
                                counts[5],
                                Math.ceilDiv(halves + counts[3], 3L),
                                Math.ceilDiv(compute, 7L),
                                Math.ceilDiv(memory, 8L)));
    }

    private static long ours(GpuPacking packing, long[] counts) {
        long[] none = new long[counts.length];
        long[] supply = none.clone();
        supply[packing.profiles()] = GPUS_PER_NODE;
        List<int[]> uncut = Collections.nCopies(GPUS_PER_NODE, NodeSupply.WHOLE);
        List<NodeSupply> nodes =
                IntStream.rangeClosed(0, (int) (packing.gpus(counts) / GPUS_PER_NODE))
                        .mapToObj(
                                i ->
                                        new NodeSupply(
                                                "n" + i,
                                                GPUS_PER_NODE,
                                                uncut,
                                                supply,
                                                0,
                                                false,
                                                true))
                        .toList();
        RepackProblem problem =
                new RepackProblem(
                        packing, nodes, Evictions.NEVER, 0, RepackProblem.DEFAULT_SEARCH_LIMIT);
        Repack plan = Repacker.plan(problem, counts, none);
        Worth worth = Worth.of(problem, counts, plan.cuts());
        if (worth.unserved() > 0) {
            throw new IllegalStateException(worth + " on a fleet that is large enough");
        }
        return worth.used();
    }
}
