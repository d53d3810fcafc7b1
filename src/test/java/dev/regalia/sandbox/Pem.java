package dev.regalia.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The text form in which keys and certificates are stored.
final class Pem {
    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /// The bytes between a header and a footer of that label.
    static String encode(String label, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, LINES.encodeToString(content), label);
    }
}
