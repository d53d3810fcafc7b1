package dev.regalia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs Go and, on a machine's first run, a network.
final class GoModulesIT {

    @Test
    void theClusterPolicyDefinitionIsReadFromNvidiasOwnModule() throws IOException {
        assertThat(Files.readString(GoModules.clusterPolicyCrd()))
                .contains("kind: CustomResourceDefinition")
                .contains("name: clusterpolicies.nvidia.com");
    }

    @Test
    void aFileThatTheModuleDoesNotHoldIsNamed() {
        assertThatThrownBy(() -> GoModules.file(GoModules.GPU_OPERATOR, "no/such.yaml"))
                .hasMessage(GoModules.GPU_OPERATOR + " has no file no/such.yaml");
    }

    @Test
    void aBuildThatFailsShowsWhatGoSaid(@TempDir Path folder) {
        GoModule kubernetes = GoModule.read("kubernetes");
        GoToolchain go = GoToolchain.require(kubernetes.languageVersion());
        // The folder of kubernetes knows nothing of kwok.
        GoBuild build = new GoBuild(Tool.KWOK, kubernetes, folder.resolve("kwok"));

        assertThatThrownBy(() -> go.build(build, folder.resolve("log"), _ -> {}))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("Compiling kwok failed with exit code 1")
                .hasMessageContaining("sigs.k8s.io/kwok/cmd/kwok");
    }
}
