package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.NodeFacts.PodFacts;
import dev.regalia.plan.packing.NodeSupply;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// A node with the group that has it or may take it, and what it gives as it is.
///
/// @param member whether the group has it already
/// @param movable it may change hands now: idle, reachable, and nothing has begun on it
record DemandNode(
        SelectedNode node, GroupPlaces group, boolean member, boolean movable, NodeSupply supply) {

    private enum Role {
        FIXED,
        MEMBER,
        FREE
    }

    /// Reads nodes of one pool and one GPU model.
    static final class Reader {

        private final PlanInput input;
        private final ModelCounts counts;
        private final SortedSet<String> namespaces;
        private final IdentityHashMap<NodeLayout, List<int[]>> cuts = new IdentityHashMap<>();

        /// @param namespaces tenant namespaces of the pool; what pods of others hold is not there
        Reader(PlanInput input, ModelCounts counts, SortedSet<String> namespaces) {
            this.input = input;
            this.counts = counts;
            this.namespaces = namespaces;
        }

        /// A member of a group that may be cut as demand wants.
        DemandNode member(SelectedNode node, GroupPlaces group) {
            NodeWish wish = group.wish(node);
            boolean gone = gone(node, wish);
            boolean free = !gone && untouched(node, wish);
            SortedMap<String, Long> gives = gone ? new TreeMap<>() : given(node, wish, free);
            NodeSupply supply = supply(node, group, wish, gives, free ? Role.MEMBER : Role.FIXED);
            return new DemandNode(node, group, true, free && node.facts().idle(), supply);
        }

        /// A node of a group whose layout does not follow demand.
        DemandNode other(SelectedNode node, GroupPlaces group) {
            NodeWish wish = group.wish(node);
            boolean gone = gone(node, wish);
            SortedMap<String, Long> gives =
                    gone ? new TreeMap<>() : withoutForeign(node.facts(), wish.expected());
            boolean free = !gone && untouched(node, wish) && node.facts().idle();
            NodeSupply supply = supply(node, group, wish, gives, Role.FIXED);
            return new DemandNode(node, group, true, free, supply);
        }

        /// A free node that a group could take; empty where it cannot be cut now.
        Optional<DemandNode> candidate(SelectedNode node, GroupPlaces group) {
            NodeFacts facts = node.facts();
            if (!facts.idle() || !facts.ready() || node.hardware().gpus().isEmpty()) {
                return Optional.empty();
            }
            NodeSupply supply =
                    supply(node, group, group.wish(node), facts.allocatable(), Role.FREE);
            return Optional.of(new DemandNode(node, group, false, true, supply));
        }

        /// Whether nothing can be expected of a node: it is away, or its cut has failed.
        private boolean gone(SelectedNode node, NodeWish wish) {
            NodeFacts facts = node.facts();
            if (facts.lost(input.snapshot().takenAt(), input.times())) {
                return true;
            }
            return !resting(node) && failed(in(facts, wish));
        }

        private static boolean failed(StepInput in) {
            return NodeSteps.decide(in.node(), in.order(), in.takenAt(), in.times()).standing()
                    == Standing.FAILED;
        }

        /// Whether no cut that could fail has begun on a node.
        private static boolean resting(SelectedNode node) {
            return node.change()
                    .filter(it -> it.state() == State.READY || it.state() == State.PLANNED)
                    .isPresent();
        }

        /// Whether nothing has begun on a node that cannot be taken back, and nothing is wrong with
        /// it. On one that is only about to join, nothing has.
        private static boolean untouched(SelectedNode node, NodeWish wish) {
            boolean resting =
                    node.home().isEmpty()
                            || node.change()
                                    .map(ChangeRecord::state)
                                    .filter(it -> it != State.APPLYING)
                                    .isPresent();
            return resting
                    && node.facts().ready()
                    && node.hardware().gpus().isPresent()
                    && Resources.same(node.facts().allocatable(), wish.expected());
        }

        private StepInput in(NodeFacts node, NodeWish wish) {
            NodeOrder order =
                    new NodeOrder(
                            wish,
                            false,
                            false,
                            false,
                            false,
                            false,
                            Memories.successSince(input.snapshot().memory(), node));
            return new StepInput(node, order, input.snapshot().takenAt(), input.times());
        }

        private Optional<Memory.Dip> dip(NodeFacts node) {
            return Optional.ofNullable(input.snapshot().memory().dips().get(node.name()))
                    .filter(
                            dip ->
                                    input.snapshot()
                                            .takenAt()
                                            .isBefore(dip.since().plus(input.times().dipGrace())));
        }

        /// A node that is verified gives what it shows, one that is being cut what it will show.
        private SortedMap<String, Long> given(SelectedNode node, NodeWish wish, boolean untouched) {
            boolean ready = node.change().filter(it -> it.state() == State.READY).isPresent();
            SortedMap<String, Long> shown =
                    ready && !untouched
                            ? dip(node.facts())
                                    .map(Memory.Dip::before)
                                    .orElse(node.facts().allocatable())
                            : wish.expected();
            return withoutForeign(node.facts(), shown);
        }

        private SortedMap<String, Long> withoutForeign(
                NodeFacts node, SortedMap<String, Long> shown) {
            SortedMap<String, Long> rest = shown;
            for (PodFacts pod : node.gpuPods()) {
                if (!namespaces.contains(pod.namespace())) {
                    rest = Resources.minus(rest, pod.holds());
                }
            }
            return rest;
        }

        private NodeSupply supply(
                SelectedNode node,
                GroupPlaces group,
                NodeWish wish,
                Map<String, Long> gives,
                Role role) {
            int gpus = node.hardware().gpus().orElse(0);
            List<int[]> layouts = layout(node, group, wish, gpus).map(this::cuts).orElse(List.of());
            return new NodeSupply(
                    node.name(),
                    gpus,
                    layouts,
                    counts.vector(gives),
                    node.facts().gpuPods().size(),
                    role == Role.FIXED,
                    role != Role.FREE);
        }

        /// Many nodes have the same layout.
        private List<int[]> cuts(NodeLayout layout) {
            return cuts.computeIfAbsent(layout, it -> counts.cuts(it).orElse(List.of()));
        }

        /// Only entries of ours tell which GPU holds what; a node without any is whole where it
        /// shows nothing but whole GPUs.
        private static Optional<NodeLayout> layout(
                SelectedNode node, GroupPlaces group, NodeWish wish, int gpus) {
            if (wish.entry().isPresent()) {
                return group.layout(wish.entry().get().name(), gpus);
            }
            boolean whole =
                    node.facts().allocatable().equals(Map.of(WellKnown.GPU_RESOURCE, (long) gpus));
            return whole ? Optional.of(NodeLayout.of(List.of(), gpus)) : Optional.empty();
        }
    }
}
