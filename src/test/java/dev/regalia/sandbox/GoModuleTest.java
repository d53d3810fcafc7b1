package dev.regalia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GoModuleTest {
    private static final GoModule SMALL =
            new GoModule(
                    Path.of("small"),
                    """
                    module example.com/small

                    go 1.26.0

                    require (
                    	k8s.io/kubernetes v1.36.4
                    	k8s.io/kubernetes-extra v0.1.0 // indirect
                    )
                    """,
                    "");

    @Test
    void readsVersionsFromTheGoMod() {
        assertThat(SMALL.versionOf("k8s.io/kubernetes")).isEqualTo("v1.36.4");
        assertThat(SMALL.versionOf("k8s.io/kubernetes-extra")).isEqualTo("v0.1.0");
        assertThat(SMALL.languageVersion()).isEqualTo(new GoVersion(1, 26));
        assertThatThrownBy(() -> SMALL.versionOf("k8s.io/api"))
                .hasMessageContaining("does not require k8s.io/api");
    }

    @Test
    void theFingerprintChangesWithEverythingThatGoesIntoAProgram() {
        GoModule otherMod = new GoModule(SMALL.folder(), SMALL.goMod() + "\n", SMALL.goSum());
        GoModule otherSum = new GoModule(SMALL.folder(), SMALL.goMod(), "x");

        assertThat(
                        List.of(
                                SMALL.fingerprint("go1.26.8", "-s"),
                                SMALL.fingerprint("go1.26.9", "-s"),
                                SMALL.fingerprint("go1.26.8", "-w"),
                                SMALL.fingerprint("go1.26.8-s", ""),
                                otherMod.fingerprint("go1.26.8", "-s"),
                                otherSum.fingerprint("go1.26.8", "-s")))
                .doesNotHaveDuplicates()
                .allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{16}"));
        assertThat(SMALL.fingerprint("go1.26.8")).isEqualTo(SMALL.fingerprint("go1.26.8"));
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void everyToolIsDeclaredByTheGoModOfItsFolder(Tool tool) {
        assertThat(GoModule.read(tool.moduleFolder()).goMod()).contains(tool.goPackage());
    }

    @Test
    void thePartsOfKubernetesArePinnedToOneRelease() {
        GoModule kubernetes = GoModule.read("kubernetes");
        KubernetesVersion version = GoBuild.kubernetesVersion(kubernetes);
        String staging = "v0.%d.%d".formatted(version.minor(), version.patch());

        List<String> pinned =
                Pattern.compile("k8s\\.io/\\S+ => k8s\\.io/\\S+ (\\S+)")
                        .matcher(kubernetes.goMod())
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(pinned).hasSize(33).allMatch(staging::equals);
    }

    @Test
    void theServerIsToldItsVersion() {
        assertThat(GoBuild.linkerFlags(Tool.KUBE_APISERVER, SMALL))
                .contains("-X k8s.io/component-base/version.gitVersion=v1.36.4")
                .contains("-X k8s.io/component-base/version.gitMinor=36")
                .contains("-X k8s.io/client-go/pkg/version.gitMajor=1");
    }

    @Test
    void theCacheFollowsTheVariableOnlyWhenItIsAnAbsolutePath() {
        Path home = Path.of("/home/ada");

        assertThat(CacheFolder.of(Map.of(), home).runs())
                .isEqualTo(Path.of("/home/ada/.cache/regalia/runs"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/var/c"), home).binaries())
                .isEqualTo(Path.of("/var/c/regalia/control-plane"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "c"), home).root())
                .isEqualTo(Path.of("/home/ada/.cache/regalia"));
    }
}
