package dev.regalia.sandbox;

/// A program of the control plane, in the order in which they are compiled.
///
/// etcd comes first because it takes seconds, so that a missing network or a broken toolchain shows
/// early; kwok comes last because it shares least with the others.
public enum Tool {
    ETCD("etcd", "etcd", "go.etcd.io/etcd/server/v3"),
    KUBE_APISERVER("kube-apiserver", "kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver"),
    KUBE_CONTROLLER_MANAGER(
            "kube-controller-manager",
            "kubernetes",
            "k8s.io/kubernetes/cmd/kube-controller-manager"),
    KUBE_SCHEDULER("kube-scheduler", "kubernetes", "k8s.io/kubernetes/cmd/kube-scheduler"),
    KUBECTL("kubectl", "kubernetes", "k8s.io/kubernetes/cmd/kubectl"),
    KWOK("kwok", "kwok", "sigs.k8s.io/kwok/cmd/kwok");

    private final String binary;
    private final String moduleFolder;
    private final String goPackage;

    Tool(String binary, String moduleFolder, String goPackage) {
        this.binary = binary;
        this.moduleFolder = moduleFolder;
        this.goPackage = goPackage;
    }

    /// The file name of the program.
    public String binary() {
        return binary;
    }

    /// The folder below `src/test/go` whose go.mod pins the program.
    String moduleFolder() {
        return moduleFolder;
    }

    /// The import path of the program's main package.
    String goPackage() {
        return goPackage;
    }
}
