package dev.regalia.plan;

import dev.regalia.mig.GpuCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The one decision over all pools and tenants: `plan(snapshot)` gives everything that is to be
/// written and everything that is to be said. Pure: the same snapshot gives the same plan.
public final class FleetPlanner {

    private final GpuCatalog catalog;
    private final Settings settings;

    public FleetPlanner(GpuCatalog catalog, Settings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    /// Decides. Nodes first, because grants rest on what they give; then grants, because a cut must
    /// wait until grants that need the node have come down; then the nodes' next writes.
    public FleetPlan plan(ClusterSnapshot snapshot) {
        OwnerVerdicts owners = Owners.judge(snapshot, settings);
        List<PoolRequest> requests =
                snapshot.pools().stream().map(pool -> PoolRequests.parse(pool, catalog)).toList();
        Tenants tenants = Tenants.of(snapshot, PoolOffer.all(snapshot, catalog), owners, settings);
        MigEntries entries =
                new MigEntries(snapshot.migConfig(), settings.times().configMapDelay());
        PlanInput input = new PlanInput(snapshot, catalog, tenants, settings.times());
        Assignment assignment = NodeSelection.assign(input, requests, entries, owners);
        StackVerdict stack = StackCheck.check(snapshot.stack(), settings);

        NodeOrders orders = NodeOrders.of(input, requests, assignment, stack.stack());
        PoolSupplies supplies = PoolSupplies.of(input, requests, orders, assignment);
        Tenancy tenancy = tenants.plan(supplies.byPool(), supplies.quotaKeys());
        NodeOrders allowed = orders.withCutsThatGrantsAllow(supplies.results(), input);
        Map<String, NodeDecision> decisions = allowed.decisions();

        WantedEntries named = WantedEntries.of(snapshot, assignment, settings.times());
        List<PoolOutcome> pools =
                new PoolReport(
                                snapshot,
                                requests,
                                assignment,
                                decisions,
                                stack,
                                DaemonSetCheck.check(snapshot, assignment, settings),
                                settings)
                        .outcomes(supplies.byPool(), tenancy);
        return new FleetPlan(
                snapshot.takenAt(),
                allowed.byNode(),
                changes(decisions),
                named.wanted(),
                named.kept(),
                tenancy.namespaces(),
                pools,
                tenancy.tenants(),
                assignment.demand(),
                findings(owners, tenancy),
                new TreeSet<>(tenancy.confirmationsDone()),
                earliest(snapshot.takenAt(), owners, supplies, tenancy, decisions, named));
    }

    private static List<NodeChange> changes(Map<String, NodeDecision> decisions) {
        List<NodeChange> changes = new ArrayList<>();
        for (NodeDecision decision : decisions.values()) {
            decision.change().ifPresent(changes::add);
        }
        changes.sort(Comparator.comparing(NodeChange::node));
        return changes;
    }

    private static List<Finding> findings(OwnerVerdicts owners, Tenancy tenancy) {
        List<Finding> findings = new ArrayList<>(owners.findings());
        findings.addAll(tenancy.findings());
        return findings;
    }

    private static Optional<Instant> earliest(
            Instant now,
            OwnerVerdicts owners,
            PoolSupplies supplies,
            Tenancy tenancy,
            Map<String, NodeDecision> decisions,
            WantedEntries entries) {
        List<Instant> times = new ArrayList<>();
        owners.reconsiderAt().ifPresent(times::add);
        supplies.reconsiderAt().ifPresent(times::add);
        tenancy.reconsiderAt().ifPresent(times::add);
        entries.reconsiderAt().ifPresent(times::add);
        for (NodeDecision decision : decisions.values()) {
            decision.reconsiderAt().ifPresent(times::add);
        }
        return times.stream().filter(time -> time.isAfter(now)).min(Comparator.naturalOrder());
    }
}
