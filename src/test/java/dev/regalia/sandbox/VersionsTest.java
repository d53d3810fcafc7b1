package dev.regalia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionsTest {

    @ParameterizedTest
    @CsvSource({
        "Kubernetes v1.36.4, v1.36.4",
        "Kubernetes v1.36.0-rc.1+abc, v1.36.0",
        "k8s.io/kubernetes v1.100.23, v1.100.23"
    })
    void findsTheKubernetesReleaseInWhatAServerPrints(String printed, String want) {
        assertThat(KubernetesVersion.find(printed)).map(KubernetesVersion::toString).contains(want);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Kubernetes", "v1.36", "1.36.4", "kube-apiserver: not found"})
    void findsNoKubernetesReleaseWhereThereIsNone(String printed) {
        assertThat(KubernetesVersion.find(printed)).isEmpty();
    }

    @Test
    void patchReleasesServeTheSameApi() {
        KubernetesVersion version = new KubernetesVersion(1, 36, 4);
        assertThat(version.sameMinor(new KubernetesVersion(1, 36, 0))).isTrue();
        assertThat(version.sameMinor(new KubernetesVersion(1, 35, 4))).isFalse();
        assertThat(version.sameMinor(new KubernetesVersion(2, 36, 4))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go version go1.26.8 linux/amd64",
                "go version go1.27rc1 darwin/arm64",
                "go version go2.0.0 linux/amd64"
            })
    void acceptsAGoThatIsRecentEnough(String release) {
        assertThat(GoToolchain.accept(release, new GoVersion(1, 26)).release()).isEqualTo(release);
    }

    @ParameterizedTest
    @ValueSource(strings = {"go version go1.25.9 linux/amd64", "go version go1.9 linux/amd64", "?"})
    void refusesAnOldGoInASentenceWithBothVersions(String release) {
        assertThatThrownBy(() -> GoToolchain.accept(release, new GoVersion(1, 26)))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("Go 1.26 or newer")
                .hasMessageContaining(release);
    }
}
