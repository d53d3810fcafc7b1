package dev.regalia;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.AccountToken.Rhythm;
import dev.regalia.api.SovereignPool;
import dev.regalia.sandbox.ControlPlane;
import dev.regalia.sandbox.ControlPlaneOptions;
import dev.regalia.sandbox.Tool;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The token with which a local run's operator works: renewed in its file, and read again from
/// there by the packaged operator. On a control plane of its own, because the account is taken
/// away.
final class AccountTokenIT {

    private static final Rhythm QUICK = new Rhythm(Duration.ofSeconds(2), Duration.ofSeconds(1));
    private static final String USER =
            "system:serviceaccount:%s:%s".formatted(Chart.NAMESPACE, Chart.RELEASE);

    @TempDir static Path folder = Path.of("");
    private static ControlPlane plane;
    private static KubernetesClient admin;

    @BeforeAll
    static void installTheChart() {
        plane = ControlPlane.start(ControlPlaneOptions.everything().withCompanions());
        admin = LocalRun.client(plane);
        Chart.install(plane, admin, new Console());
    }

    @AfterAll
    static void end() {
        if (plane != null) {
            admin.close();
            plane.close();
        }
    }

    @Test
    void aRenewedTokenTakesThePlaceOfOneThatIsStillGood() {
        try (AccountToken token = AccountToken.keep(admin, folder.resolve("renewed"), QUICK)) {
            String first = read(token.file());
            assertThat(accepted(first)).isTrue();

            TestCloud.await("another token", () -> !read(token.file()).equals(first));
            assertThat(accepted(read(token.file()))).isTrue();
            assertThat(accepted(first)).isTrue();
        }
    }

    @Test
    void afterAFailedRenewalTheTokenStaysUntilATryAgainSucceeds() {
        try (AccountToken token = AccountToken.keep(admin, folder.resolve("retried"), QUICK)) {
            plane.stop(Tool.KUBE_APISERVER);
            String kept = read(token.file());
            Stillness.pass(QUICK.every().multipliedBy(2));
            assertThat(read(token.file())).isEqualTo(kept);
            plane.start(Tool.KUBE_APISERVER);
            TestCloud.await("another token", () -> !read(token.file()).equals(kept));
            assertThat(accepted(kept)).isTrue();

            // What the server refuses is not tried again by the client itself.
            ServiceAccount account = deleteAccount();
            String orphaned = read(token.file());
            Stillness.pass(QUICK.every().plus(QUICK.retry().multipliedBy(3)));
            assertThat(read(token.file())).isEqualTo(orphaned);
            create(account);
            TestCloud.await("a token again", () -> !read(token.file()).equals(orphaned));
            assertThat(accepted(read(token.file()))).isTrue();
        }
    }

    /// The operator is configured as in a local run, which is as in a pod.
    @Test
    void theOperatorGoesOnWithTheRenewedTokenWhenItsFirstOneIsNoLongerGood() {
        AccountToken token = AccountToken.keep(admin, folder.resolve("operator"), QUICK);
        String first = read(token.file());
        try (var operator = OperatorProcess.start(plane, new Console(), token)) {
            long pid = operator.pid();
            apply("before", "zone-a");
            TestCloud.await("the operator speaks of a pool", () -> spokenOf("before"));

            ServiceAccount successor = create(deleteAccount());
            TestCloud.await("the first token is refused", () -> !accepted(first));
            TestCloud.await("the renewed one is not", () -> accepted(read(token.file())));
            apply("after", "zone-a");
            apply("before", "zone-b");

            TestCloud.await("the operator speaks of a new pool", () -> spokenOf("after"));
            TestCloud.await("and of a changed one", () -> spokenOf("before"));
            var changes = new AtomicInteger();
            TestCloud.await(
                    "it does so as the new account",
                    () -> {
                        // Which token a write went with is a matter of luck for some seconds.
                        apply("before", "zone-" + changes.incrementAndGet());
                        return wroteStatusAs(successor.getMetadata().getUid());
                    });
            assertThat(operator.pid()).as(() -> read(operator.log())).isEqualTo(pid);
        }
    }

    /// The server remembers for some seconds that a token was good; the uid tells which one it was.
    private static boolean wroteStatusAs(String uid) {
        return read(plane.auditLog())
                .lines()
                .anyMatch(
                        line ->
                                line.contains("\"username\":\"" + USER + "\",\"uid\":\"" + uid)
                                        && line.contains("/status"));
    }

    private static void apply(String pool, String zone) {
        admin.resources(SovereignPool.class)
                .load(
                        new ByteArrayInputStream(
                                Specs.pool(pool, Specs.cpu("plain", zone)).getBytes(UTF_8)))
                .serverSideApply();
    }

    /// Whether the status speaks of the spec as it is now.
    private static boolean spokenOf(String pool) {
        SovereignPool seen = admin.resources(SovereignPool.class).withName(pool).require();
        return seen.getStatus() != null
                && Objects.equals(
                        seen.getStatus().observedGeneration(), seen.getMetadata().getGeneration());
    }

    private static boolean accepted(String token) {
        var config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(plane.apiServerUrl())
                        .withCaCertFile(plane.caCertificate().toString())
                        .withOauthToken(token)
                        .build();
        try (var bearer = new KubernetesClientBuilder().withConfig(config).build()) {
            String user =
                    bearer.resource(new SelfSubjectReview())
                            .create()
                            .getStatus()
                            .getUserInfo()
                            .getUsername();
            assertThat(user).isEqualTo(USER);
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isEqualTo(401);
            return false;
        }
    }

    /// Takes the account away, and with it every token that it had.
    private static ServiceAccount deleteAccount() {
        var accounts = admin.serviceAccounts().inNamespace(Chart.NAMESPACE);
        ServiceAccount account = accounts.withName(Chart.RELEASE).require();
        accounts.withName(Chart.RELEASE).delete();
        return account;
    }

    private static ServiceAccount create(ServiceAccount account) {
        return admin.resource(
                        new ServiceAccountBuilder(account)
                                .editMetadata()
                                .withUid(null)
                                .withResourceVersion(null)
                                .endMetadata()
                                .build())
                .create();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
