package dev.regalia.plan;

import dev.regalia.mig.GpuCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        Assignment assignment = assign(snapshot, requests, owners);
        StackVerdict stack = StackCheck.check(snapshot.stack(), settings);

        NodeOrders orders = NodeOrders.of(snapshot, requests, assignment, stack.stack(), settings);
        PoolSupplies supplies =
                PoolSupplies.of(snapshot, requests, orders, catalog, settings.times());
        Tenancy tenancy =
                Tenants.plan(snapshot, supplies.byPool(), supplies.quotaKeys(), owners, settings);
        NodeOrders allowed =
                orders.withCutsThatGrantsAllow(supplies.byPool(), tenancy.committed(), snapshot);
        SortedMap<String, NodeDecision> decisions = allowed.decide(snapshot, settings.times());

        WantedEntries entries = WantedEntries.of(snapshot, assignment, settings.times());
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
                entries.wanted(),
                entries.kept(),
                tenancy.namespaces(),
                pools,
                tenancy.tenants(),
                findings(owners, tenancy),
                new TreeSet<>(tenancy.confirmationsDone()),
                earliest(snapshot.takenAt(), owners, supplies, tenancy, decisions, entries));
    }

    private Assignment assign(
            ClusterSnapshot snapshot, List<PoolRequest> requests, OwnerVerdicts owners) {
        SortedMap<String, ChangeRecord> records = new TreeMap<>();
        for (NodeFacts node : snapshot.nodes()) {
            ChangeRecords.of(node).ifPresent(record -> records.put(node.name(), record));
        }
        MigEntries entries =
                new MigEntries(snapshot.migConfig(), settings.times().configMapDelay());
        return NodeSelection.assign(snapshot, records, requests, entries, owners);
    }

    private static List<NodeChange> changes(SortedMap<String, NodeDecision> decisions) {
        return decisions.values().stream().flatMap(it -> it.change().stream()).toList();
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
            SortedMap<String, NodeDecision> decisions,
            WantedEntries entries) {
        List<Optional<Instant>> times =
                new ArrayList<>(
                        List.of(
                                owners.reconsiderAt(),
                                supplies.reconsiderAt(),
                                tenancy.reconsiderAt(),
                                entries.reconsiderAt()));
        decisions.values().forEach(it -> times.add(it.reconsiderAt()));
        return times.stream()
                .flatMap(Optional::stream)
                .filter(time -> time.isAfter(now))
                .min(Instant::compareTo);
    }
}
