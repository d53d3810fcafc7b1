package dev.regalia.plan;

import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.PoolRequest.Accepted;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The orders for all nodes that are ours or should be: the wish with the leave to pursue it.
///
/// @param byNode sorted by node name
/// @param decisions what follows from each of them
/// @param candidates serving nodes whose cut the budget allows now
record NodeOrders(
        SortedMap<String, NodeOrder> byNode,
        SortedMap<String, NodeDecision> decisions,
        SortedSet<String> candidates) {

    NodeOrders {
        byNode = Collections.unmodifiableSortedMap(byNode);
        decisions = Collections.unmodifiableSortedMap(decisions);
        candidates = Collections.unmodifiableSortedSet(new TreeSet<>(candidates));
    }

    static NodeOrders of(
            PlanInput input, List<PoolRequest> requests, Assignment assignment, Stack stack) {
        ClusterSnapshot snapshot = input.snapshot();
        SortedSet<String> beginning = poolsThatMayBegin(requests, stack);
        SortedSet<String> suspended = suspendedPools(requests);
        SortedMap<String, SortedSet<String>> namespaces = namespacesByTenant(snapshot);
        SortedMap<String, NodeOrder> orders = new TreeMap<>();
        SortedMap<String, NodeDecision> decisions = new TreeMap<>();
        CutBudget budget = new CutBudget(snapshot.takenAt(), input.times());
        for (NodeFacts node : snapshot.nodes()) {
            NodeWish wish = assignment.wishes().get(node.name());
            if (wish == null) {
                continue;
            }
            Optional<String> pool = poolOf(node, wish);
            boolean mayBegin =
                    pool.map(it -> beginning.contains(it) || isGone(it, requests)).orElse(true);
            Optional<String> tenant = wish.membership().flatMap(NodeWish.Membership::tenant);
            NodeOrder order =
                    new NodeOrder(
                            wish,
                            mayBegin && stack != Stack.WRONG,
                            false,
                            pool.isEmpty() || !suspended.contains(pool.get()),
                            assignment.frozen().contains(node.name()),
                            mendStopped(snapshot, node, pool),
                            Memories.successSince(snapshot.memory(), node),
                            tenant.map(it -> namespaces.getOrDefault(it, new TreeSet<>()))
                                    .orElseGet(TreeSet::new));
            NodeDecision decision =
                    NodeSteps.decide(node, order, snapshot.takenAt(), input.times());
            orders.put(node.name(), order);
            decisions.put(node.name(), decision);
            budget.add(node, order, decision);
        }
        GrantCover cover = new GrantCover(allSupplies(input, orders), input.tenants());
        return new NodeOrders(orders, decisions, budget.candidates(cover::choose));
    }

    /// What the nodes of each pool give while none of them stops serving.
    private static SortedMap<String, Supplies.Result> allSupplies(
            PlanInput input, SortedMap<String, NodeOrder> orders) {
        Supplies supplies = new Supplies(input.snapshot(), orders, input.times());
        SortedMap<String, Supplies.Result> all = new TreeMap<>();
        for (PoolFacts pool : input.snapshot().pools()) {
            all.put(
                    pool.name(),
                    supplies.of(
                            pool.name(),
                            PoolSupplies.tenantNamespaces(input.snapshot(), pool.name()),
                            new TreeSet<>()));
        }
        return all;
    }

    /// The same orders, in which a candidate may be cut where what is committed on its pool rests
    /// on other nodes; where not, grants come down first.
    NodeOrders withCutsThatGrantsAllow(GrantCover cover, PlanInput input) {
        ClusterSnapshot snapshot = input.snapshot();
        SortedMap<String, NodeOrder> orders = new TreeMap<>(byNode);
        SortedMap<String, NodeDecision> after = new TreeMap<>(decisions);
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
        return new NodeOrders(orders, after, candidates);
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

    private static SortedSet<String> poolsThatMayBegin(List<PoolRequest> requests, Stack stack) {
        SortedSet<String> pools = new TreeSet<>();
        for (PoolRequest request : requests) {
            if (request instanceof Accepted
                    && !request.pool().suspended()
                    && stack != Stack.WRONG) {
                pools.add(request.pool().name());
            }
        }
        return pools;
    }

    private static boolean isGone(String pool, List<PoolRequest> requests) {
        return requests.stream().noneMatch(it -> it.pool().name().equals(pool));
    }

    /// The pool that a node is of, or is to join.
    private static Optional<String> poolOf(NodeFacts node, NodeWish wish) {
        return node.change()
                .map(ChangeRecord::pool)
                .or(() -> wish.membership().map(NodeWish.Membership::pool));
    }

    private static SortedSet<String> suspendedPools(List<PoolRequest> requests) {
        SortedSet<String> pools = new TreeSet<>();
        requests.stream()
                .map(PoolRequest::pool)
                .filter(PoolFacts::suspended)
                .forEach(pool -> pools.add(pool.name()));
        return pools;
    }

    private static boolean mendStopped(
            ClusterSnapshot snapshot, NodeFacts node, Optional<String> pool) {
        return snapshot.pools().stream()
                .filter(it -> pool.equals(Optional.of(it.name())))
                .anyMatch(
                        it ->
                                Memories.mendStopped(
                                        snapshot.memory(), node.name(), it.generation()));
    }
}
