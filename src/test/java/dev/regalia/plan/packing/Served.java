package dev.regalia.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.GpuPacking;
import dev.regalia.mig.Layout;
import dev.regalia.mig.MigFit;
import dev.regalia.mig.MigPacker;
import dev.regalia.mig.MigProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Carries a plan out on paper and checks, without the packing's arithmetic, that it can be: every
/// new layout has a legal placement, every GPU has one layout, and together they give what the plan
/// says is served.
final class Served {

    private Served() {}

    static void check(RandomFleets.Sample sample, Repack plan) {
        RepackProblem problem = sample.problem();
        Map<String, NodeCut> cuts = new HashMap<>();
        for (NodeCut cut : plan.cuts()) {
            assertThat(cuts.put(cut.node(), cut)).isNull();
        }
        long[] given = new long[sample.demand().length];
        long evictions = 0;
        long used = PatternOracle.cut(problem, touched(problem, plan));
        for (NodeSupply node : problem.nodes()) {
            NodeCut cut = cuts.remove(node.name());
            if (cut != null) {
                assertThat(node.fixed()).as("%s is fixed", node).isFalse();
                assertThat(node.evictions() == 0 || problem.evictions() == Evictions.ALLOWED)
                        .as("%s is busy", node)
                        .isTrue();
                evictions += node.evictions();
                assertThat(cut.layouts()).hasSize(node.gpus());
                assertThat(cut.gpusTouched()).isEqualTo(changed(problem.packing(), node, cut));
                cut.layouts().forEach(layout -> add(given, layout));
                used += cut.layouts().stream().filter(l -> Arrays.stream(l).sum() > 0).count();
            } else if (node.member()) {
                for (int k = 0; k < given.length; k++) {
                    given[k] += node.supply()[k];
                }
            }
        }
        assertThat(cuts).as("cuts of nodes that are not there").isEmpty();
        assertThat(evictions).isEqualTo(plan.certificate().evictions());
        int whole = given.length - 1;
        long wanted = sample.demand()[whole] + sample.headroom()[whole];
        assertThat(plan.certificate().gpusUsed()).isEqualTo(used + Math.min(wanted, given[whole]));
        for (int k = 0; k < given.length; k++) {
            long lacking = Math.max(0, sample.demand()[k] - given[k]);
            assertThat(plan.unserved()[k]).isEqualTo(lacking);
            long all = Math.max(0, sample.demand()[k] + sample.headroom()[k] - given[k]);
            assertThat(plan.headroomUnserved()[k]).isEqualTo(all - lacking);
        }
    }

    private static List<NodeSupply> touched(RepackProblem problem, Repack plan) {
        List<String> names = plan.cuts().stream().map(NodeCut::node).toList();
        return problem.nodes().stream().filter(node -> names.contains(node.name())).toList();
    }

    private static void add(long[] given, int[] layout) {
        if (NodeSupply.isWhole(layout)) {
            given[given.length - 1]++;
        }
        for (int k = 0; k < layout.length; k++) {
            given[k] += layout[k];
        }
    }

    private static int changed(GpuPacking packing, NodeSupply node, NodeCut cut) {
        int changed = 0;
        for (int i = 0; i < node.gpus(); i++) {
            int[] layout = cut.layouts().get(i);
            if (node.layouts().isEmpty() || !Arrays.equals(layout, node.layouts().get(i))) {
                changed++;
                assertThat(isPlaceable(packing.geometry(), layout))
                        .as("%s on %s", Arrays.toString(layout), packing.geometry().id())
                        .isTrue();
            }
        }
        return changed;
    }

    private static boolean isPlaceable(GpuGeometry geometry, int[] counts) {
        if (NodeSupply.isWhole(counts)) {
            return true;
        }
        Map<MigProfile, Integer> layout = new HashMap<>();
        for (int k = 0; k < counts.length; k++) {
            layout.put(geometry.profiles().get(k), counts[k]);
        }
        Layout wanted = geometry.layout(layout);
        return switch (MigPacker.fit(geometry, wanted)) {
            case MigFit.Placed _, MigFit.Uniform _ -> true;
            case MigFit.Unplaceable _, MigFit.PlacementDependent _, MigFit.Unresolved _ -> false;
        };
    }

    /// The fleet as it is once the plan is carried out; nobody was evicted in vain, so touched
    /// nodes are idle then.
    static RepackProblem carriedOut(RepackProblem problem, Repack plan) {
        List<NodeSupply> after = new ArrayList<>();
        for (NodeSupply node : problem.nodes()) {
            after.add(
                    plan.cuts().stream()
                            .filter(cut -> cut.node().equals(node.name()))
                            .findFirst()
                            .map(cut -> node(node, cut))
                            .orElse(node));
        }
        return new RepackProblem(
                problem.packing(),
                after,
                problem.evictions(),
                problem.slackPercent(),
                problem.searchLimit());
    }

    private static NodeSupply node(NodeSupply node, NodeCut cut) {
        long[] supply = new long[node.supply().length];
        cut.layouts().forEach(layout -> add(supply, layout));
        return new NodeSupply(node.name(), node.gpus(), cut.layouts(), supply, 0, false, true);
    }
}
