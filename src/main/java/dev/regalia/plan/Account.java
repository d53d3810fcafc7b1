package dev.regalia.plan;

import dev.regalia.plan.TenantRequest.ShareItem;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one living tenant wants of one pool and what it has of it.
///
/// @param tenant the living tenant
/// @param dedicated its share is to be on nodes of its own
/// @param items the lines of its share, in the order in which they are served
/// @param readable whether the whole share could be read; where not, a resource that no line names
///   keeps what it has
/// @param members the namespaces that share it, by name
/// @param others the tenant's other namespaces on the pool: what they hold is part of the share
/// @param told what its status says to be granted
record Account(
        TenantFacts tenant,
        boolean dedicated,
        List<ShareItem> items,
        boolean readable,
        List<Holding> members,
        List<Holding> others,
        SortedMap<String, Long> told) {

    Account {
        items = List.copyOf(items);
        members = members.stream().sorted(Holding.ORDER).toList();
        others = List.copyOf(others);
    }

    /// What the spec asks for of a resource; empty where no line names it.
    OptionalLong wanted(String resource) {
        return items.stream()
                .filter(item -> item.resource().equals(resource))
                .mapToLong(ShareItem::count)
                .findFirst();
    }

    /// The tenant's namespaces on the pool.
    Set<String> namespaces() {
        return Stream.concat(members.stream(), others.stream())
                .map(Holding::name)
                .collect(Collectors.toSet());
    }

    /// What the members have been granted, be it in their quotas or away.
    long granted(String resource) {
        return members.stream().mapToLong(one -> one.hard(resource)).sum() + away(resource);
    }

    /// What of the members' grants is not in their quotas: on nodes that are being cut, still in
    /// the quota of a namespace that goes, or in a quota that somebody has deleted.
    long away(String resource) {
        long lent = members.stream().mapToLong(one -> one.lent(resource)).sum();
        long comes = others.stream().mapToLong(one -> one.comesFree(resource)).sum();
        boolean deleted = members.stream().anyMatch(one -> one.granted() && one.quota().isEmpty());
        if (!deleted) {
            return lent + comes;
        }
        long known =
                Stream.concat(members.stream(), others.stream())
                        .mapToLong(one -> one.hard(resource))
                        .sum();
        return lent + comes + Math.max(0, told.getOrDefault(resource, 0L) - known - lent);
    }

    /// What pods of the members hold beyond their parts of what the share asks for; of a share that
    /// cannot be read nothing is beyond it.
    long usedBeyondShare(String resource) {
        if (!readable) {
            return 0;
        }
        long elsewhere = others.stream().mapToLong(one -> one.floor(resource)).sum();
        long asked = Math.max(0, wanted(resource).orElse(0) - elsewhere);
        int[] weights = members.stream().mapToInt(Holding::weight).toArray();
        long[] parts = Webster.split(asked, weights);
        long beyond = 0;
        for (int i = 0; i < parts.length; i++) {
            beyond += Math.max(0, members.get(i).used(resource) - parts[i]);
        }
        return beyond;
    }

    /// The resources that it wants, holds or may hold.
    SortedSet<String> resources() {
        SortedSet<String> all = new TreeSet<>();
        items.forEach(item -> all.add(item.resource()));
        members.forEach(member -> all.addAll(member.resources()));
        others.forEach(other -> all.addAll(other.resources()));
        return all;
    }
}
