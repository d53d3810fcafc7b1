package dev.regalia.plan;

import dev.regalia.mig.MigConfigEntry;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.PoolRequest.Accepted;
import dev.regalia.plan.PoolRequest.GroupRequest;
import dev.regalia.plan.PoolRequest.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides over all pools at once which node belongs where.
///
/// A node that is ours stays with its pool, and with its group, while it fits; where it no longer
/// does, or is surplus, the first other group of the pool that can take it has it, else it leaves.
/// Then the pools take free nodes in their order, each pool's groups in theirs, oldest nodes first.
/// A pool that is suspended takes none, a pool whose spec is refused keeps what it has, and the
/// nodes of a missing pool stay as they are until it is released.
public final class NodeSelection {

    private static final Comparator<PoolRequest> FIRST_PICK =
            Comparator.comparingInt((PoolRequest request) -> request.pool().priority())
                    .reversed()
                    .thenComparing(request -> request.pool().createdAt())
                    .thenComparing(request -> request.pool().name());

    private final MigEntries entries;
    private final OwnerVerdicts verdicts;
    private final PlanInput demand;
    private final List<PoolRequest> requests;
    private final List<SelectedNode> nodes;
    private final SortedMap<String, List<GroupPlaces>> places = new TreeMap<>();
    private final Map<String, NodeWish> wishes = new HashMap<>();

    /// Names of free nodes that a group has been given.
    private final Set<String> taken = new HashSet<>();

    private final SortedSet<String> frozen = new TreeSet<>();
    private final SortedMap<String, List<DemandPlan>> demandPlans = new TreeMap<>();

    private NodeSelection(
            List<SelectedNode> nodes,
            List<PoolRequest> requests,
            MigEntries entries,
            OwnerVerdicts verdicts,
            PlanInput demand) {
        this.nodes = nodes;
        this.requests = requests;
        this.entries = entries;
        this.verdicts = verdicts;
        this.demand = demand;
    }

    /// Who gets what.
    ///
    /// @param requests one per pool of the snapshot
    static Assignment assign(
            PlanInput demand,
            List<PoolRequest> requests,
            MigEntries entries,
            OwnerVerdicts verdicts) {
        List<SelectedNode> nodes = new ArrayList<>(demand.snapshot().nodes().size());
        demand.snapshot().nodes().forEach(node -> nodes.add(SelectedNode.of(node)));
        nodes.sort(SelectedNode.OLDEST_FIRST);
        List<PoolRequest> inOrder = requests.stream().sorted(FIRST_PICK).toList();
        return new NodeSelection(nodes, inOrder, entries, verdicts, demand).run();
    }

    private Assignment run() {
        LabelIndex index = new LabelIndex(nodes);
        for (PoolRequest request : requests) {
            if (request instanceof Accepted accepted) {
                places.put(accepted.pool().name(), places(accepted, index));
            }
        }
        placeOurs();
        takeFree();
        places.values().forEach(groups -> groups.forEach(this::wishFor));
        SortedMap<String, List<MigConfigEntry>> contents = new TreeMap<>();
        places.values().forEach(groups -> groups.forEach(group -> group.contents(contents)));
        SortedSet<String> pools = new TreeSet<>(refused());
        pools.addAll(places.keySet());
        SelectionReport report = new SelectionReport(wishes, pools);
        places.values().forEach(groups -> groups.forEach(report::add));
        for (PoolRequest request : requests) {
            if (request instanceof Refused) {
                report.addRefused(request.pool());
            }
        }
        return new Assignment(
                wishes, frozen, report.matching(), contents, demandPlans, report.findings());
    }

    private List<GroupPlaces> places(Accepted accepted, LabelIndex index) {
        List<GroupPlaces> groups = new ArrayList<>();
        for (GroupRequest group : accepted.groups()) {
            groups.add(
                    new GroupPlaces(
                            accepted.pool().name(),
                            group,
                            entries,
                            index.matching(group.selector())));
        }
        return groups;
    }

    private SortedSet<String> refused() {
        SortedSet<String> names = new TreeSet<>();
        requests.forEach(request -> names.add(request.pool().name()));
        names.removeAll(places.keySet());
        return names;
    }

    private void placeOurs() {
        SortedSet<String> refused = refused();
        SortedMap<String, List<SelectedNode>> ours = new TreeMap<>();
        for (SelectedNode node : nodes) {
            if (node.home().isEmpty()) {
                continue;
            }
            Membership home = node.home().get();
            if (places.containsKey(home.pool())) {
                ours.computeIfAbsent(home.pool(), absent -> new ArrayList<>()).add(node);
            } else if (refused.contains(home.pool())) {
                wishes.put(node.name(), KeptWish.of(node, kept(node, home), entries));
            } else if (verdicts.poolReleased(home.pool())) {
                wishes.put(node.name(), KeptWish.leave());
            } else {
                frozen.add(node.name());
                wishes.put(node.name(), KeptWish.of(node, kept(node, home), entries));
            }
        }
        places.forEach((pool, groups) -> placeMembers(ours.getOrDefault(pool, List.of()), groups));
    }

    /// A node that nobody decides about stays with the tenant that it is dedicated to.
    private static Membership kept(SelectedNode node, Membership home) {
        return new Membership(home.pool(), home.group(), node.tenant());
    }

    private void placeMembers(List<SelectedNode> ours, List<GroupPlaces> groups) {
        SortedMap<String, GroupPlaces> byName = new TreeMap<>();
        groups.forEach(group -> byName.put(group.key().group(), group));
        List<SelectedNode> homeless = new ArrayList<>();
        for (SelectedNode node : ours) {
            GroupPlaces own = byName.get(node.home().map(Membership::group).orElse(""));
            if (own != null && own.keeps(node)) {
                own.add(node);
            } else {
                homeless.add(node);
            }
        }
        groups.forEach(group -> homeless.addAll(group.takeSurplus()));
        homeless.sort(SelectedNode.OLDEST_FIRST);
        for (SelectedNode node : homeless) {
            groups.stream()
                    .filter(group -> group.takesOver(node))
                    .findFirst()
                    .ifPresentOrElse(
                            group -> group.add(node),
                            () -> wishes.put(node.name(), KeptWish.leave()));
        }
    }

    /// What the members of a group are to be, once nothing about them is open any more.
    private void wishFor(GroupPlaces group) {
        for (SelectedNode node : group.members()) {
            wishes.put(node.name(), group.wish(node));
        }
    }

    private void takeFree() {
        for (PoolRequest request : requests) {
            if (request.pool().suspended()) {
                continue;
            }
            List<GroupPlaces> groups = places.getOrDefault(request.pool().name(), List.of());
            if (DemandPlanning.concerns(groups, demand.tenants().parties(request.pool().name()))) {
                followDemand(request.pool().name(), groups);
            }
            groups.stream()
                    .filter(group -> group.group().demand().isEmpty())
                    .forEach(group -> takeFree(group, group.room(), Set.of()));
        }
    }

    /// Groups whose layout does not follow demand take first what no group before them in the list
    /// could use, because demand rests on what they give too.
    private void followDemand(String pool, List<GroupPlaces> groups) {
        List<SelectedNode> free = free();
        for (int i = 0; i < groups.size(); i++) {
            GroupPlaces group = groups.get(i);
            if (group.group().demand().isPresent()) {
                int least = Math.min(group.room(), group.group().least() - group.members().size());
                takeFree(group, least, Set.of());
            } else {
                takeFree(group, group.room(), DemandPlanning.contested(groups.subList(0, i), free));
            }
        }
        demandPlans.put(
                pool,
                new DemandPlanning(demand, pool, groups)
                        .plan(new DemandPlanning.Surroundings(free(), leaving(pool))));
        for (GroupPlaces group : groups) {
            group.members().forEach(node -> taken.add(node.name()));
        }
    }

    private void takeFree(GroupPlaces group, int most, Set<String> but) {
        int left = most;
        for (SelectedNode node : group.selected()) {
            if (left <= 0) {
                return;
            }
            if (isFree(node) && !but.contains(node.name()) && group.obstacles(node).isEmpty()) {
                group.add(node);
                taken.add(node.name());
                left--;
            }
        }
    }

    private List<SelectedNode> free() {
        List<SelectedNode> free = new ArrayList<>();
        for (SelectedNode node : nodes) {
            if (isFree(node)) {
                free.add(node);
            }
        }
        return free;
    }

    private List<SelectedNode> leaving(String pool) {
        List<SelectedNode> leaving = new ArrayList<>();
        for (SelectedNode node : nodes) {
            NodeWish wish = wishes.get(node.name());
            if (wish != null
                    && wish.membership().isEmpty()
                    && node.home().map(Membership::pool).filter(pool::equals).isPresent()) {
                leaving.add(node);
            }
        }
        return leaving;
    }

    private boolean isFree(SelectedNode node) {
        return node.home().isEmpty() && !taken.contains(node.name());
    }
}
