/// The only package that talks to the API server: it reads the cluster into a
/// [dev.regalia.plan.ClusterSnapshot], carries out a [dev.regalia.plan.FleetPlan], and publishes
/// events.
///
/// [Caches] holds compact records of what is watched, [ClusterReader] makes a snapshot of them,
/// [Applier] writes in one fixed order under one field manager. Nothing here decides anything.
@NullMarked
package dev.regalia.kube;

import org.jspecify.annotations.NullMarked;
