package dev.regalia.sandbox;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/// A certificate with its private key.
record Credential(X509Certificate certificate, PrivateKey key) {

    /// The certificate as PEM.
    String certificatePem() {
        try {
            return Pem.encode("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key as PEM, in PKCS#8 form.
    String keyPem() {
        return Pem.encode("PRIVATE KEY", key.getEncoded());
    }
}
