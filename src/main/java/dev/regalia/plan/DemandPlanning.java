package dev.regalia.plan;

import dev.regalia.mig.GpuGeometry;
import dev.regalia.plan.PoolRequest.DemandRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes the nodes of one pool's groups with strategy `Demand` follow what tenants hold and ask
/// for: which free nodes the groups take, and how their nodes are cut. Every GPU model is planned
/// alone, because a resource of a pool has one meaning.
final class DemandPlanning {

    private final PlanInput input;
    private final String pool;
    private final List<GroupPlaces> groups;

    /// The nodes around those of a pool.
    ///
    /// @param free the nodes that nobody has, oldest first
    /// @param leaving members of the pool that no group has a place for any more
    record Surroundings(List<SelectedNode> free, List<SelectedNode> leaving) {}

    /// @param groups all of the pool, in the order of its spec
    DemandPlanning(PlanInput input, String pool, List<GroupPlaces> groups) {
        this.input = input;
        this.pool = pool;
        this.groups = List.copyOf(groups);
    }

    /// Whether any group of a pool follows demand, or any node of it is or will be dedicated.
    static boolean concerns(List<GroupPlaces> groups, PoolParties parties) {
        return groups.stream().anyMatch(group -> group.group().demand().isPresent())
                || parties.accounts().stream().anyMatch(Account::dedicated)
                || groups.stream()
                        .flatMap(group -> group.members().stream())
                        .anyMatch(node -> node.tenant().isPresent());
    }

    /// Plans every model and tells the groups.
    List<DemandPlan> plan(Surroundings surroundings) {
        SortedMap<String, GpuGeometry> models = new TreeMap<>();
        PoolParties parties = input.tenants().parties(pool);
        for (GroupPlaces group : groups) {
            if (concerns(List.of(group), parties)) {
                group.group().model().ifPresent(model -> models.put(model.id(), model));
            }
        }
        SortedSet<String> namespaces = PoolSupplies.tenantNamespaces(input.snapshot(), pool);
        List<DemandPlan> plans = new ArrayList<>();
        for (GpuGeometry model : models.values()) {
            ModelCounts counts = new ModelCounts(model);
            DemandNode.Reader reader = new DemandNode.Reader(input, counts, namespaces);
            Offer offer = offer(reader, model, surroundings);
            plans.addAll(
                    new ModelPlanning(
                                    input.catalog().packing(model),
                                    counts,
                                    parties,
                                    groups.stream().anyMatch(group -> follows(group, model)),
                                    headroom(model),
                                    offer.room())
                            .plan(offer.nodes()));
        }
        return plans;
    }

    /// The nodes of a model that its groups have or may take, and whether there could be more.
    private record Offer(List<DemandNode> nodes, Room room) {}

    private Offer offer(DemandNode.Reader reader, GpuGeometry model, Surroundings surroundings) {
        List<DemandNode> nodes = new ArrayList<>();
        for (GroupPlaces group : groups) {
            if (group.group().model().filter(model::equals).isPresent()) {
                boolean follows = group.group().demand().isPresent();
                for (SelectedNode node : group.members()) {
                    nodes.add(follows ? reader.member(node, group) : reader.other(node, group));
                }
            }
        }
        Set<String> offered = new HashSet<>();
        List<GroupPlaces> following =
                groups.stream().filter(group -> follows(group, model)).toList();
        List<GroupPlaces> full = new ArrayList<>();
        long left = following.isEmpty() ? Integer.MAX_VALUE : 0;
        for (GroupPlaces group : following) {
            List<DemandNode> candidates = candidates(reader, group, surroundings.free(), offered);
            nodes.addAll(candidates);
            left += group.room() - candidates.size();
            if (candidates.size() >= group.room()) {
                full.add(group);
            }
        }
        int most = (int) Math.min(Integer.MAX_VALUE, left);
        List<GroupPlaces> first = full.isEmpty() ? following : full;
        return new Offer(nodes, room(reader, first, most, surroundings, offered));
    }

    /// The group whose `nodes.max` is meant is the first that nodes are there for.
    ///
    /// @param first the groups to ask first: those that are full
    private Room room(
            DemandNode.Reader reader,
            List<GroupPlaces> first,
            int left,
            Surroundings surroundings,
            Set<String> offered) {
        String max = first.isEmpty() ? "" : max(first.getFirst());
        for (GroupPlaces group : first) {
            int spare = spare(reader, group, surroundings, offered);
            if (spare > 0) {
                return new Room(left, spare, max(group));
            }
        }
        return new Room(left, 0, max);
    }

    private String max(GroupPlaces group) {
        String field = "`nodes.max`";
        return groups.size() == 1 ? field : field + " of node group " + group.group().name();
    }

    /// How many nodes more a group could have if it had room: free ones, and those that leave only
    /// because they are too many.
    private static int spare(
            DemandNode.Reader reader,
            GroupPlaces group,
            Surroundings surroundings,
            Set<String> offered) {
        long free =
                surroundings.free().stream()
                        .filter(node -> !offered.contains(node.name()))
                        .filter(group::couldTake)
                        .filter(node -> reader.candidate(node, group).isPresent())
                        .count();
        long leaving =
                surroundings.leaving().stream()
                        .filter(node -> node.facts().ready() && group.keeps(node))
                        .count();
        return Math.toIntExact(free + leaving);
    }

    /// Free nodes that a group may take, no more than it has room for.
    private static List<DemandNode> candidates(
            DemandNode.Reader reader,
            GroupPlaces group,
            List<SelectedNode> free,
            Set<String> offered) {
        int room = group.room();
        List<DemandNode> candidates = new ArrayList<>();
        for (SelectedNode node : free) {
            if (candidates.size() >= room) {
                break;
            }
            if (!offered.contains(node.name()) && group.couldTake(node)) {
                reader.candidate(node, group).ifPresent(candidates::add);
            }
        }
        candidates.forEach(one -> offered.add(one.node().name()));
        return candidates;
    }

    private static boolean follows(GroupPlaces group, GpuGeometry model) {
        return group.group().demand().isPresent()
                && group.group().model().filter(model::equals).isPresent();
    }

    /// The headroom of all groups of a model together, and the widest slack.
    private DemandRequest headroom(GpuGeometry model) {
        SortedMap<String, Integer> headroom = new TreeMap<>();
        int slack = 0;
        for (GroupPlaces group : groups) {
            if (follows(group, model)) {
                DemandRequest demand = group.group().demand().orElseThrow();
                demand.headroom()
                        .forEach((name, count) -> headroom.merge(name, count, Integer::sum));
                slack = Math.max(slack, demand.slackPercent());
            }
        }
        return new DemandRequest(headroom, slack);
    }

    /// The nodes that a group with strategy `Demand` could take, so that groups further down the
    /// list leave them to it.
    static SortedSet<String> contested(List<GroupPlaces> earlier, List<SelectedNode> free) {
        SortedSet<String> names = new TreeSet<>();
        for (GroupPlaces group : earlier) {
            if (group.group().demand().isPresent()) {
                free.stream().filter(group::couldTake).forEach(node -> names.add(node.name()));
            }
        }
        return names;
    }
}
