package dev.regalia.plan;

import dev.regalia.api.PoolStatus.GpuCounts;
import dev.regalia.api.PoolStatus.NodeCounts;
import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.PoolStatus.ResourceCounts;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.PoolRequest.Refused;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Counts what became of a pool's nodes and says whether the pool is what its spec asks for (a
/// group is Ready with `min` verified nodes; where `min` is absent, with all its assigned nodes
/// that are not NotReady for long, and at least one).
final class PoolOutcomes {

    private PoolOutcomes() {}

    /// A node with what was decided about it.
    ///
    /// @param assigned it carries our labels for this group already
    /// @param lost it has been NotReady for longer than the grace
    record Member(
            NodeFacts node, NodeWish wish, NodeDecision decision, boolean assigned, boolean lost) {

        private boolean stands(Standing standing) {
            return decision.standing() == standing;
        }
    }

    /// A group with its members, leaving nodes left out, counted once.
    static final class Group {

        private final String name;
        private final OptionalInt min;
        private final boolean demand;
        private final int matching;
        private final List<Member> members;
        private final Map<Standing, Integer> standing = new EnumMap<>(Standing.class);
        private int assigned;
        private int reachable;
        private int verified;
        private int gpus;
        private int verifiedGpus;

        /// @param demand its layout follows demand, so that without demand it needs no node
        Group(String name, OptionalInt min, boolean demand, int matching, List<Member> members) {
            this.name = name;
            this.min = min;
            this.demand = demand;
            this.matching = matching;
            this.members = List.copyOf(members);
            this.members.forEach(this::count);
        }

        private void count(Member member) {
            standing.merge(member.decision().standing(), 1, Integer::sum);
            if (!member.assigned()) {
                return;
            }
            int shown = Hardware.gpus(member.node()).orElse(0);
            assigned++;
            gpus += shown;
            if (!member.lost()) {
                reachable++;
            }
            if (member.stands(Standing.VERIFIED)) {
                verified++;
                verifiedGpus += shown;
            }
        }

        String name() {
            return name;
        }

        List<Member> members() {
            return members;
        }

        int matching() {
            return matching;
        }

        int assigned() {
            return assigned;
        }

        private int count(Standing which) {
            return standing.getOrDefault(which, 0);
        }

        /// How many verified nodes make the group Ready; where `min` is absent at least one, or
        /// none where the layout follows demand.
        private int needed() {
            return min.orElseGet(() -> Math.max(least(), reachable));
        }

        boolean ready() {
            return verified >= needed();
        }

        /// How many nodes the group must have at least.
        int least() {
            return min.orElse(demand ? 0 : 1);
        }

        /// Whether nodes are lacking that could be there; where the layout follows demand, whether
        /// there is none that could ever serve it.
        boolean isShort() {
            return members.size() < least() || (demand && members.isEmpty() && matching == 0);
        }

        boolean enoughNodes() {
            return assigned >= least();
        }

        /// Whether every assigned node is verified; where none is yet, whether none is to come.
        boolean configured() {
            return verified == assigned && (assigned > 0 || members.isEmpty());
        }

        boolean isBeingCut() {
            return count(Standing.CUTTING) > 0;
        }

        /// Whether nodes that are on their way would make the group Ready.
        boolean willBeReady() {
            int coming = count(Standing.WAITING) + count(Standing.CUTTING);
            return verified + coming >= needed();
        }

        NodeGroupStatus status() {
            return new NodeGroupStatus(
                    name,
                    new NodeCounts(
                            matching,
                            assigned,
                            verified,
                            count(Standing.WAITING),
                            count(Standing.CUTTING),
                            count(Standing.FAILED)),
                    new GpuCounts(gpus, verifiedGpus),
                    resources());
        }

        private List<ResourceCounts> resources() {
            Map<String, long[]> counts = new HashMap<>();
            for (Member member : members) {
                member.wish().expected().forEach((name, count) -> cell(counts, name)[0] += count);
                if (member.stands(Standing.VERIFIED) || member.stands(Standing.DEGRADED)) {
                    member.node()
                            .allocatable()
                            .forEach((name, count) -> cell(counts, name)[1] += count);
                }
            }
            List<ResourceCounts> list = new ArrayList<>();
            new TreeMap<>(counts)
                    .forEach(
                            (name, pair) ->
                                    list.add(
                                            new ResourceCounts(
                                                    profile(name), name, pair[0], pair[1])));
            return list;
        }

        private static long[] cell(Map<String, long[]> counts, String name) {
            return counts.computeIfAbsent(name, _ -> new long[2]);
        }
    }

    private static String profile(String resource) {
        String prefix =
                resource.startsWith(WellKnown.MIG_RESOURCE_PREFIX)
                        ? WellKnown.MIG_RESOURCE_PREFIX
                        : WellKnown.NVIDIA_PREFIX;
        return resource.substring(prefix.length());
    }

    /// What groups lack, as findings on their pool. A node that is about to join is not lacking.
    static List<Finding> shortages(PoolFacts pool, List<Group> groups) {
        return groups.stream().filter(Group::isShort).map(group -> shortage(pool, group)).toList();
    }

    private static Finding shortage(PoolFacts pool, Group group) {
        String field = "nodeGroups[" + group.name() + "]";
        if (group.matching() == 0) {
            return new Finding(
                    WellKnown.POOL_KIND,
                    pool.name(),
                    field + ".nodeSelector",
                    Reason.NO_NODES,
                    "no node that can be taken matches the group",
                    "correct `nodeSelector` and `gpu`, or label nodes so that they match");
        }
        boolean held = pool.suspended() && group.matching() >= group.least();
        return new Finding(
                WellKnown.POOL_KIND,
                pool.name(),
                field + ".nodes.min",
                held ? Reason.SUSPENDED : Reason.NOT_ENOUGH_NODES,
                "%d nodes are assigned, %d could be, %d are asked for"
                        .formatted(group.assigned(), group.matching(), group.least()),
                held
                        ? "set `spec.suspend: false`; until then no node is taken"
                        : "add nodes that match, or lower `nodes.min`");
    }

    /// Whether the pool gets there. While it is suspended, only cuts that have begun go on.
    ///
    /// @param covered what is reserved is there
    static Progress progress(
            PoolRequest request, Stack stack, boolean covered, List<Group> groups) {
        if (request instanceof Refused) {
            return Progress.STALLED;
        }
        if (covered && groups.stream().allMatch(Group::ready)) {
            return Progress.DONE;
        }
        boolean goesOn =
                request.pool().suspended()
                        ? groups.stream().anyMatch(Group::isBeingCut)
                        : groups.stream().allMatch(it -> it.ready() || it.willBeReady());
        return goesOn && stack != Stack.WRONG ? Progress.RECONCILING : Progress.STALLED;
    }
}
