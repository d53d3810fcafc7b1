package dev.regalia.plan;

import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeFacts.PodFacts;
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
            if (record.isPresent()) {
                list(members, record.get().pool()).add(member);
            }
            if (in.wish().membership().isPresent()) {
                list(wished, in.wish().membership().get().pool()).add(member);
            }
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
            Set<String> counted,
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
        Set<String> counted = new HashSet<>();
        SortedMap<String, Sum> own = new TreeMap<>();
        List<Instant> changes = new ArrayList<>();
        for (Member member : members.getOrDefault(pool, List.of())) {
            NodeFacts node = member.in().node();
            Optional<String> tenant = member.record().flatMap(ChangeRecord::tenant);
            if (!counts(member, pool)) {
                continue;
            }
            if (leftOut.contains(node.name())) {
                all.ending.add(verified(node));
                tenant.ifPresent(it -> ownOf(own, it).ending.add(verified(node)));
                continue;
            }
            counted.add(node.name());
            member.in().notReadyAt().ifPresent(changes::add);
            SortedMap<String, Long> foreign = foreign(node, tenantNamespaces);
            Optional<Memory.Dip> dip = dip(member);
            dip.ifPresent(d -> changes.add(d.since().plus(times.dipGrace())));
            SortedMap<String, Long> fresh = without(verified(node), foreign);
            SortedMap<String, Long> keep =
                    dip.isPresent() ? without(dip.get().before(), foreign) : fresh;
            all.add(keep, fresh);
            if (tenant.isPresent()) {
                ownOf(own, tenant.get()).add(keep, fresh);
            }
        }
        SortedMap<String, Supply> dedicated = new TreeMap<>();
        own.forEach((tenant, sum) -> dedicated.put(tenant, sum.supply(new Counts())));
        return new Result(
                all.supply(potential(pool)),
                dedicated,
                counted,
                changes.stream().min(Comparator.naturalOrder()));
    }

    private static Sum ownOf(SortedMap<String, Sum> own, String tenant) {
        return own.computeIfAbsent(tenant, _ -> new Sum());
    }

    /// What some nodes give together.
    private static final class Sum {
        final Counts keep = new Counts();
        final Counts fresh = new Counts();
        final Counts ending = new Counts();

        Supply supply(Counts potential) {
            return new Supply(keep.sorted(), fresh.sorted(), potential.sorted(), ending.sorted());
        }

        void add(SortedMap<String, Long> moreKeep, SortedMap<String, Long> moreFresh) {
            keep.add(moreKeep);
            fresh.add(moreFresh);
        }
    }

    /// A sum of counts per resource, sorted at its end.
    private static final class Counts {
        private final Map<String, long[]> sums = new HashMap<>();

        void add(Map<String, Long> more) {
            for (Map.Entry<String, Long> one : more.entrySet()) {
                sums.computeIfAbsent(one.getKey(), _ -> new long[1])[0] += one.getValue();
            }
        }

        SortedMap<String, Long> sorted() {
            SortedMap<String, Long> sorted = new TreeMap<>();
            sums.forEach((resource, sum) -> sorted.put(resource, sum[0]));
            return sorted;
        }
    }

    private Counts potential(String pool) {
        Counts potential = new Counts();
        for (Member member : wished.getOrDefault(pool, List.of())) {
            if (!member.in().lost()) {
                potential.add(member.in().wish().expected());
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
        if (dip == null || member.state() != State.READY) {
            return Optional.empty();
        }
        boolean fresh = snapshot.takenAt().isBefore(dip.since().plus(times.dipGrace()));
        return fresh ? Optional.of(dip) : Optional.empty();
    }

    /// What a node of ours shows of the layout that was verified last; whatever else it shows,
    /// nobody has verified.
    static SortedMap<String, Long> verified(NodeFacts node) {
        String layout = node.change().map(ChangeRecord::layout).orElse("");
        return layout.isEmpty() || Resources.isPrinted(layout, node.allocatable())
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
