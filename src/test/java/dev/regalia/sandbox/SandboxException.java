package dev.regalia.sandbox;

import java.io.Serial;

/// A reason why the control plane cannot run, said in a sentence for the person who started it.
public final class SandboxException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
