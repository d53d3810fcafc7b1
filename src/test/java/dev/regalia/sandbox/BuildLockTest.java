package dev.regalia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildLockTest {

    @Test
    void theSecondOneSaysThatItWaitsAndGoesOnWhenTheFirstHasFinished(@TempDir Path folder)
            throws Exception {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        CompletableFuture<List<String>> second;
        try (BuildLock _ = BuildLock.acquire(folder, said::add)) {
            assertThat(said).isEmpty();
            second = CompletableFuture.supplyAsync(() -> waitFor(folder, said));
            assertThat(said.poll(20, TimeUnit.SECONDS)).startsWith("Waiting for another");
            assertThat(second).isNotDone();
        }
        assertThat(second.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    private static List<String> waitFor(Path folder, BlockingQueue<String> said) {
        try (BuildLock _ = BuildLock.acquire(folder, said::add)) {
            return List.of();
        }
    }
}
