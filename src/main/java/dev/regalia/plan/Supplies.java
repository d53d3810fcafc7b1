package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeFacts.PodFacts;
import dev.regalia.plan.NodeWish.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the nodes of each pool give. A node gives what its allocatable shows once its layout has
/// been verified, less what pods of others hold on it.
public final class Supplies {

    private static final NodeOrder NONE =
            NodeOrder.asking(new NodeWish(Optional.empty(), Optional.empty(), new TreeMap<>()));

    private final ClusterSnapshot snapshot;
    private final Settings.Times times;
    private final SortedMap<String, List<Member>> members = new TreeMap<>();
    private final SortedMap<String, List<Member>> wished = new TreeMap<>();
    private final Map<Whole, Result> whole = new HashMap<>();

    /// The nodes of a snapshot with what is wished of them.
    ///
    /// @param orders per node; nodes that are absent are as they are
    public Supplies(ClusterSnapshot snapshot, Map<String, NodeOrder> orders, Settings.Times times) {
        this.snapshot = snapshot;
        this.times = times;
        for (NodeFacts node : snapshot.nodes()) {
            NodeOrder order = orders.get(node.name());
            StepInput in =
                    new StepInput(node, order == null ? NONE : order, snapshot.takenAt(), times);
            Optional<ChangeRecord> record = Rebuilding.record(in);
            Member member = new Member(in, record, order != null && !order.frozen());
            record.ifPresent(r -> list(members, r.pool()).add(member));
            in.wish()
                    .membership()
                    .map(Membership::pool)
                    .ifPresent(p -> list(wished, p).add(member));
        }
    }

    /// The supply of a pool and when it will be another by the mere passing of time.
    ///
    /// @param supply all of it
    /// @param own what of it dedicated nodes give, by tenant
    /// @param counted names of the nodes that give it
    public record Result(
            Supply supply,
            SortedMap<String, Supply> own,
            SortedSet<String> counted,
            Optional<Instant> changesAt) {}

    /// What a pool's nodes give.
    ///
    /// @param tenantNamespaces namespaces whose pods draw on the pool's grants; what any other pod
    ///   holds on its nodes is not there to be granted
    /// @param leftOut names of nodes that are about to stop serving; nodes that are to leave the
    ///   pool are left out in any case
    public Result of(String pool, SortedSet<String> tenantNamespaces, SortedSet<String> leftOut) {
        return leftOut.isEmpty()
                ? whole.computeIfAbsent(
                        new Whole(pool, tenantNamespaces),
                        key -> sum(pool, new HashSet<>(tenantNamespaces), leftOut))
                : sum(pool, new HashSet<>(tenantNamespaces), leftOut);
    }

    private record Whole(String pool, SortedSet<String> tenantNamespaces) {}

    private Result sum(String pool, Set<String> tenantNamespaces, SortedSet<String> leftOut) {
        Sum all = new Sum();
        SortedMap<String, Long> ending = new TreeMap<>();
        SortedSet<String> counted = new TreeSet<>();
        SortedMap<String, Sum> own = new TreeMap<>();
        List<Instant> changes = new ArrayList<>();
        for (Member member : members.getOrDefault(pool, List.of())) {
            NodeFacts node = member.in().node();
            if (!counts(member, pool)) {
                continue;
            }
            if (leftOut.contains(node.name())) {
                add(ending, verified(node));
                continue;
            }
            counted.add(node.name());
            member.in().notReadyAt().ifPresent(changes::add);
            SortedMap<String, Long> foreign = foreign(node, tenantNamespaces);
            Optional<Memory.Dip> dip = dip(member);
            dip.map(d -> d.since().plus(times.dipGrace())).ifPresent(changes::add);
            SortedMap<String, Long> fresh = without(verified(node), foreign);
            SortedMap<String, Long> keep = dip.map(d -> without(d.before(), foreign)).orElse(fresh);
            all.add(keep, fresh);
            member.record()
                    .flatMap(ChangeRecord::tenant)
                    .ifPresent(
                            tenant -> own.computeIfAbsent(tenant, _ -> new Sum()).add(keep, fresh));
        }
        SortedMap<String, Supply> dedicated = new TreeMap<>();
        own.forEach(
                (tenant, sum) ->
                        dedicated.put(tenant, new Supply(sum.keep, sum.fresh, new TreeMap<>())));
        return new Result(
                new Supply(all.keep, all.fresh, potential(pool), ending),
                dedicated,
                counted,
                changes.stream().min(Comparator.naturalOrder()));
    }

    /// What some nodes give together.
    private static final class Sum {
        final SortedMap<String, Long> keep = new TreeMap<>();
        final SortedMap<String, Long> fresh = new TreeMap<>();

        void add(SortedMap<String, Long> moreKeep, SortedMap<String, Long> moreFresh) {
            Supplies.add(keep, moreKeep);
            Supplies.add(fresh, moreFresh);
        }
    }

    private SortedMap<String, Long> potential(String pool) {
        SortedMap<String, Long> potential = new TreeMap<>();
        for (Member member : wished.getOrDefault(pool, List.of())) {
            if (!member.in().lost()) {
                add(potential, member.in().wish().expected());
            }
        }
        return potential;
    }

    private static boolean counts(Member member, String pool) {
        StepInput in = member.in();
        boolean leaves = member.asked() && !in.wishedIn(pool);
        boolean verified =
                switch (member.state()) {
                    case READY -> true;
                    case PLANNED -> in.wishedIn(pool) && in.satisfied();
                    case FENCED, APPLYING -> false;
                };
        return verified && !leaves && !in.lost();
    }

    private Optional<Memory.Dip> dip(Member member) {
        Memory.Dip dip = snapshot.memory().dips().get(member.in().node().name());
        return Optional.ofNullable(dip)
                .filter(d -> member.state() == State.READY)
                .filter(d -> snapshot.takenAt().isBefore(d.since().plus(times.dipGrace())));
    }

    /// What a node of ours shows of the layout that was verified last; whatever else it shows,
    /// nobody has verified.
    static SortedMap<String, Long> verified(NodeFacts node) {
        String layout = node.change().map(ChangeRecord::layout).orElse("");
        return layout.isEmpty() || layout.equals(Resources.print(node.allocatable()))
                ? node.allocatable()
                : Resources.parse(layout)
                        .map(known -> Resources.least(node.allocatable(), known))
                        .orElseGet(node::allocatable);
    }

    private static SortedMap<String, Long> foreign(NodeFacts node, Set<String> tenantNamespaces) {
        SortedMap<String, Long> held = Collections.emptySortedMap();
        for (PodFacts pod : node.gpuPods()) {
            if (!tenantNamespaces.contains(pod.namespace())) {
                held = Resources.plus(held, pod.holds());
            }
        }
        return held;
    }

    private static SortedMap<String, Long> without(
            SortedMap<String, Long> shown, SortedMap<String, Long> foreign) {
        return foreign.isEmpty() ? shown : Resources.minus(shown, foreign);
    }

    private static void add(SortedMap<String, Long> sum, Map<String, Long> more) {
        more.forEach((resource, count) -> sum.merge(resource, count, Long::sum));
    }

    private static List<Member> list(SortedMap<String, List<Member>> lists, String pool) {
        return lists.computeIfAbsent(pool, name -> new ArrayList<>());
    }

    /// A node of a pool, or one that is to be.
    ///
    /// @param asked whether anything is wished of it that may be carried out
    private record Member(StepInput in, Optional<ChangeRecord> record, boolean asked) {
        State state() {
            return record.map(ChangeRecord::state).orElse(State.PLANNED);
        }
    }
}
