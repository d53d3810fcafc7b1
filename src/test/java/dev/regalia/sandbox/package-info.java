/// A real Kubernetes control plane on the loopback interface, for tests and for trying things out.
///
/// It compiles etcd, the API server and its companions from their published Go modules, once per
/// machine, starts them as child processes and leaves nothing behind. It knows nothing of Regalia
/// and uses no Kubernetes client. Start reading at [ControlPlane].
@NullMarked
package dev.regalia.sandbox;

import org.jspecify.annotations.NullMarked;
