package dev.regalia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssetsFolderTest {
    private static final KubernetesVersion WANTED = new KubernetesVersion(1, 36, 4);

    @TempDir private Path folder = Path.of("");

    @Test
    void noFolderIsNoComplaint() {
        assertThat(inspect("", "Kubernetes v1.36.4")).isEqualTo(new AssetsFolder.Absent());
    }

    @Test
    void whateverAFolderWithAFittingServerHoldsIsUsed() throws IOException {
        Path server = program("kube-apiserver");
        Path etcd = program("etcd");
        Files.createFile(folder.resolve("kubectl"));

        assertThat(inspect(folder.toString(), "Kubernetes v1.36.0"))
                .isEqualTo(
                        new AssetsFolder.Usable(
                                Map.of(Tool.KUBE_APISERVER, server, Tool.ETCD, etcd)));
    }

    @Test
    void aServerOfAnotherReleaseIsRefusedWithBothVersions() throws IOException {
        program("kube-apiserver");

        assertThat(inspect(folder.toString(), "Kubernetes v1.35.2"))
                .isEqualTo(
                        new AssetsFolder.Refused(
                                "KUBEBUILDER_ASSETS="
                                        + folder
                                        + " is not used: its kube-apiserver is v1.35.2, not"
                                        + " v1.36.4."));
    }

    @Test
    void aFolderWithoutServerIsRefused() throws IOException {
        program("etcd");

        assertThat(reason(inspect(folder.toString(), "Kubernetes v1.36.4")))
                .contains("it holds no kube-apiserver");
    }

    @Test
    void aServerThatDoesNotRunIsRefused() throws IOException {
        program("kube-apiserver");

        assertThat(reason(AssetsFolder.inspect(folder.toString(), WANTED, _ -> Optional.empty())))
                .contains("does not tell its version");
    }

    private static AssetsFolder inspect(String configured, String version) {
        return AssetsFolder.inspect(configured, WANTED, _ -> Optional.of(version));
    }

    private static String reason(AssetsFolder assets) {
        return switch (assets) {
            case AssetsFolder.Refused(String reason) -> reason;
            case AssetsFolder.Absent() -> "absent";
            case AssetsFolder.Usable(var tools) -> "usable: " + tools;
        };
    }

    private Path program(String name) throws IOException {
        return Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
