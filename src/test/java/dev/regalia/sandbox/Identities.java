package dev.regalia.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The certificates, keys and kubeconfigs of one control plane, as files in its run folder.
///
/// All client certificates share one key: an RSA key takes long to make, a fleet has many nodes,
/// and who a client is stands in the certificate.
final class Identities {
    private final Path folder;
    private final String serverUrl;
    private final CertificateAuthority authority = new CertificateAuthority("sandbox-ca");
    private final KeyPair clientKeys = Keys.rsa();

    Identities(Path folder, String serverUrl) {
        this.folder = folder;
        this.serverUrl = serverUrl;
        CertificateAuthority frontProxy = new CertificateAuthority("sandbox-front-proxy-ca");
        KeyPair tokens = Keys.rsa();
        write("ca", authority.credential());
        write("front-proxy-ca", frontProxy.credential());
        write("front-proxy", frontProxy.client("front-proxy", List.of(), Keys.elliptic()));
        write(
                "server",
                authority.server(
                        List.of("localhost", "kubernetes.default.svc"),
                        List.of("127.0.0.1", "10.0.0.1")));
        write("tokens.key", Pem.encode("PRIVATE KEY", tokens.getPrivate().getEncoded()));
        write("tokens.pub", Pem.encode("PUBLIC KEY", tokens.getPublic().getEncoded()));
    }

    /// A file written here: `ca.crt`, `ca.key`, `front-proxy-ca.crt`, `front-proxy.crt`,
    /// `front-proxy.key`, `server.crt`, `server.key`, `tokens.key` or `tokens.pub`.
    Path file(String name) {
        return folder.resolve(name);
    }

    /// The authority that the API server believes.
    Credential authority() {
        return authority.credential();
    }

    /// A client's certificate, for use inside this JVM.
    Credential client(String user, List<String> groups) {
        return authority.client(user, groups, clientKeys);
    }

    /// A kubeconfig that makes its bearer that user in those groups. Asked again, it gives the same
    /// file.
    synchronized Path kubeconfig(String user, List<String> groups) {
        Path file = folder.resolve(fileName(user, groups));
        if (!Files.exists(file)) {
            write(
                    file.getFileName().toString(),
                    Kubeconfig.of(serverUrl, authority(), client(user, groups)));
        }
        return file;
    }

    private static String fileName(String user, List<String> groups) {
        List<String> identity = new ArrayList<>(groups);
        identity.add(user);
        int hash = identity.hashCode();
        return user.replaceAll("[^A-Za-z0-9.-]+", "-")
                + "-"
                + HexFormat.of().toHexDigits(hash)
                + ".kubeconfig";
    }

    private void write(String name, Credential credential) {
        write(name + ".crt", credential.certificatePem());
        write(name + ".key", credential.keyPem());
    }

    private void write(String name, String content) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SandboxException("Cannot write in " + folder + ": " + e.getMessage(), e);
        }
    }
}
