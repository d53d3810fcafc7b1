package dev.regalia.plan;

import dev.regalia.mig.MigConfigEntry;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.MigEntries.Cut;
import dev.regalia.plan.MigEntries.Had;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;

/// The places of one node group while nodes are being assigned: who has one, how many are left, and
/// what the group means for each node.
final class GroupPlaces {

    /// More GPUs than any node has; a member is never taken to have lost more than up to here.
    private static final int MOST_GPUS = 16;

    private final Membership key;
    private final GroupRequest group;
    private final MigEntries entries;
    private final List<SelectedNode> selected;
    private final List<SelectedNode> members = new ArrayList<>();
    private final Map<Hardware, List<Obstacle>> newcomers = new HashMap<>();
    private final Map<Hardware, Boolean> fits = new HashMap<>();
    private final Map<LayoutKey, Optional<NodeLayout>> layouts = new HashMap<>();
    private final Map<CutKey, Cut> cuts = new HashMap<>();
    private final Map<String, Cut> planned = new HashMap<>();
    private final Map<String, Optional<String>> tenants = new HashMap<>();
    private final Map<GpuKey, Optional<Integer>> gpus = new HashMap<>();
    private final Map<String, Optional<Integer>> gpusByNode = new HashMap<>();
    private final Map<String, NodeWish> wishes = new HashMap<>();
    private final Map<KeptKey, NodeWish> kept = new HashMap<>();

    /// @param selected the nodes that the group's selector matches, oldest first
    GroupPlaces(String pool, GroupRequest group, MigEntries entries, List<SelectedNode> selected) {
        this.key = new Membership(pool, group.name());
        this.group = group;
        this.entries = entries;
        this.selected = selected;
    }

    Membership key() {
        return key;
    }

    GroupRequest group() {
        return group;
    }

    List<SelectedNode> selected() {
        return selected;
    }

    List<SelectedNode> members() {
        return Collections.unmodifiableList(members);
    }

    boolean hasRoom() {
        return room() > 0;
    }

    /// How many more members the group may have.
    int room() {
        return group.max().orElse(Integer.MAX_VALUE) - members.size();
    }

    /// Whether a free node could come into the group if that had room.
    boolean couldTake(SelectedNode node) {
        return NodeSelectors.matches(group.selector(), node.facts().labels())
                && obstacles(node).isEmpty();
    }

    /// Fewer members than the group needs to be ready; where its layout follows demand, not one
    /// node that it has or could take.
    boolean lacksNodes() {
        boolean none =
                group.demand().isPresent()
                        && members.isEmpty()
                        && selected.stream().noneMatch(node -> obstacles(node).isEmpty());
        return none || members.size() < group.least();
    }

    boolean has(SelectedNode node) {
        return members.contains(node);
    }

    void add(SelectedNode node) {
        members.add(node);
    }

    /// Gives a member, or a free node that becomes one, a layout of its own.
    void cutTo(SelectedNode node, NodeLayout layout) {
        planned.put(node.name(), entries.cut(group, layout, capable(node)));
        wishes.remove(node.name());
    }

    /// Gives a node to a tenant alone, or to all who share; else it stays whose it is.
    void dedicate(SelectedNode node, Optional<String> tenant) {
        if (!tenant.equals(tenantOf(node))) {
            tenants.put(node.name(), tenant);
            wishes.remove(node.name());
        }
    }

    /// How the GPUs of a node are cut by what stands under the name of an entry.
    Optional<NodeLayout> layout(String entry, int gpus) {
        return layouts.computeIfAbsent(
                new LayoutKey(entry, gpus), key -> entries.layout(key.entry(), key.gpus()));
    }

    /// Takes the members that are too many out, the newest first.
    List<SelectedNode> takeSurplus() {
        int surplus = members.size() - group.max().orElse(Integer.MAX_VALUE);
        if (surplus <= 0) {
            return List.of();
        }
        List<SelectedNode> newestFirst =
                members.stream().sorted(SelectedNode.NEWEST_FIRST).toList();
        members.clear();
        members.addAll(newestFirst.subList(surplus, newestFirst.size()));
        return newestFirst.subList(0, surplus);
    }

    /// Whether a member of this group still belongs into it.
    boolean keeps(SelectedNode node) {
        return node.untouchable().isEmpty()
                && NodeSelectors.matches(group.selector(), node.facts().labels())
                && fits.computeIfAbsent(
                        node.hardware(),
                        hardware -> Suitability.ofMember(group, hardware).isEmpty())
                && (group.product().isEmpty() || countFits(node));
    }

    private boolean countFits(SelectedNode node) {
        return gpusOfMember(node)
                .map(whole -> Suitability.ofCount(group, whole).isEmpty())
                .orElse(true);
    }

    /// Whether the group can take a node of other groups of the pool.
    boolean takesOver(SelectedNode node) {
        return hasRoom() && couldTake(node);
    }

    /// Everything that keeps a newcomer, which the selector matches, out of the group.
    List<Obstacle> obstacles(SelectedNode node) {
        List<Obstacle> ofHardware =
                newcomers.computeIfAbsent(
                        node.hardware(), hardware -> Suitability.ofNewcomer(group, hardware));
        return Suitability.all(group, node, ofHardware);
    }

    /// What the merged mig-parted configuration must hold for the members.
    void contents(SortedMap<String, List<MigConfigEntry>> contents) {
        Set<Cut> cuts = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SelectedNode node : members) {
            Optional<Cut> cut =
                    group.demand().isPresent()
                            ? Optional.ofNullable(planned.get(node.name()))
                            : cut(node);
            if (cut.isPresent() && cuts.add(cut.get())) {
                contents.putAll(cut.get().contents());
            }
        }
    }

    /// What a member is to be.
    NodeWish wish(SelectedNode node) {
        NodeWish known = wishes.get(node.name());
        if (known == null) {
            known = made(node);
            wishes.put(node.name(), known);
        }
        return known;
    }

    private NodeWish made(SelectedNode node) {
        Optional<Cut> cut =
                group.demand().isPresent()
                        ? Optional.ofNullable(planned.get(node.name()))
                        : cut(node);
        if (cut.isEmpty() && group.demand().isPresent()) {
            return asItIs(node);
        }
        return cut.map(one -> new NodeWish(Optional.of(place(node)), one.entry(), one.expected()))
                .orElseGet(() -> kept(node));
    }

    /// The place of a member, with the tenant that it is dedicated to.
    private Membership place(SelectedNode node) {
        Optional<String> tenant = tenantOf(node);
        return tenant.isEmpty() ? key : new Membership(key.pool(), key.group(), tenant);
    }

    private Optional<String> tenantOf(SelectedNode node) {
        Optional<String> tenant = tenants.get(node.name());
        return tenant == null ? node.tenant() : tenant;
    }

    /// What a node with strategy `Demand` is to be while nobody needs it otherwise. One that was
    /// never verified is what it shows.
    private NodeWish asItIs(SelectedNode node) {
        boolean unverified =
                node.change()
                        .filter(record -> record.layout().isEmpty())
                        .filter(record -> record.state() != State.APPLYING)
                        .isPresent();
        return unverified ? KeptWish.asShown(node, place(node), entries) : kept(node);
    }

    /// Nodes with equal records, which most of a site are, are to be the same.
    private NodeWish kept(SelectedNode node) {
        Membership place = place(node);
        return node.change().isEmpty()
                ? KeptWish.asShown(node, place, entries)
                : kept.computeIfAbsent(
                        new KeptKey(node.change().get(), place),
                        one -> KeptWish.of(one.change(), one.place(), entries));
    }

    /// Empty for a member of which nothing says how many GPUs it has.
    private Optional<Cut> cut(SelectedNode node) {
        return group.product().isEmpty()
                ? Optional.of(cut(0, false))
                : gpusOfMember(node).map(gpus -> cut(gpus, capable(node)));
    }

    private Optional<Integer> gpusOfMember(SelectedNode node) {
        return gpusByNode.computeIfAbsent(
                node.name(),
                absent ->
                        gpus.computeIfAbsent(
                                new GpuKey(
                                        node.hardware().gpus(),
                                        capable(node),
                                        node.change().map(MigEntries::had)),
                                this::gpusOfMember));
    }

    /// How many GPUs a member has when it is whole. Feature discovery no longer counts a dead GPU:
    /// where what the node was cut to is what this group means for more GPUs, the node has lost
    /// some, and is judged by what it had.
    private Optional<Integer> gpusOfMember(GpuKey key) {
        int seen = key.seen().orElse(0);
        Optional<Had> had = key.had();
        if (had.isPresent() && !(seen > 0 && cut(seen, key.capable()).isWhat(had.get()))) {
            for (int more = seen + 1; more <= MOST_GPUS; more++) {
                if (cut(more, key.capable()).isWhat(had.get())) {
                    return Optional.of(more);
                }
            }
        }
        if (seen > 0) {
            return Optional.of(seen);
        }
        return group.countPerNode().isPresent()
                ? Optional.of(group.countPerNode().getAsInt())
                : Optional.empty();
    }

    private static boolean capable(SelectedNode node) {
        return node.hardware()
                .migCapable()
                .orElseGet(() -> node.change().flatMap(ChangeRecord::wanted).isPresent());
    }

    private Cut cut(int gpus, boolean capable) {
        return cuts.computeIfAbsent(
                new CutKey(gpus, capable), absent -> entries.cut(group, gpus, capable));
    }

    private record KeptKey(ChangeRecord change, Membership place) {}

    private record LayoutKey(String entry, int gpus) {}

    private record CutKey(int gpus, boolean capable) {}

    private record GpuKey(OptionalInt seen, boolean capable, Optional<Had> had) {}
}
