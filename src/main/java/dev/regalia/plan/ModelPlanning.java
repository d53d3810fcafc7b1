package dev.regalia.plan;

import dev.regalia.mig.GpuPacking;
import dev.regalia.mig.MigProfile;
import dev.regalia.plan.DemandPlan.Unserved;
import dev.regalia.plan.ModelLines.Line;
import dev.regalia.plan.PoolRequest.DemandRequest;
import dev.regalia.plan.packing.Claim;
import dev.regalia.plan.packing.Evictions;
import dev.regalia.plan.packing.NodeCut;
import dev.regalia.plan.packing.Repack;
import dev.regalia.plan.packing.RepackProblem;
import dev.regalia.plan.packing.Repacker;
import dev.regalia.plan.packing.Reservation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One GPU model of one pool: reserves what tenants ask for, in their order, and packs it, for the
/// tenants that share nodes and for each that has its own.
///
/// @param follows whether any group of the model follows demand
/// @param wish headroom and slack of the model's groups
/// @param room for more nodes than those that are planned
record ModelPlanning(
        GpuPacking packing,
        ModelCounts counts,
        PoolParties parties,
        boolean follows,
        DemandRequest wish,
        Room room) {

    /// Plans the nodes and tells their groups what becomes of them.
    List<DemandPlan> plan(List<DemandNode> nodes) {
        NodeParts.Parts parts = NodeParts.divide(counts, parties, nodes, this::problem);
        List<Account> sharing =
                parties.accounts().stream().filter(one -> !one.dedicated()).toList();
        List<DemandPlan> plans = new ArrayList<>();
        int gpusOfNode = nodes.stream().mapToInt(one -> one.supply().gpus()).max().orElse(0);
        plans.add(
                plan(
                        Optional.empty(),
                        parts.shared(),
                        ModelLines.of(counts, sharing)
                                .beside(counts, strangers(nodes))
                                .beside(parts.resting()),
                        gpusOfNode));
        for (Account account : parties.accounts()) {
            if (account.dedicated()) {
                String tenant = account.tenant().name();
                plans.add(
                        plan(
                                Optional.of(tenant),
                                parts.own().getOrDefault(tenant, List.of()),
                                ModelLines.of(counts, List.of(account)),
                                gpusOfNode));
            }
        }
        return plans;
    }

    /// Namespaces without a living tenant draw on shared nodes, unless their tenant has left nodes
    /// of its own behind.
    private List<Holding> strangers(List<DemandNode> nodes) {
        Set<String> owners = new HashSet<>();
        nodes.forEach(node -> node.node().tenant().ifPresent(owners::add));
        return parties.strangers().stream().filter(one -> !owners.contains(one.tenant())).toList();
    }

    private RepackProblem problem(List<DemandNode> nodes) {
        return new RepackProblem(
                packing,
                nodes.stream().map(DemandNode::supply).toList(),
                Evictions.NEVER,
                wish.slackPercent(),
                RepackProblem.DEFAULT_SEARCH_LIMIT);
    }

    private DemandPlan plan(
            Optional<String> tenant, List<DemandNode> nodes, ModelLines lines, int gpusOfNode) {
        RepackProblem problem = problem(nodes);
        long[] reserved = Reservation.reserve(problem, lines.floor(), lines.claims());
        long[] demand = lines.floor();
        for (int i = 0; i < reserved.length; i++) {
            demand[lines.claims().get(i).index()] += reserved[i];
        }
        long[] headroom = tenant.isEmpty() ? headroom() : counts.zero();
        Repack repack = Repacker.plan(problem, demand, headroom);
        carryOut(repack, nodes, tenant);
        return new DemandPlan(
                counts.geometry(),
                tenant,
                follows,
                byTenant(lines.lines(), reserved),
                counts.byResource(demand),
                counts.byResource(headroom),
                counts.byResource(repack.headroomUnserved()),
                unserved(lines, reserved, new Cures(problem, lines, reserved, gpusOfNode, room)),
                UnservedLevel.of(
                        packing, missing(lines.lines(), reserved), repack.headroomUnserved()),
                repack.certificate());
    }

    private long[] headroom() {
        long[] headroom = counts.zero();
        for (int i = 0; i < counts.profiles(); i++) {
            MigProfile profile = counts.geometry().profiles().get(i);
            headroom[i] = wish.headroom().getOrDefault(profile.name(), 0);
        }
        return headroom;
    }

    private void carryOut(Repack repack, List<DemandNode> nodes, Optional<String> tenant) {
        Map<String, NodeCut> cuts = new HashMap<>();
        repack.cuts().forEach(cut -> cuts.put(cut.node(), cut));
        for (DemandNode node : nodes) {
            NodeCut cut = cuts.get(node.node().name());
            node.group().dedicate(node.node(), tenant);
            if (cut != null && cut.gpusTouched() > 0) {
                node.group().cutTo(node.node(), counts.layout(cut.layouts()));
            }
            if (cut != null && !node.member()) {
                node.group().add(node.node());
            }
        }
    }

    private static SortedMap<String, SortedMap<String, Long>> byTenant(
            List<Line> lines, long[] reserved) {
        SortedMap<String, SortedMap<String, Long>> byResource = new TreeMap<>();
        for (int i = 0; i < reserved.length; i++) {
            Line line = lines.get(i);
            byResource
                    .computeIfAbsent(line.resource(), _ -> new TreeMap<>())
                    .merge(line.tenant(), reserved[i], Long::sum);
        }
        return byResource;
    }

    /// By priority.
    private SortedMap<Integer, long[]> missing(List<Line> lines, long[] reserved) {
        SortedMap<Integer, long[]> byPriority = new TreeMap<>();
        for (int i = 0; i < reserved.length; i++) {
            Claim claim = lines.get(i).claim();
            byPriority
                            .computeIfAbsent(lines.get(i).priority(), _ -> counts.zero())[
                            claim.index()] +=
                    claim.wanted() - reserved[i];
        }
        return byPriority;
    }

    private static List<Unserved> unserved(ModelLines lines, long[] reserved, Cures cures) {
        List<Unserved> unserved = new ArrayList<>();
        for (int i = 0; i < reserved.length; i++) {
            Line line = lines.lines().get(i);
            long missing = line.claim().wanted() - reserved[i];
            if (missing > 0) {
                unserved.add(
                        new Unserved(
                                line.tenant(),
                                line.resource(),
                                missing,
                                cures.because(i),
                                cures.of(i)));
            }
        }
        return unserved;
    }
}
