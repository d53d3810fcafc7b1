package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files of other projects, read from their published Go modules instead of being copied here.
///
/// The module must be required, with its checksum, by the go.mod in `src/test/go/crds`. Go keeps it
/// in its module cache, so only the first call on a machine needs a network.
public final class GoModules {
    /// NVIDIA's GPU operator, whose ClusterPolicy tests install.
    public static final String GPU_OPERATOR = "github.com/NVIDIA/gpu-operator";

    private static final Pattern FOLDER = Pattern.compile("\"Dir\":\\s*\"([^\"]+)\"");

    private GoModules() {}

    /// The custom resource definition of NVIDIA's ClusterPolicy.
    public static Path clusterPolicyCrd() {
        return file(GPU_OPERATOR, "config/crd/bases/nvidia.com_clusterpolicies.yaml");
    }

    /// A file of a module, by its path inside the module. It is read only.
    public static Path file(String module, String path) {
        Path file = folder(module).resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(module + " has no file " + path);
        }
        return file;
    }

    private static Path folder(String module) {
        GoModule crds = GoModule.read("crds");
        GoToolchain.require(crds.languageVersion());
        String answer = download(crds, module);
        Matcher matcher = FOLDER.matcher(answer);
        if (!matcher.find()) {
            throw new SandboxException("Cannot download the Go module " + module + ":\n" + answer);
        }
        return Path.of(matcher.group(1));
    }

    private static String download(GoModule crds, String module) {
        try {
            Process process =
                    GoToolchain.process(
                                    List.of("go", "mod", "download", "-json", module),
                                    crds.folder())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SandboxException("Cannot run go mod download: " + e.getMessage(), e);
        }
    }
}
