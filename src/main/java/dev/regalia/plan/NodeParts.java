package dev.regalia.plan;

import dev.regalia.plan.Holding.Role;
import dev.regalia.plan.packing.Claim;
import dev.regalia.plan.packing.RepackProblem;
import dev.regalia.plan.packing.Reservation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Divides the nodes of one GPU model between tenants that have nodes of their own and all others:
/// in the order of service each tenant gets the fewest nodes that hold its share, and gives back
/// what it no longer needs once it is idle.
final class NodeParts {

    /// The largest first, and of equals the free ones, whose loss nobody feels.
    private static final Comparator<DemandNode> FEWEST_FIRST =
            Comparator.comparingInt((DemandNode node) -> node.supply().gpus())
                    .reversed()
                    .thenComparing(DemandNode::member);

    private final ModelCounts counts;
    private final List<Account> accounts;
    private final Function<List<DemandNode>, RepackProblem> problems;
    private final List<DemandNode> shared = new ArrayList<>();
    private final SortedMap<String, List<DemandNode>> own = new TreeMap<>();
    private final ModelLines sharedLines;

    /// @param problems the packing problem of some nodes
    private NodeParts(
            ModelCounts counts,
            PoolParties parties,
            List<DemandNode> nodes,
            Function<List<DemandNode>, RepackProblem> problems) {
        this.counts = counts;
        this.accounts = parties.accounts();
        this.problems = problems;
        this.sharedLines =
                ModelLines.of(counts, accounts.stream().filter(one -> !one.dedicated()).toList())
                        .beside(counts, parties.strangers());
        Set<String> former = new HashSet<>();
        parties.strangers().stream()
                .filter(one -> one.role() == Role.FORMER)
                .forEach(one -> former.add(one.tenant()));
        for (Account account : accounts) {
            if (account.dedicated()) {
                own.put(account.tenant().name(), new ArrayList<>());
            }
        }
        for (DemandNode node : nodes) {
            Optional<String> tenant = node.node().tenant();
            if (tenant.isPresent() && own.containsKey(tenant.get())) {
                own.getOrDefault(tenant.get(), shared).add(node);
            } else if (tenant.isEmpty() || !former.contains(tenant.get())) {
                shared.add(node);
            }
        }
    }

    /// Whose nodes are whose. Nodes of a tenant that is missing and whose namespaces are kept are
    /// in no part: they stay as they are.
    ///
    /// @param own per tenant with a dedicated share
    /// @param resting what is granted to such tenants and rests on shared nodes until their own
    ///   carry it
    record Parts(
            List<DemandNode> shared,
            SortedMap<String, List<DemandNode>> own,
            List<Claim> resting) {}

    static Parts divide(
            ModelCounts counts,
            PoolParties parties,
            List<DemandNode> nodes,
            Function<List<DemandNode>, RepackProblem> problems) {
        NodeParts parts = new NodeParts(counts, parties, nodes, problems);
        int served = 0;
        for (Account account : parts.accounts) {
            if (account.dedicated()) {
                parts.serve(account, served);
            } else {
                served += ModelLines.of(counts, List.of(account)).lines().size();
            }
        }
        return new Parts(
                List.copyOf(parts.shared),
                parts.own,
                parts.resting(parts.accounts.stream().filter(Account::dedicated).toList()));
    }

    /// What is granted to some tenants and not carried by the nodes that are or become theirs.
    private List<Claim> resting(List<Account> some) {
        List<Claim> resting = new ArrayList<>();
        for (Account account : some) {
            ModelLines lines = ModelLines.of(counts, List.of(account));
            List<DemandNode> nodes = own.getOrDefault(account.tenant().name(), List.of());
            long[] carried = reserve(nodes, lines.floor(), lines.claims());
            for (int i = 0; i < carried.length; i++) {
                Claim claim = lines.claims().get(i);
                long left = claim.inForce() - carried[i];
                if (left > 0) {
                    resting.add(new Claim(claim.index(), left, left));
                }
            }
        }
        return resting;
    }

    /// @param served how many shared lines come before the tenant
    private void serve(Account account, int served) {
        List<DemandNode> nodes = own.getOrDefault(account.tenant().name(), List.of());
        ModelLines lines = ModelLines.of(counts, List.of(account));
        List<Claim> before = new ArrayList<>(sharedLines.claims(served));
        before.addAll(
                resting(
                        accounts.stream()
                                .filter(one -> one.dedicated() && !one.equals(account))
                                .toList()));
        long[] promised = reserve(shared, sharedLines.floor(), before);
        List<DemandNode> offered =
                shared.stream()
                        .filter(node -> isFreeFor(node, account))
                        .sorted(FEWEST_FIRST)
                        .toList();
        for (DemandNode node : offered) {
            if (holds(nodes, lines)) {
                break;
            }
            shared.remove(node);
            if (Arrays.equals(promised, reserve(shared, sharedLines.floor(), before))) {
                nodes.add(node);
            } else {
                shared.add(node);
            }
        }
        if (holds(nodes, lines)) {
            giveBack(nodes, lines);
        }
    }

    /// Gives back what is not needed: nodes that are idle, those that nothing rests on first.
    private void giveBack(List<DemandNode> nodes, ModelLines lines) {
        for (DemandNode node : List.copyOf(nodes).reversed()) {
            boolean idle = node.node().facts().pods().isEmpty() && !node.supply().fixed();
            if (!idle) {
                continue;
            }
            nodes.remove(node);
            if (holds(nodes, lines)) {
                shared.add(node);
            } else {
                nodes.add(node);
            }
        }
    }

    private boolean holds(List<DemandNode> nodes, ModelLines lines) {
        long[] reserved = reserve(nodes, lines.floor(), lines.claims());
        for (int i = 0; i < reserved.length; i++) {
            if (reserved[i] < lines.claims().get(i).wanted()) {
                return false;
            }
        }
        return true;
    }

    private long[] reserve(List<DemandNode> nodes, long[] floor, List<Claim> claims) {
        return Reservation.reserve(problems.apply(nodes), floor, claims);
    }

    /// Whether no pod of others is on a node, and nothing has begun on it.
    private static boolean isFreeFor(DemandNode node, Account account) {
        Set<String> namespaces = account.namespaces();
        return node.movable() && namespaces.containsAll(node.node().facts().pods().keySet());
    }
}
