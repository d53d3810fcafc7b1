package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `make run` on a terminal, twice at once in one clone.
final class StayingRunIT {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String STAYS = "It stays up until Ctrl-C";

    /// What Ctrl-C may take.
    private static final long SECONDS_TO_END = 5;

    @TempDir Path folder = Path.of("");

    private final List<LaunchedRun> runs = new ArrayList<>();

    @AfterEach
    void end() {
        runs.forEach(run -> run.process().descendants().forEach(ProcessHandle::destroy));
        runs.forEach(run -> run.process().destroy());
    }

    @Test
    void twoAtOnceStayUpStartTheirOperatorAgainAndEndWithCtrlC() throws Exception {
        assumeThat(PseudoTerminal.available()).as("there is no `script` of util-linux").isTrue();
        LaunchedRun one = start("one.log");
        LaunchedRun other = start("other.log");
        awaitPrinted(one, STAYS);
        awaitPrinted(other, STAYS);
        assertThat(one.printed())
                .contains("export KUBECONFIG=", "kubectl get spool,stenant -o wide");
        assertThat(one.port()).isNotEqualTo(other.port());

        ProcessHandle killed = one.operator();
        killed.destroyForcibly();
        awaitPrinted(one, "The operator ended with exit code 137; starting it again.");
        await().atMost(PATIENCE).until(() -> operators(one).size() == 1);
        assertThat(operators(one)).doesNotContain(killed);

        endsWithCtrlC(one);
        assertThat(other.listens()).isTrue();
        assertThat(other.operator().isAlive()).isTrue();
        endsWithCtrlC(other);
    }

    private LaunchedRun start(String log) throws IOException {
        LaunchedRun run = LaunchedRun.onTerminal(folder.resolve(log));
        runs.add(run);
        return run;
    }

    private static void awaitPrinted(LaunchedRun run, String text) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(run.process().isAlive()).as(run.printed()).isTrue();
                            return run.printed().contains(text);
                        });
    }

    private static List<ProcessHandle> operators(LaunchedRun run) {
        return run.processes().stream()
                .filter(it -> it.info().commandLine().orElse("").contains("quarkus-run.jar"))
                .toList();
    }

    private static void endsWithCtrlC(LaunchedRun run) throws Exception {
        List<ProcessHandle> started = run.processes();
        assertThat(started).hasSizeGreaterThanOrEqualTo(7);
        run.interrupt();
        assertThat(run.process().waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).isTrue();
        assertThat(run.process().exitValue()).as(run.printed()).isZero();
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(run.listens()).isFalse();
    }
}
