package dev.regalia.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The text of a kubeconfig that needs no file beside it.
final class Kubeconfig {
    private Kubeconfig() {}

    /// A kubeconfig with one cluster, one user and one context, all called `sandbox`.
    static String of(String serverUrl, Credential authority, Credential client) {
        return """
        apiVersion: v1
        kind: Config
        current-context: sandbox
        contexts:
          - name: sandbox
            context:
              cluster: sandbox
              user: sandbox
        clusters:
          - name: sandbox
            cluster:
              server: %s
              certificate-authority-data: %s
        users:
          - name: sandbox
            user:
              client-certificate-data: %s
              client-key-data: %s
        """
                .formatted(
                        serverUrl,
                        base64(authority.certificatePem()),
                        base64(client.certificatePem()),
                        base64(client.keyPem()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
