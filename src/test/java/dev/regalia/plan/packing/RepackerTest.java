package dev.regalia.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Plans that a person can follow.
class RepackerTest {

    private static final GpuPacking H100 = RandomFleets.packing("H100-80GB");
    private static final List<String> SHAPES =
            H100.geometry().profiles().stream().map(p -> p.shape()).toList();

    private static int[] layout(Map<String, Integer> counts) {
        int[] layout = new int[SHAPES.size()];
        counts.forEach((shape, count) -> layout[SHAPES.indexOf(shape)] = count);
        return layout;
    }

    private static long[] counts(Map<String, Integer> counts, long whole) {
        long[] all = new long[SHAPES.size() + 1];
        counts.forEach((shape, count) -> all[SHAPES.indexOf(shape)] = count);
        all[SHAPES.size()] = whole;
        return all;
    }

    private static NodeSupply node(String name, long evictions, boolean member, int[]... layouts) {
        long[] supply = new long[SHAPES.size() + 1];
        Arrays.stream(layouts).forEach(layout -> Counts.add(supply, layout));
        return new NodeSupply(
                name, layouts.length, List.of(layouts), supply, evictions, false, member);
    }

    private static int[][] whole(int gpus) {
        return Collections.nCopies(gpus, NodeSupply.WHOLE).toArray(int[][]::new);
    }

    private static RepackProblem problem(Evictions evictions, NodeSupply... nodes) {
        return new RepackProblem(H100, List.of(nodes), evictions, 5, 20_000);
    }

    private static final long[] NONE = counts(Map.of(), 0);

    @Test
    void the_first_slices_of_an_uncut_fleet_take_one_node_and_leave_the_other_gpus_whole() {
        Repack plan =
                Repacker.plan(
                        problem(
                                Evictions.NEVER,
                                node("a", 0, true, whole(4)),
                                node("b", 0, true, whole(4))),
                        counts(Map.of("1g", 5), 0),
                        NONE);

        assertThat(plan.cuts()).hasSize(1);
        NodeCut cut = plan.cuts().getFirst();
        assertThat(cut.node()).isEqualTo("a");
        assertThat(cut.gpusTouched()).isEqualTo(1);
        assertThat(cut.layouts().getFirst()[SHAPES.indexOf("1g")]).isGreaterThanOrEqualTo(5);
        assertThat(cut.layouts().subList(1, 4)).allMatch(NodeSupply::isWhole);
        Certificate certificate = plan.certificate();
        assertThat(certificate.method()).isEqualTo(Method.LINEAR_PROGRAM);
        assertThat(certificate.proven()).isTrue();
        assertThat(certificate.gpusUsed()).isEqualTo(1);
        assertThat(certificate.gpusOptimal()).isEqualTo(1);
        assertThat(certificate.nodesBound()).isEqualTo(1);
        assertThat(certificate.gpusTouchedBound()).isEqualTo(1);
    }

    @Test
    void the_certificate_says_what_runs_out_first() {
        Repack plan =
                Repacker.plan(
                        problem(Evictions.NEVER, node("a", 0, true, whole(4))),
                        counts(Map.of("4g", 3), 0),
                        NONE);

        assertThat(plan.certificate().binding()).hasValue("left halves: 4g");
    }

    @Test
    void a_gpu_that_already_has_useful_counts_is_left_alone() {
        int[] sevenths = layout(Map.of("1g", 7));
        Repack plan =
                Repacker.plan(
                        problem(
                                Evictions.NEVER,
                                node("a", 0, true, sevenths, NodeSupply.WHOLE, sevenths)),
                        counts(Map.of("1g", 14, "3g", 2), 0),
                        NONE);

        NodeCut cut = plan.cuts().getFirst();
        assertThat(cut.gpusTouched()).isEqualTo(1);
        assertThat(cut.layouts().get(0)).isEqualTo(sevenths);
        assertThat(cut.layouts().get(1)[SHAPES.indexOf("3g")]).isEqualTo(2);
        assertThat(cut.layouts().get(2)).isEqualTo(sevenths);
    }

    @Test
    void where_nobody_knows_which_gpu_holds_what_all_of_a_node_are_touched() {
        NodeSupply known = node("a", 0, true, whole(4));
        NodeSupply unknown = new NodeSupply("a", 4, List.of(), known.supply(), 0, false, true);
        Repack plan =
                Repacker.plan(problem(Evictions.NEVER, unknown), counts(Map.of("1g", 5), 0), NONE);

        assertThat(plan.certificate().gpusTouched()).isEqualTo(4);
        assertThat(plan.certificate().gpusTouchedBound()).isEqualTo(4);
    }

    @Test
    void layouts_that_do_not_add_up_to_what_the_node_shows_are_not_believed() {
        int[] sevenths = layout(Map.of("1g", 7));
        NodeSupply dead =
                new NodeSupply(
                        "a",
                        2,
                        List.of(sevenths, sevenths),
                        counts(Map.of("1g", 7), 0),
                        0,
                        false,
                        true);
        Repack plan =
                Repacker.plan(problem(Evictions.NEVER, dead), counts(Map.of("3g", 2), 0), NONE);

        assertThat(plan.certificate().gpusTouched()).isEqualTo(2);
    }

    @Test
    void a_busy_node_is_cut_only_where_that_is_allowed_and_nothing_else_helps() {
        NodeSupply busy = node("busy", 3, true, whole(1));
        NodeSupply few = node("few", 2, true, whole(1));
        long[] demand = counts(Map.of("1g", 7), 0);

        Repack never = Repacker.plan(problem(Evictions.NEVER, busy, few), demand, NONE);
        assertThat(never.cuts()).isEmpty();
        assertThat(never.unserved()).isEqualTo(demand);
        assertThat(never.certificate().method()).isEqualTo(Method.NOTHING_TO_DO);

        Repack allowed = Repacker.plan(problem(Evictions.ALLOWED, busy, few), demand, NONE);
        assertThat(allowed.cuts()).extracting(NodeCut::node).containsExactly("few");
        assertThat(allowed.certificate().evictions()).isEqualTo(2);
        assertThat(allowed.certificate().evictionsBound()).isEqualTo(2);

        NodeSupply idle = node("idle", 0, true, whole(1));
        Repack avoiding = Repacker.plan(problem(Evictions.ALLOWED, busy, few, idle), demand, NONE);
        assertThat(avoiding.cuts()).extracting(NodeCut::node).containsExactly("idle");
    }

    @Test
    void a_free_node_that_has_the_right_layout_is_taken_as_it_is() {
        int[] sevenths = layout(Map.of("1g", 7));
        Repack plan =
                Repacker.plan(
                        problem(
                                Evictions.NEVER,
                                node("uncut", 0, false, whole(1)),
                                node("ready", 0, false, sevenths)),
                        counts(Map.of("1g", 7), 0),
                        NONE);

        assertThat(plan.cuts()).extracting(NodeCut::node).containsExactly("ready");
        assertThat(plan.certificate().gpusTouched()).isZero();
        assertThat(plan.certificate().nodesTouched()).isEqualTo(1);
    }

    @Test
    void fewer_nodes_are_touched_rather_than_fewer_gpus() {
        int[] halves = layout(Map.of("3g", 2));
        Repack plan =
                Repacker.plan(
                        problem(
                                Evictions.NEVER,
                                node("small", 0, true, whole(1)),
                                node("tiny", 0, true, whole(1)),
                                node("large", 0, true, halves, halves, halves)),
                        counts(Map.of("1g", 14), 0),
                        NONE);

        assertThat(plan.cuts()).extracting(NodeCut::node).containsExactly("large");
    }

    @Test
    void headroom_is_served_on_idle_nodes_and_never_evicts() {
        RepackProblem problem =
                problem(
                        Evictions.ALLOWED,
                        node("idle", 0, true, whole(1)),
                        node("busy", 1, true, whole(1)));
        Repack plan = Repacker.plan(problem, NONE, counts(Map.of("4g", 2), 0));

        assertThat(plan.cuts()).extracting(NodeCut::node).containsExactly("idle");
        assertThat(plan.headroomUnserved()).isEqualTo(counts(Map.of("4g", 1), 0));
        assertThat(plan.unserved()).isEqualTo(NONE);
    }

    @Test
    void what_cannot_be_served_is_the_least_in_memory_slices() {
        Repack plan =
                Repacker.plan(
                        problem(Evictions.NEVER, node("a", 0, true, whole(1))),
                        counts(Map.of("4g", 1, "1g", 7), 0),
                        NONE);

        assertThat(plan.unserved()).isEqualTo(counts(Map.of("1g", 4), 0));
    }

    @Test
    void within_the_slack_one_node_more_is_not_touched() {
        int[] halves = layout(Map.of("3g", 2));
        List<NodeSupply> nodes = new ArrayList<>();
        nodes.add(node("cut", 0, true, halves, halves));
        nodes.add(node("uncut", 0, true, whole(2)));
        long[] demand = counts(Map.of("1g", 14), 0);

        Repack roomy =
                Repacker.plan(
                        new RepackProblem(H100, nodes, Evictions.NEVER, 100, 20_000), demand, NONE);
        assertThat(roomy.certificate().nodesTouched()).isEqualTo(1);
        Repack tight =
                Repacker.plan(
                        new RepackProblem(H100, nodes, Evictions.NEVER, 0, 20_000), demand, NONE);
        assertThat(tight.cuts()).extracting(NodeCut::node).containsExactly("cut");
        assertThat(tight.certificate().gpusUsed()).isEqualTo(2);
    }

    @Test
    void a_model_without_known_placements_is_planned_by_its_patterns() {
        GpuPacking packing = RandomFleets.packing("RTX-PRO-5000-Blackwell-48GB");
        long[] supply = new long[packing.profiles() + 1];
        supply[packing.profiles()] = 4;
        NodeSupply node =
                new NodeSupply(
                        "a", 4, Collections.nCopies(4, NodeSupply.WHOLE), supply, 0, false, true);
        long[] demand = new long[supply.length];
        demand[0] = 1;
        demand[1] = 1;
        Repack plan =
                Repacker.plan(
                        new RepackProblem(packing, List.of(node), Evictions.NEVER, 5, 20_000),
                        demand,
                        new long[supply.length]);

        assertThat(plan.unserved()).containsOnly(0);
        assertThat(plan.certificate().gpusTouched()).isEqualTo(2);
        assertThat(plan.certificate().method()).isEqualTo(Method.PATTERN_PROGRAM);
    }
}
