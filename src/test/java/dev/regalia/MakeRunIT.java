package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ONCE=1 make run`, started as `.ci/start` starts it, but from the build that is there.
final class MakeRunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern ADDRESS =
            Pattern.compile("answers at https://127\\.0\\.0\\.1:(\\d+)");

    @TempDir Path folder = Path.of("");

    @Test
    void itEndsWithThePictureOfTheReadmeAndLeavesNothingBehind() throws Exception {
        assertThat(DocPage.read(DocPage.README).commands(DocCommand.LAUNCHED)).isNotEmpty();
        Path log = folder.resolve("run.log");
        Process run = start(log);
        Set<ProcessHandle> started = watch(run);

        String printed = Files.readString(log);
        assertThat(run.exitValue()).as(printed).isZero();
        assertThat(pictureIn(printed)).isEqualTo(pictureIn(readme()));
        // etcd, API server, controller manager, scheduler, kwok and the operator.
        assertThat(started).hasSizeGreaterThanOrEqualTo(6);
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertNobodyListens(printed);
    }

    private static Process start(Path log) throws IOException {
        String classes =
                "target/test-classes:target/classes:"
                        + Files.readString(Path.of("target/run.classpath")).strip();
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-Dregalia.artefact=target/quarkus-app",
                                "-cp",
                                classes,
                                LocalRun.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("ONCE", "1");
        return builder.start();
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

    private static void assertNobodyListens(String printed) {
        Matcher address = ADDRESS.matcher(printed);
        assertThat(address.find()).as(printed).isTrue();
        int port = Integer.parseInt(address.group(1));
        assertThatIOException()
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }
}
