package dev.regalia.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Asks the servers of one control plane whether they answer.
final class ApiProbe implements AutoCloseable {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient client;

    /// @param authority whose certificates are believed
    /// @param identity who asks
    ApiProbe(Credential authority, Credential identity) {
        this.client =
                HttpClient.newBuilder()
                        .sslContext(context(authority, identity))
                        .connectTimeout(ONE_ANSWER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    /// Whether a GET of that address is answered with 200 within two seconds.
    boolean answers(String url) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(ONE_ANSWER).GET().build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static SSLContext context(Credential authority, Credential identity) {
        try {
            char[] noPassword = {};
            KeyStore keys = emptyStore();
            Certificate[] chain = {identity.certificate()};
            keys.setKeyEntry("client", identity.key(), noPassword, chain);
            KeyManagerFactory keyManagers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, noPassword);
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("authority", authority.certificate());
            TrustManagerFactory trustManagers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
