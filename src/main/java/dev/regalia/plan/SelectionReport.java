package dev.regalia.plan;

import dev.regalia.api.PoolSpec.NodeGroup;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeWish.Membership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// What is to be said about an assignment: how many nodes each group could have, which nodes others
/// hold, and which cannot be taken.
final class SelectionReport {

    private final Map<String, NodeWish> wishes;
    private final SortedSet<String> pools;
    private final SortedMap<String, Integer> matching = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /// @param wishes the finished assignment
    /// @param pools names of the pools that exist
    SelectionReport(Map<String, NodeWish> wishes, SortedSet<String> pools) {
        this.wishes = wishes;
        this.pools = pools;
    }

    SortedMap<String, Integer> matching() {
        return matching;
    }

    List<Finding> findings() {
        return findings.stream().sorted(Finding.ORDER).toList();
    }

    /// Tells of one group of an accepted pool.
    void add(GroupPlaces places) {
        String pool = places.key().pool();
        int couldHave = places.members().size();
        SortedMap<Holder, NodeTally> held = new TreeMap<>();
        Map<Obstacle.Kind, NodeTally> refused = new EnumMap<>(Obstacle.Kind.class);
        boolean lacks = places.lacksNodes();
        for (SelectedNode node : places.selected()) {
            Optional<Membership> wished = wished(node);
            Optional<Membership> home = node.home().isPresent() ? node.home() : wished;
            if (home.isPresent() && home.get().pool().equals(pool)) {
                continue;
            }
            List<Obstacle> obstacles = places.obstacles(node);
            if (!obstacles.isEmpty()) {
                List<Obstacle> told = home.isEmpty() ? told(obstacles, lacks) : List.of();
                told.forEach(
                        one ->
                                refused.computeIfAbsent(one.kind(), absent -> new NodeTally())
                                        .add(node.name(), one.detail()));
            } else if (home.isEmpty()) {
                couldHave++;
            } else {
                Holder holder = new Holder(home.get().pool(), wished.isEmpty());
                held.computeIfAbsent(holder, absent -> new NodeTally()).add(node.name(), "");
            }
        }
        matching.put(pool + "/" + places.key().group(), couldHave);
        held.forEach((holder, nodes) -> findings.add(taken(places.key(), holder, nodes)));
        refused.forEach((kind, nodes) -> findings.add(notUsable(places.key(), kind, nodes)));
    }

    private Optional<Membership> wished(SelectedNode node) {
        NodeWish wish = wishes.get(node.name());
        return wish == null ? Optional.empty() : wish.membership();
    }

    /// Counts the nodes of a refused pool, which keeps what it has.
    void addRefused(PoolFacts pool) {
        Map<Membership, Integer> members = new HashMap<>();
        for (NodeWish wish : wishes.values()) {
            wish.membership().ifPresent(home -> members.merge(home, 1, Integer::sum));
        }
        for (NodeGroup group : pool.spec().nodeGroups()) {
            Membership home = new Membership(pool.name(), group.name());
            matching.put(home.pool() + "/" + home.group(), members.getOrDefault(home, 0));
        }
    }

    /// Nodes with other hardware are told only to a group that lacks nodes: a selector by place
    /// matches them every day.
    private static List<Obstacle> told(List<Obstacle> obstacles, boolean lacksNodes) {
        List<Obstacle> other =
                obstacles.stream()
                        .filter(one -> one.kind() == Obstacle.Kind.OTHER_HARDWARE)
                        .toList();
        if (other.isEmpty()) {
            return obstacles;
        }
        return lacksNodes ? other : List.of();
    }

    private Finding taken(Membership group, Holder holder, NodeTally nodes) {
        String message;
        String cure;
        if (holder.leaving()) {
            message = "the selector matches nodes that are about to leave pool ";
            cure = "they are free once no GPU pod runs on them and their old layout is back";
        } else if (pools.contains(holder.pool())) {
            message = "the selector matches nodes that belong to pool ";
            cure =
                    "narrow this selector, or change pool '"
                            + holder.pool()
                            + "' so that it lets them go";
        } else {
            message = "the selector matches nodes that belong to the missing pool ";
            cure = "restore pool '" + holder.pool() + "', or confirm that it is gone for good";
        }
        return finding(
                group, Reason.NODE_TAKEN, message + "'" + holder.pool() + "'" + nodes.text(), cure);
    }

    private static Finding notUsable(Membership group, Obstacle.Kind kind, NodeTally nodes) {
        return finding(
                group,
                Reason.NODE_NOT_USABLE,
                "the selector matches nodes that " + kind.what() + nodes.text(),
                kind.cure());
    }

    private static Finding finding(Membership group, Reason reason, String message, String cure) {
        return new Finding(
                WellKnown.POOL_KIND,
                group.pool(),
                "nodeGroups[" + group.group() + "].nodeSelector",
                reason,
                message,
                cure);
    }

    /// Who has a node.
    private record Holder(String pool, boolean leaving) implements Comparable<Holder> {

        private static final Comparator<Holder> ORDER =
                Comparator.comparing(Holder::pool).thenComparing(Holder::leaving);

        @Override
        public int compareTo(Holder other) {
            return ORDER.compare(this, other);
        }
    }
}
