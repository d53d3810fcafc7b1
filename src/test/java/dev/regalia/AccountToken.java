package dev.regalia;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A file that holds a valid token of the chart's service account, renewed long before it expires,
/// as a kubelet does for a pod.
final class AccountToken implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final KubernetesClient client;
    private final Path file;
    private final Rhythm rhythm;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("account-token").factory());

    /// When a token is renewed.
    ///
    /// @param every how old a token becomes
    /// @param retry how long after a failure it is tried again
    record Rhythm(Duration every, Duration retry) {

        /// Early enough for many failures before the hour of a token is over.
        static final Rhythm HOURLY = new Rhythm(Duration.ofMinutes(40), Duration.ofSeconds(10));
    }

    private AccountToken(KubernetesClient client, Path file, Rhythm rhythm) {
        this.client = client;
        this.file = file;
        this.rhythm = rhythm;
    }

    /// Writes the first token and keeps the file valid until closed.
    static AccountToken keep(KubernetesClient client, Path file, Rhythm rhythm) {
        var token = new AccountToken(client, file, rhythm);
        token.write();
        token.next(rhythm.every());
        return token;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void next(Duration delay) {
        var _ = timer.schedule(this::renew, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            write();
            next(rhythm.every());
        } catch (RuntimeException _) {
            // The API server may be away; the present token is good for a while yet.
            next(rhythm.retry());
        }
    }

    private void write() {
        String token = request(client);
        try {
            Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), token);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A fresh token of the chart's service account.
    static String request(KubernetesClient client) {
        var request =
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(LIFETIME.toSeconds())
                        .endSpec()
                        .build();
        return client.serviceAccounts()
                .inNamespace(Chart.NAMESPACE)
                .withName(Chart.RELEASE)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }
}
