/// The decisions: from one immutable [ClusterSnapshot] to one [FleetPlan]. No client, no clock, no
/// randomness, no logger; the same input gives the same plan. Start at [FleetPlanner]; the nodes'
/// side is in [NodeSelection] and [NodeSteps], the tenants' side in [Ledger] and [Tenancy].
@NullMarked
package dev.regalia.plan;

import org.jspecify.annotations.NullMarked;
