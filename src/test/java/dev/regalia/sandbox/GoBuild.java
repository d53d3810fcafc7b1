package dev.regalia.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One program to compile.
///
/// @param target the file to write
record GoBuild(Tool tool, GoModule module, Path target) {
    private static final String KUBERNETES = "k8s.io/kubernetes";

    /// What the linker is told. Without its version the API server calls itself `v0.0.0-master`,
    /// and clients that look at the version go wrong.
    String linkerFlags() {
        return linkerFlags(tool, module);
    }

    static String linkerFlags(Tool tool, GoModule module) {
        return switch (tool) {
            case ETCD, KWOK -> "-s -w";
            case KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER, KUBECTL ->
                    "-s -w " + versionFlags(kubernetesVersion(module));
        };
    }

    /// The Kubernetes release that the module pins.
    static KubernetesVersion kubernetesVersion(GoModule module) {
        return KubernetesVersion.find(module.versionOf(KUBERNETES)).orElseThrow();
    }

    private static String versionFlags(KubernetesVersion version) {
        return Stream.of("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
                .flatMap(
                        variables ->
                                List.of(
                                        "-X " + variables + ".gitVersion=" + version,
                                        "-X " + variables + ".gitMajor=" + version.major(),
                                        "-X " + variables + ".gitMinor=" + version.minor())
                                        .stream())
                .collect(Collectors.joining(" "));
    }
}
