package dev.regalia.plan;

import dev.regalia.api.PoolSpec;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.NodeDecision.Standing;
import dev.regalia.plan.PoolOutcomes.Group;
import dev.regalia.plan.PoolOutcomes.Member;
import dev.regalia.plan.PoolRequest.Accepted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts together how every pool stands: its groups counted, and everything that was found about it
/// and its nodes.
///
/// @param decisions per node, the final ones
/// @param daemonSets findings about DaemonSets, on the pools they concern
record PoolReport(
        ClusterSnapshot snapshot,
        List<PoolRequest> requests,
        Assignment assignment,
        Map<String, NodeDecision> decisions,
        StackVerdict stack,
        List<Finding> daemonSets,
        Settings settings) {

    /// Of many nodes with the same trouble so many are named, the rest counted.
    private static final int NAMED_NODES = 3;

    List<PoolOutcome> outcomes(SortedMap<String, PoolSupply> supplies, Tenancy tenancy) {
        SortedMap<String, SortedMap<String, List<Member>>> members = members();
        List<PoolOutcome> outcomes = new ArrayList<>();
        for (PoolRequest request : requests) {
            String pool = request.pool().name();
            List<Group> groups = groups(request, members.getOrDefault(pool, new TreeMap<>()));
            PoolSupply supply = Objects.requireNonNull(supplies.get(pool), pool);
            outcomes.add(outcome(request, groups, supply, tenancy));
        }
        return outcomes;
    }

    private PoolOutcome outcome(
            PoolRequest request, List<Group> groups, PoolSupply supply, Tenancy tenancy) {
        PoolFacts pool = request.pool();
        boolean accepted = request instanceof Accepted;
        boolean covered = DemandReport.covered(supply);
        List<Finding> findings = new ArrayList<>(request.findings());
        Stream.concat(assignment.findings().stream(), daemonSets.stream())
                .filter(it -> it.object().equals(pool.name()))
                .forEach(findings::add);
        if (accepted) {
            findings.addAll(PoolOutcomes.shortages(pool, groups));
        }
        findings.addAll(leaving(pool.name()));
        findings.addAll(DemandReport.findings(pool.name(), supply.demand()));
        groups.forEach(group -> findings.addAll(ofNodes(pool.name(), group)));
        stack.findings().forEach(it -> findings.add(onPool(pool.name(), it)));
        return new PoolOutcome(
                pool,
                accepted,
                groups.stream().allMatch(Group::enoughNodes),
                covered && groups.stream().allMatch(Group::configured),
                stack.stack(),
                groups.stream().map(Group::status).toList(),
                DemandReport.packing(supply.demand()),
                supply.demand().stream().filter(DemandPlan::follows).toList(),
                free(supply, tenancy.granted().getOrDefault(pool.name(), new TreeMap<>())),
                tenants(pool.name()),
                PoolOutcomes.progress(request, stack.stack(), covered, groups),
                findings);
    }

    private SortedMap<String, SortedMap<String, List<Member>>> members() {
        SortedMap<String, SortedMap<String, List<Member>>> members = new TreeMap<>();
        for (NodeFacts node : snapshot.nodes()) {
            NodeWish wish = assignment.wishes().get(node.name());
            NodeDecision decision = decisions.get(node.name());
            if (wish == null || decision == null || wish.membership().isEmpty()) {
                continue;
            }
            NodeWish.Membership home = wish.membership().get();
            boolean assigned = node.pool().filter(home.pool()::equals).isPresent();
            members.computeIfAbsent(home.pool(), _ -> new TreeMap<>())
                    .computeIfAbsent(home.group(), _ -> new ArrayList<>())
                    .add(
                            new Member(
                                    node,
                                    wish,
                                    decision,
                                    assigned,
                                    node.lost(snapshot.takenAt(), settings.times())));
        }
        return members;
    }

    /// Nodes that are in no group any more and still carry the pool's keys, one finding per group
    /// that they come from. Those that go with this plan are not told of.
    private List<Finding> leaving(String pool) {
        SortedMap<String, List<Finding>> byGroup = new TreeMap<>();
        for (NodeFacts node : snapshot.nodes()) {
            NodeDecision decision = decisions.get(node.name());
            Optional<ChangeRecord> record = node.change().filter(it -> it.pool().equals(pool));
            if (decision != null && decision.standing() == Standing.LEAVING && record.isPresent()) {
                NodeFindings.leaving(node, record.get(), decision)
                        .ifPresent(
                                it ->
                                        byGroup.computeIfAbsent(
                                                        record.get().group(),
                                                        _ -> new ArrayList<>())
                                                .add(it));
            }
        }
        List<Finding> findings = new ArrayList<>();
        byGroup.forEach((group, list) -> findings.add(ofNodes(pool, group, Reason.LEAVING, list)));
        return findings;
    }

    private List<Group> groups(PoolRequest request, SortedMap<String, List<Member>> members) {
        String pool = request.pool().name();
        List<Group> groups = new ArrayList<>();
        for (var spec : request.pool().spec().nodeGroups()) {
            Integer min = spec.nodes() == null ? null : spec.nodes().min();
            groups.add(
                    new Group(
                            spec.name(),
                            min == null ? OptionalInt.empty() : OptionalInt.of(min),
                            follows(spec),
                            assignment.matching().getOrDefault(pool + "/" + spec.name(), 0),
                            members.getOrDefault(spec.name(), List.of())));
        }
        return groups;
    }

    private static boolean follows(PoolSpec.NodeGroup spec) {
        PoolSpec.Partitioning partitioning = spec.partitioning();
        return partitioning != null && partitioning.strategy() == PoolSpec.Strategy.DEMAND;
    }

    /// What was found about the nodes of a group, one finding per reason.
    private static List<Finding> ofNodes(String pool, Group group) {
        Map<Reason, List<Finding>> byReason = new LinkedHashMap<>();
        for (Member member : group.members()) {
            for (Finding finding : member.decision().findings()) {
                byReason.computeIfAbsent(finding.reason(), _ -> new ArrayList<>()).add(finding);
            }
        }
        List<Finding> findings = new ArrayList<>();
        byReason.forEach((reason, list) -> findings.add(ofNodes(pool, group.name(), reason, list)));
        return findings;
    }

    private static Finding ofNodes(String pool, String group, Reason reason, List<Finding> ofEach) {
        return new Finding(
                WellKnown.POOL_KIND,
                pool,
                "nodeGroups[" + group + "]",
                reason,
                summary(ofEach),
                ofEach.getFirst().cure());
    }

    private static String summary(List<Finding> findings) {
        String named =
                findings.stream()
                        .limit(NAMED_NODES)
                        .map(Finding::message)
                        .collect(Collectors.joining("; "));
        int more = findings.size() - NAMED_NODES;
        return switch (more) {
            case 1 -> named + "; and 1 more node";
            default -> more > 1 ? named + "; and " + more + " more nodes" : named;
        };
    }

    private static Finding onPool(String pool, Finding finding) {
        return new Finding(
                WellKnown.POOL_KIND,
                pool,
                finding.object().isEmpty()
                        ? finding.kind()
                        : finding.kind() + "/" + finding.object(),
                finding.reason(),
                finding.message(),
                finding.cure());
    }

    private static SortedMap<String, Long> free(
            PoolSupply supply, SortedMap<String, Long> granted) {
        SortedMap<String, Long> free = new TreeMap<>();
        supply.supply()
                .fresh()
                .forEach(
                        (resource, count) ->
                                free.put(
                                        resource,
                                        Math.max(0, count - granted.getOrDefault(resource, 0L))));
        return free;
    }

    private int tenants(String pool) {
        return (int)
                snapshot.tenants().stream()
                        .filter(
                                tenant ->
                                        tenant.spec().shares().stream()
                                                .anyMatch(it -> it.poolName().equals(pool)))
                        .count();
    }
}
