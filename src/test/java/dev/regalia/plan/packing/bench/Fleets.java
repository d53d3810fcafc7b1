package dev.regalia.plan.packing.bench;

import dev.regalia.catalog.GpuCatalogReader;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuPacking;
import dev.regalia.plan.packing.NodeSupply;
import dev.regalia.plan.packing.RepackProblem;
import dev.regalia.plan.packing.opponents.FirstFit;
import dev.regalia.plan.packing.opponents.Opponent;
import dev.regalia.plan.packing.opponents.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Makes fleets of H100 and demands, the same for the same seed.
///
/// At first 85 of 100 GPUs are needed cut, and 5 whole. Nodes are busy or idle by lot; on a busy
/// one each partition has a pod four times of five and each whole GPU one time of three. No demand
/// falls below what runs.
final class Fleets {

    static final GpuPacking PACKING = packing("H100-80GB");

    /// Slack under which the number of GPUs never decides.
    static final int ANY_SLACK = 10_000;

    private static final int CUT_PERCENT = 85;
    private static final int WHOLE_PERCENT = 5;
    private static final int FIRST_FIT_FILLS = 92;
    private static final int TURNOVERS = 3;

    private final Scenario scenario;
    private final SplittableRandom random;
    private final Slots slots = new Slots(PACKING.geometry());

    private Fleets(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.random = new SplittableRandom(seed);
    }

    /// A fleet with what is asked of it.
    @SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
    record Case(RepackProblem problem, long[] demand) {
        Case withSlack(int percent) {
            return with(percent, problem.searchLimit());
        }

        Case with(int slackPercent, int searchLimit) {
            return new Case(
                    new RepackProblem(
                            problem.packing(),
                            problem.nodes(),
                            problem.evictions(),
                            slackPercent,
                            searchLimit),
                    demand);
        }
    }

    static GpuPacking packing(String model) {
        GpuCatalog catalog = GpuCatalogReader.readDefault();
        return catalog.geometries().stream()
                .filter(geometry -> geometry.id().equals(model))
                .findFirst()
                .map(catalog::packing)
                .orElseThrow();
    }

    static Case of(Scenario scenario, long seed) {
        return new Fleets(scenario, seed).make();
    }

    private Case make() {
        long[] demand = fill((long) scenario.size().all() * CUT_PERCENT / 100);
        List<int[]> layouts =
                switch (scenario.history()) {
                    case PLANNED -> new ArrayList<>(Opponent.target(PACKING, demand));
                    case DRIFTED -> drift(demand);
                };
        while (layouts.size() < scenario.size().all()) {
            layouts.add(NodeSupply.WHOLE);
        }
        demand[PACKING.profiles()] = (long) scenario.size().all() * WHOLE_PERCENT / 100;
        long[] running = new long[demand.length];
        List<NodeSupply> nodes = nodes(layouts, running);
        for (int k = 0; k < demand.length; k++) {
            demand[k] = Math.max(running[k], moved(demand[k]));
        }
        return new Case(
                new RepackProblem(
                        PACKING,
                        nodes,
                        scenario.evictions(),
                        ANY_SLACK,
                        RepackProblem.DEFAULT_SEARCH_LIMIT),
                demand);
    }

    /// The most partitions in the shares of the mix that fit on some GPUs.
    private long[] fill(long gpus) {
        long fits = 0;
        long tooMany = gpus * PACKING.memorySlices(PACKING.profiles()) + 1;
        while (tooMany - fits > 1) {
            long middle = (fits + tooMany) / 2;
            if (PACKING.gpus(scenario.mix().counts(PACKING.geometry(), middle)) <= gpus) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return scenario.mix().counts(PACKING.geometry(), fits);
    }

    private List<int[]> drift(long[] demand) {
        int gpus = scenario.size().all() * (100 - WHOLE_PERCENT) / 100;
        FirstFit rule = new FirstFit(slots, gpus);
        long number = Arrays.stream(demand).sum() * FIRST_FIT_FILLS / 100;
        List<FirstFit.Place> live = new ArrayList<>();
        for (long i = 0; i < number * (1 + TURNOVERS); i++) {
            int profile = scenario.mix().draw(PACKING.geometry(), random);
            if (i >= number) {
                int leaves = random.nextInt(live.size());
                rule.remove(live.get(leaves));
                live.set(leaves, live.getLast());
                live.removeLast();
            }
            if (rule.accepts(profile)) {
                live.add(rule.add(profile));
            }
        }
        int[][] layouts = new int[gpus][];
        Arrays.fill(demand, 0);
        for (FirstFit.Place place : live) {
            int[] before = layouts[place.gpu()];
            int[] layout = before == null ? new int[PACKING.profiles()] : before;
            layout[place.profile()]++;
            layouts[place.gpu()] = layout;
            demand[place.profile()]++;
        }
        return new ArrayList<>(
                Arrays.stream(layouts).map(l -> l == null ? NodeSupply.WHOLE : l).toList());
    }

    private List<NodeSupply> nodes(List<int[]> layouts, long[] running) {
        int number = scenario.size().nodes();
        boolean[] idle = new boolean[number];
        for (int left = number * scenario.idlePercent() / 100; left > 0; ) {
            int node = random.nextInt(number);
            left -= idle[node] ? 0 : 1;
            idle[node] = true;
        }
        List<NodeSupply> nodes = new ArrayList<>();
        int gpus = scenario.size().gpus();
        for (int i = 0; i < number; i++) {
            List<int[]> own = layouts.subList(i * gpus, (i + 1) * gpus);
            long pods = idle[i] ? 0 : Math.max(1, occupy(own, running));
            nodes.add(
                    new NodeSupply(
                            "n%05d".formatted(i), gpus, own, Worth.sum(own), pods, false, true));
        }
        return nodes;
    }

    private long occupy(List<int[]> layouts, long[] running) {
        long pods = 0;
        for (int[] layout : layouts) {
            if (NodeSupply.isWhole(layout) && random.nextInt(3) == 0) {
                running[running.length - 1]++;
                pods++;
            }
            for (int k = 0; k < layout.length; k++) {
                for (int i = 0; i < layout[k]; i++) {
                    boolean busy = random.nextInt(5) < 4;
                    running[k] += busy ? 1 : 0;
                    pods += busy ? 1 : 0;
                }
            }
        }
        return pods;
    }

    private long moved(long count) {
        double move = (2 * random.nextDouble() - 1) * scenario.movePercent() / 100;
        return Math.round(count * (1 + move) * scenario.loadPercent() / 100);
    }
}
