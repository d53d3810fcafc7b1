package dev.regalia.plan.packing;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Seeded random problems: small fleets of several models, some nodes idle, some busy, some free,
/// some fixed, some with unknown layouts, and demands around what they can give.
final class RandomFleets {

    private static final GpuCatalog CATALOG = GpuCatalogReader.readDefault();
    private static final List<String> MODELS =
            List.of(
                    "H100-80GB",
                    "H100-80GB",
                    "A30",
                    "RTX-PRO-6000-Blackwell-96GB",
                    "B200-180GB",
                    "RTX-PRO-5000-Blackwell-48GB");

    private final SplittableRandom random;
    private final int mostNodes;
    private final int mostGpus;

    RandomFleets(long seed, int mostNodes, int mostGpus) {
        this.random = new SplittableRandom(seed);
        this.mostNodes = mostNodes;
        this.mostGpus = mostGpus;
    }

    /// A problem with what is asked of it.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sample(RepackProblem problem, long[] demand, long[] headroom) {
        Repack plan() {
            return Repacker.plan(problem, demand, headroom);
        }
    }

    static GpuPacking packing(String model) {
        GpuGeometry geometry =
                CATALOG.geometries().stream()
                        .filter(g -> g.id().equals(model))
                        .findFirst()
                        .orElseThrow();
        return CATALOG.packing(geometry);
    }

    SplittableRandom random() {
        return random;
    }

    Sample next() {
        GpuPacking packing = packing(MODELS.get(random.nextInt(MODELS.size())));
        List<NodeSupply> nodes = new ArrayList<>();
        int number = 1 + random.nextInt(mostNodes);
        int gpus = 1 + random.nextInt(mostGpus);
        for (int i = 0; i < number; i++) {
            int size = random.nextInt(4) == 0 ? 1 + random.nextInt(mostGpus) : gpus;
            nodes.add(node(packing, "n" + i, size));
        }
        RepackProblem problem =
                new RepackProblem(
                        packing,
                        nodes,
                        random.nextBoolean() ? Evictions.NEVER : Evictions.ALLOWED,
                        random.nextInt(4) * 10,
                        RepackProblem.DEFAULT_SEARCH_LIMIT);
        long[] demand = demand(problem);
        long[] headroom = new long[demand.length];
        if (random.nextInt(4) == 0) {
            headroom[random.nextInt(packing.profiles())] = random.nextInt(4);
        }
        return new Sample(problem, demand, headroom);
    }

    NodeSupply node(GpuPacking packing, String name, int gpus) {
        List<int[]> layouts = new ArrayList<>();
        boolean uncut = random.nextInt(4) == 0;
        for (int i = 0; i < gpus; i++) {
            layouts.add(uncut ? NodeSupply.WHOLE : layout(packing));
        }
        long[] supply = new long[packing.profiles() + 1];
        layouts.forEach(layout -> Counts.add(supply, layout));
        boolean member = random.nextInt(5) > 0;
        boolean busy = member && random.nextInt(3) == 0;
        return new NodeSupply(
                name,
                gpus,
                random.nextInt(6) == 0 ? List.of() : layouts,
                supply,
                busy ? 1 + random.nextInt(5) : 0,
                random.nextInt(8) == 0,
                member);
    }

    /// A pattern, or a pattern with something missing, or MIG off.
    int[] layout(GpuPacking packing) {
        if (random.nextInt(8) == 0) {
            return NodeSupply.WHOLE;
        }
        int[] counts =
                packing.counts(packing.patterns().get(random.nextInt(packing.patterns().size())));
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0 && random.nextInt(4) == 0) {
                counts[k] = random.nextInt(counts[k] + 1);
            }
        }
        return counts;
    }

    /// What the members give, with some GPUs of demand cut differently, and a little more or less.
    private long[] demand(RepackProblem problem) {
        GpuPacking packing = problem.packing();
        long[] demand = new long[packing.profiles() + 1];
        for (NodeSupply node : problem.nodes()) {
            boolean asItIs = random.nextInt(3) > 0;
            if (asItIs && node.member()) {
                Counts.add(demand, node.supply(), 1);
            }
            for (int g = 0; g < node.gpus() && !asItIs && problem.mayTouch(node); g++) {
                Counts.add(demand, layout(packing));
            }
        }
        int much = random.nextInt(4);
        for (int k = 0; k < demand.length; k++) {
            demand[k] = Math.max(0, demand[k] - (much < 2 ? random.nextInt(1 + 2 * much) : 0));
        }
        if (random.nextInt(4) == 0) {
            demand[random.nextInt(demand.length)] += 1 + random.nextInt(2);
        }
        return demand;
    }
}
