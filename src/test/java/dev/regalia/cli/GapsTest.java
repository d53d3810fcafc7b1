package dev.regalia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.regalia.cli.manifest.Manifests;
import dev.regalia.cli.manifest.Overlay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of shares that cannot be granted, and of files that cannot be used.
class GapsTest {

    @TempDir static Path folder = Path.of("");

    private static Path fleet = Path.of("");

    @BeforeAll
    static void makeFleet() {
        fleet = folder.resolve("fleet.json");
        Typed.words(
                "snapshot",
                "--synthetic",
                "nodes=12,gpus=8,tenants=1,strategy=Demand",
                "-o",
                fleet.toString());
    }

    private static String tenant(String metadata, int gpus) {
        return """
        apiVersion: regalia.dev/v1alpha1
        kind: SovereignTenant
        metadata: {%s}
        spec:
          shares: [{poolName: fleet, gpus: %d}]
        """
                .formatted(metadata, gpus);
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aShareWithoutANamespaceDoesNotHideThatThereIsTooLittle() throws IOException {
        String more = file("more.yaml", tenant("name: more", 5000));

        String out = Typed.words("plan", "--snapshot", fleet.toString(), "-f", more).out();

        assertThat(out)
                .contains("SovereignTenant/more: NoNamespaceForShare")
                .contains("SovereignTenant/more: InsufficientCapacity");
    }

    @Test
    void aGapOfAPoolIsFollowedByWhatToDo() {
        String out = explained("pool fleet", lacking().toString());

        assertThat(out)
                .containsPattern("GAP +tenant few")
                .doesNotContain("No gap.")
                .contains("explain tenant few");
    }

    @Test
    void whatToDoNextBelongsToTheFirstGapOfThePoolThatIsShown() throws IOException {
        String whole = "\"nodes\":{\"min\":%d},\"partitioning\":{\"strategy\":\"Disabled\"}";
        String text =
                Files.readString(fleet)
                        .replace(whole.formatted(0), whole.formatted(9))
                        .replaceFirst(
                                "mig.config.state\":\"success", "mig.config.state\":\"failed");

        String out = explained("pool fleet", file("failed.json", text));

        assertThat(out)
                .containsSubsequence(
                        "slices:",
                        "GAP",
                        "whole:",
                        "GAP",
                        "1.  SovereignPool/fleet: NodeDegraded",
                        "2.  SovereignPool/fleet: NotEnoughNodes")
                .endsWith("\nNext: read the log of the mig-manager pod on the node\n");
    }

    @Test
    void aFindingWithoutAGapDoesNotHideWhatATenantLacks() throws IOException {
        String text = Files.readString(lacking());
        int outside = text.indexOf("\"name\":\"gpu-0011\"");
        String odd =
                text.substring(0, outside)
                        + text.substring(outside)
                                .replaceFirst("gpu.count\":\"8\"", "gpu.count\":\"7\"");

        assertThat(explained("pool fleet", file("odd.json", odd)))
                .contains("SovereignPool/fleet: NodeNotUsable")
                .containsPattern("GAP +tenant few")
                .endsWith("\nNext: `regalia explain tenant few` says what it lacks, and why\n");
    }

    /// A snapshot in which the operator has not answered a new tenant yet.
    private static Path lacking() {
        Observed seen = SnapshotFiles.read(fleet);
        Manifests manifests = new Manifests();
        manifests.add("few", tenant("name: few", 1).getBytes(StandardCharsets.UTF_8));
        Path lacking = folder.resolve("lacking.json");
        SnapshotFiles.write(
                lacking,
                new Observed(
                        Overlay.over(seen.cluster(), seen.settings(), manifests, false),
                        seen.settings()));
        return lacking;
    }

    private static String explained(String object, String snapshot) {
        String[] words = ("explain " + object + " --snapshot").split(" ", -1);
        return Typed.words(
                        Stream.concat(Stream.of(words), Stream.of(snapshot)).toArray(String[]::new))
                .out();
    }

    @Test
    void nothingIsReservedAnewWhileThePoolIsMissing() throws IOException {
        String text = Files.readString(fleet);
        Path gone = folder.resolve("gone.json");
        String status =
                "\"priority\":0},\"status\":{\"conditions\":[],\"shares\":[{\"poolName\":\"fleet\","
                        + "\"items\":[{\"resource\":\"nvidia.com/gpu\",\"requested\":5,"
                        + "\"reserved\":5,\"granted\":0,\"inUse\":0,\"reason\":\"Granted\"}]}]}}";
        Files.writeString(gone, text.replace("\"priority\":0}}", status));
        String kept = file("kept.yaml", tenant("name: tenant-01", 5));

        Typed typed = Typed.words("plan", "--snapshot", "" + gone, "-f", kept, "--prune");

        assertThat(typed.out()).contains("PoolMissing").doesNotContain("reserve ");
    }

    @Test
    void aNamespaceOfAClusterWideObjectIsSaidToMeanNothing() throws IOException {
        String odd = file("odd.yaml", tenant("name: odd, namespace: here", 1));

        assertThat(Typed.words("plan", "--snapshot", fleet.toString(), "-f", odd).err())
                .startsWith(
                        "regalia: `metadata.namespace` means nothing, because these are"
                                + " cluster-wide: SovereignTenant/odd\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedAsItWasGivenWithTheReason() throws IOException {
        String inside = file("plain", "") + "/x.json";

        assertThat(Typed.words("snapshot", "--synthetic", "nodes=1", "-o", inside))
                .isEqualTo(
                        new Typed(
                                2,
                                "",
                                "regalia: " + inside + ": cannot be written: Not a directory\n"));
    }

    @Test
    void aSnapshotThatCannotBeWrittenWholeLeavesTheEarlierOneAndNothingElse() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        Path file = Path.of(file("earlier.json", "earlier"));
        Path half = Files.createSymbolicLink(folder.resolve("earlier.json.part"), full);

        Typed typed = Typed.words("snapshot", "--synthetic", "nodes=1", "-o", "" + file);

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains(file + ": cannot be written: No space left on device");
        assertThat(file).hasContent("earlier");
        assertThat(half)
                .doesNotExist()
                .satisfies(it -> assertThat(Files.isSymbolicLink(it)).isFalse());
    }

    @Test
    void whatRunsOutIsASentenceOfItsOwnInJson() throws IOException {
        String more = file("json.yaml", tenant("name: more", 5000));

        assertThat(Typed.words("plan", "--snapshot", "" + fleet, "-f", more, "-o", "json").out())
                .containsPattern("\"because\": ?\"you run out of");
    }
}
