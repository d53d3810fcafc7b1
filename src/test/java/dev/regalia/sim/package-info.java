/// A simulated fleet of GPU nodes on a real API server.
///
/// It plays what a cluster with NVIDIA's stack has on its nodes, each part under its own identity
/// and with its own rights: the kubelet's device plugin interface, GPU Feature Discovery,
/// mig-manager and the GPU operator's node labels. Failures can be switched on per node. Pods and
/// node conditions are left to kwok.
///
/// Start reading at [SimulatedFleet]. What GPUs do is in [NodeGpus], without any I/O; the sequence
/// of mig-manager is in [MigManager].
@NullMarked
package dev.regalia.sim;

import org.jspecify.annotations.NullMarked;
