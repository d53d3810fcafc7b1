package dev.regalia.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of each process of one control plane.
///
/// Each names a file in the run folder, by which leftovers are recognised.
record Commands(
        ControlPlaneBinaries binaries,
        ControlPlaneOptions options,
        RunFolder run,
        Identities identities,
        Ports ports) {
    private static final String LOOPBACK = "127.0.0.1";

    /// The program with its flags.
    List<String> of(Tool tool) {
        List<String> command = new ArrayList<>();
        command.add(binaries.path(tool).toString());
        command.addAll(
                switch (tool) {
                    case ETCD -> etcd();
                    case KUBE_APISERVER -> apiServer();
                    case KUBE_CONTROLLER_MANAGER -> controllerManager();
                    case KUBE_SCHEDULER -> scheduler();
                    case KWOK -> kwok();
                    case KUBECTL -> throw new IllegalArgumentException("kubectl is no server");
                });
        return List.copyOf(command);
    }

    private List<String> etcd() {
        String client = "http://" + LOOPBACK + ":" + ports.of(Tool.ETCD);
        String peer = "http://" + LOOPBACK + ":" + ports.etcdPeer();
        return List.of(
                "--data-dir=" + run.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync",
                "--quota-backend-bytes=8589934592",
                "--log-level=warn");
    }

    private List<String> apiServer() {
        List<String> flags = new ArrayList<>(servingFlags());
        flags.addAll(identityFlags());
        flags.addAll(
                List.of(
                        "--audit-policy-file=" + run.resolve(RunFiles.AUDIT_POLICY),
                        "--audit-log-path=" + run.resolve(RunFiles.AUDIT_LOG),
                        "--audit-log-maxsize=1000"));
        if (!options.nodeLifecycle()) {
            // Admission taints new nodes as not ready, and it is node lifecycle that takes that
            // off.
            flags.add("--disable-admission-plugins=TaintNodesByCondition");
        }
        flags.addAll(options.apiServerFlags());
        return flags;
    }

    private List<String> servingFlags() {
        return List.of(
                "--etcd-servers=http://" + LOOPBACK + ":" + ports.of(Tool.ETCD),
                "--secure-port=" + ports.of(Tool.KUBE_APISERVER),
                "--bind-address=" + LOOPBACK,
                "--advertise-address=" + LOOPBACK,
                "--tls-cert-file=" + identities.file("server.crt"),
                "--tls-private-key-file=" + identities.file("server.key"),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--endpoint-reconciler-type=none",
                "--allow-privileged=true",
                "--max-requests-inflight=2000",
                "--max-mutating-requests-inflight=1000");
    }

    private List<String> identityFlags() {
        return List.of(
                "--client-ca-file=" + identities.file("ca.crt"),
                "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + identities.file("tokens.pub"),
                "--service-account-signing-key-file=" + identities.file("tokens.key"),
                "--requestheader-client-ca-file=" + identities.file("front-proxy-ca.crt"),
                "--requestheader-allowed-names=front-proxy",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-username-headers=X-Remote-User",
                "--proxy-client-cert-file=" + identities.file("front-proxy.crt"),
                "--proxy-client-key-file=" + identities.file("front-proxy.key"));
    }

    private List<String> controllerManager() {
        List<String> flags =
                new ArrayList<>(
                        companion("system:kube-controller-manager", Tool.KUBE_CONTROLLER_MANAGER));
        flags.addAll(
                List.of(
                        "--use-service-account-credentials=true",
                        "--service-account-private-key-file=" + identities.file("tokens.key"),
                        "--root-ca-file=" + identities.file("ca.crt"),
                        "--cluster-signing-cert-file=" + identities.file("ca.crt"),
                        "--cluster-signing-key-file=" + identities.file("ca.key")));
        if (!options.nodeLifecycle()) {
            flags.add("--controllers=*,-node-lifecycle-controller");
        }
        return flags;
    }

    private List<String> scheduler() {
        return companion("system:kube-scheduler", Tool.KUBE_SCHEDULER);
    }

    private List<String> companion(String user, Tool tool) {
        Path kubeconfig = identities.kubeconfig(user, List.of());
        return List.of(
                "--kubeconfig=" + kubeconfig,
                "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=" + LOOPBACK,
                "--secure-port=" + ports.of(tool),
                "--tls-cert-file=" + identities.file("server.crt"),
                "--tls-private-key-file=" + identities.file("server.key"),
                "--leader-elect=false",
                "--kube-api-qps=400",
                "--kube-api-burst=800");
    }

    private List<String> kwok() {
        return List.of(
                "--kubeconfig=" + identities.kubeconfig("kwok", List.of("system:masters")),
                "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
                // Without a lease the node-lifecycle controller takes a node for dead every minute.
                "--node-lease-duration-seconds=40",
                "--config=" + run.resolve(RunFiles.STAGES),
                "--cidr=10.244.0.0/16",
                "--node-ip=" + LOOPBACK,
                "--server-address=" + LOOPBACK + ":" + ports.of(Tool.KWOK));
    }
}
