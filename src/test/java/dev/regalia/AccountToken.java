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
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(40);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final Path file;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("account-token").factory());

    private AccountToken(KubernetesClient client, Path file) {
        this.client = client;
        this.file = file;
    }

    /// Writes the first token and keeps the file valid until closed.
    static AccountToken keep(KubernetesClient client, Path file) {
        var token = new AccountToken(client, file);
        token.write();
        token.next(RENEWED_AFTER);
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
        var _ = timer.schedule(this::renew, delay.toSeconds(), TimeUnit.SECONDS);
    }

    private void renew() {
        try {
            write();
            next(RENEWED_AFTER);
        } catch (RuntimeException _) {
            // The API server may be away; the present token is good for a while yet.
            next(RETRY_AFTER);
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
