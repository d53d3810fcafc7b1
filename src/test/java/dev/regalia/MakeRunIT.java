package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ONCE=1 make run`, started as `.ci/start` starts it, but from the build that is there.
final class MakeRunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir Path folder = Path.of("");

    @Test
    void itEndsWithThePictureOfTheReadmeAndLeavesNothingBehind() throws Exception {
        assertThat(DocPage.read(DocPage.README).commands(DocCommand.LAUNCHED)).isNotEmpty();
        LaunchedRun run = LaunchedRun.once(folder.resolve("run.log"));
        Set<ProcessHandle> started = watch(run.process());

        String printed = run.printed();
        assertThat(run.process().exitValue()).as(printed).isZero();
        assertThat(pictureIn(printed)).isEqualTo(pictureIn(readme()));
        // etcd, API server, controller manager, scheduler, kwok and the operator.
        assertThat(started).hasSizeGreaterThanOrEqualTo(6);
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(run.listens()).isFalse();
    }

    @Test
    void itSaysWhyAndFailsWhereTheQuickstartDoesNotBecomeReadyInTime() throws Exception {
        LaunchedRun run =
                LaunchedRun.once(folder.resolve("late.log"), "-Dregalia.patienceSeconds=1");
        Set<ProcessHandle> started = watch(run.process());

        assertThat(run.process().exitValue()).isEqualTo(1);
        assertThat(run.printed())
                .contains("regalia: Not Ready after 1 seconds:")
                .contains("pool paris-h100: ", "tenant bank: ");
        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    /// Waits for the end of a process and gives all others that it started meanwhile and that lived
    /// long enough to be seen.
    private static Set<ProcessHandle> watch(Process run) throws InterruptedException {
        var seen = new HashSet<ProcessHandle>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!run.waitFor(200, TimeUnit.MILLISECONDS)) {
            run.descendants().forEach(seen::add);
            if (System.nanoTime() > deadline) {
                run.destroy();
                throw new AssertionError("make run does not end");
            }
        }
        return seen;
    }

    private static String readme() {
        return String.join(
                "",
                DocPage.read(DocPage.README)
                        .blocks("text")
                        .map(DocPage.Block::text)
                        .filter(text -> text.startsWith("SovereignPool/"))
                        .toList());
    }

    private static List<String> pictureIn(String text) {
        return text.substring(Math.max(0, text.indexOf("SovereignPool/")))
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
