package dev.regalia.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a folder of ready-made programs, named by `KUBEBUILDER_ASSETS`, has to offer.
sealed interface AssetsFolder {

    /// No such folder was named.
    record Absent() implements AssetsFolder {}

    /// A folder was named but cannot serve.
    ///
    /// @param reason one sentence for the person who named it
    record Refused(String reason) implements AssetsFolder {}

    /// The programs found there, which is any number of them.
    record Usable(Map<Tool, Path> tools) implements AssetsFolder {
        public Usable {
            tools = Map.copyOf(tools);
        }
    }

    /// Looks at the folder. It serves when its kube-apiserver is of the wanted minor release: the
    /// others are only ever shipped beside a server they fit.
    ///
    /// @param versionOf prints the version of the program at a path, empty when it does not run
    static AssetsFolder inspect(
            String configured,
            KubernetesVersion wanted,
            Function<Path, Optional<String>> versionOf) {
        if (configured.isBlank()) {
            return new Absent();
        }
        Path folder = Path.of(configured);
        Path server = folder.resolve(Tool.KUBE_APISERVER.binary());
        if (!Files.isExecutable(server)) {
            return refused(folder, "it holds no kube-apiserver");
        }
        Optional<KubernetesVersion> found =
                versionOf.apply(server).flatMap(KubernetesVersion::find);
        if (found.isEmpty()) {
            return refused(folder, "its kube-apiserver does not tell its version");
        }
        if (!found.get().sameMinor(wanted)) {
            return refused(folder, "its kube-apiserver is " + found.get() + ", not " + wanted);
        }
        return new Usable(toolsIn(folder));
    }

    private static Refused refused(Path folder, String why) {
        return new Refused("KUBEBUILDER_ASSETS=" + folder + " is not used: " + why + ".");
    }

    private static Map<Tool, Path> toolsIn(Path folder) {
        Map<Tool, Path> tools = new EnumMap<>(Tool.class);
        for (Tool tool : Tool.values()) {
            Path path = folder.resolve(tool.binary());
            if (Files.isExecutable(path)) {
                tools.put(tool, path.toAbsolutePath());
            }
        }
        return tools;
    }
}
