package dev.regalia.plan;

import dev.regalia.plan.PoolOutcome.Stack;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The orders for all nodes that are ours or should be: the wish with the leave to pursue it.
///
/// @param byNode in the order of the snapshot
/// @param decisions what follows from each of them, in the same order
/// @param supplies what the nodes give
/// @param candidates serving nodes whose cut the budget allows now
record NodeOrders(
        Map<String, NodeOrder> byNode,
        Map<String, NodeDecision> decisions,
        Supplies supplies,
        SortedSet<String> candidates) {

    NodeOrders {
        byNode = Collections.unmodifiableMap(byNode);
        decisions = Collections.unmodifiableMap(decisions);
        candidates = Collections.unmodifiableSortedSet(new TreeSet<>(candidates));
    }

    static NodeOrders of(
            PlanInput input, List<PoolRequest> requests, Assignment assignment, Stack stack) {
        ClusterSnapshot snapshot = input.snapshot();
        Map<String, PoolLeave> leaves = PoolLeave.all(requests, stack);
        PoolLeave none = PoolLeave.ofNone(stack);
        SortedMap<String, SortedSet<String>> namespaces = namespacesByTenant(snapshot);
        int nodes = assignment.wishes().size();
        Map<String, NodeOrder> orders = LinkedHashMap.newLinkedHashMap(nodes);
        Map<String, NodeDecision> decisions = LinkedHashMap.newLinkedHashMap(nodes);
        CutBudget budget = new CutBudget(snapshot.takenAt(), input.times());
        for (NodeFacts node : snapshot.nodes()) {
            NodeWish wish = assignment.wishes().get(node.name());
            if (wish == null) {
                continue;
            }
            PoolLeave leave = leaves.getOrDefault(poolOf(node, wish), none);
            Optional<String> tenant = wish.membership().flatMap(NodeWish.Membership::tenant);
            NodeOrder order =
                    new NodeOrder(
                            wish,
                            leave.mayBegin(),
                            false,
                            leave.mayMend(),
                            assignment.frozen().contains(node.name()),
                            leave.generation().isPresent()
                                    && Memories.mendStopped(
                                            snapshot.memory(),
                                            node.name(),
                                            leave.generation().getAsLong()),
                            Memories.successSince(snapshot.memory(), node),
                            tenant.map(namespaces::get).orElseGet(Collections::emptySortedSet));
            NodeDecision decision =
                    NodeSteps.decide(node, order, snapshot.takenAt(), input.times());
            orders.put(node.name(), order);
            decisions.put(node.name(), decision);
            budget.add(node, order, decision);
        }
        Supplies supplies = new Supplies(snapshot, orders, input.times());
        GrantCover cover = new GrantCover(whole(snapshot, supplies), input.tenants());
        return new NodeOrders(orders, decisions, supplies, budget.candidates(cover::choose));
    }

    /// What the nodes of each pool give while none of them stops serving.
    private static SortedMap<String, Supplies.Result> whole(
            ClusterSnapshot snapshot, Supplies supplies) {
        SortedMap<String, Supplies.Result> whole = new TreeMap<>();
        for (PoolFacts pool : snapshot.pools()) {
            SortedSet<String> namespaces = PoolSupplies.tenantNamespaces(snapshot, pool.name());
            whole.put(
                    pool.name(),
                    supplies.of(pool.name(), namespaces, Collections.emptySortedSet()));
        }
        return whole;
    }

    /// The same orders, in which a candidate may be cut where what is committed on its pool rests
    /// on other nodes; where not, grants come down first.
    ///
    /// @param given per pool, what its nodes give without the candidates
    NodeOrders withCutsThatGrantsAllow(SortedMap<String, Supplies.Result> given, PlanInput input) {
        if (candidates.isEmpty()) {
            return this;
        }
        ClusterSnapshot snapshot = input.snapshot();
        GrantCover cover = new GrantCover(given, input.tenants());
        Map<String, NodeOrder> orders = new LinkedHashMap<>(byNode);
        Map<String, NodeDecision> after = new LinkedHashMap<>(decisions);
        for (NodeFacts node : snapshot.nodes()) {
            NodeOrder order = byNode.get(node.name());
            if (order != null && candidates.contains(node.name()) && cover.carriesWithout(node)) {
                NodeOrder granted = order.withCut();
                orders.put(node.name(), granted);
                after.put(
                        node.name(),
                        NodeSteps.decide(node, granted, snapshot.takenAt(), input.times()));
            }
        }
        return new NodeOrders(orders, after, supplies, candidates);
    }

    private static SortedMap<String, SortedSet<String>> namespacesByTenant(
            ClusterSnapshot snapshot) {
        SortedMap<String, SortedSet<String>> namespaces = new TreeMap<>();
        for (NamespaceFacts namespace : snapshot.namespaces()) {
            namespace
                    .tenant()
                    .ifPresent(
                            tenant ->
                                    namespaces
                                            .computeIfAbsent(tenant, absent -> new TreeSet<>())
                                            .add(namespace.name()));
        }
        return namespaces;
    }

    /// The pool that a node is of, or is to join; empty where there is none.
    private static String poolOf(NodeFacts node, NodeWish wish) {
        if (node.change().isPresent()) {
            return node.change().get().pool();
        }
        return wish.membership().isPresent() ? wish.membership().get().pool() : "";
    }
}
