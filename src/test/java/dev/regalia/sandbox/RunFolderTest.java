package dev.regalia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir private Path runs = Path.of("");

    @Test
    void aSweepEndsTheProcessesOfADeadRunAndDeletesItsFolder() throws Exception {
        RunFolder dead = abandoned();
        Process left = reader(Files.createFile(dead.resolve("log")));
        dead.record(left.pid());

        RunFolder.sweep(runs);

        assertThat(left.waitFor(LONG)).isTrue();
        assertThat(dead.path()).doesNotExist();
    }

    @Test
    void aSweepSparesAProcessThatMerelyGotTheNumberOfAnEndedOne() throws Exception {
        RunFolder dead = abandoned();
        Process stranger = reader(Files.createFile(runs.resolve("unrelated")));
        try {
            dead.record(stranger.pid());

            RunFolder.sweep(runs);

            assertThat(dead.path()).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSweepSparesTheRunOfALivingJvm() throws Exception {
        RunFolder alive = RunFolder.create(runs);
        Process child = reader(Files.createFile(alive.resolve("log")));
        alive.record(child.pid());

        RunFolder second = RunFolder.create(runs);

        assertThat(second.path()).isNotEqualTo(alive.path());
        assertThat(alive.path()).isDirectory();
        assertThat(child.isAlive()).isTrue();

        alive.destroy();
        assertThat(child.waitFor(LONG)).isTrue();
        assertThat(alive.path()).doesNotExist();
        assertThat(second.path()).isDirectory();
    }

    @Test
    void aSweepSparesFoldersThatAreNoRuns() throws IOException {
        Path other = Files.createDirectory(runs.resolve("notes"));

        RunFolder.sweep(runs);

        assertThat(other).isDirectory();
    }

    @Test
    void aSweepSurvivesAFolderThatIsNotThere() {
        RunFolder.sweep(runs.resolve("missing"));

        assertThat(runs.resolve("missing")).doesNotExist();
    }

    @Test
    void theOwnerIsReadBackFromTheNameOfTheFolder() {
        RunOwner owner = new RunOwner(4711, Instant.ofEpochMilli(1_700_000_000_123L));

        assertThat(RunOwner.ofFolder(owner.folderPrefix() + "8")).contains(owner);
        assertThat(RunOwner.ofFolder("run-x-1-2")).isEmpty();
        assertThat(RunOwner.current().isAlive()).isTrue();
    }

    @Test
    void anOwnerIsDeadWhenItsNumberBelongsToAProcessThatBeganAtAnotherTime() {
        RunOwner current = RunOwner.current();

        assertThat(
                        new RunOwner(current.pid(), current.started().minus(Duration.ofHours(1)))
                                .isAlive())
                .isFalse();
    }

    private RunFolder abandoned() throws Exception {
        Process owner = new ProcessBuilder("true").start();
        String prefix = new RunOwner(owner.pid(), Instant.now()).folderPrefix();
        owner.waitFor();
        return new RunFolder(Files.createDirectory(runs.resolve(prefix + "1")));
    }

    private static Process reader(Path file) throws IOException {
        return new ProcessBuilder("tail", "-f", file.toString()).start();
    }
}
