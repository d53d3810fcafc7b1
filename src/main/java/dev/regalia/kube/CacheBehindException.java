package dev.regalia.kube;

/// A cache has not seen our own last writes in time, so nothing can be decided now. Trying again
/// later is enough.
public final class CacheBehindException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CacheBehindException(String kind) {
        super("the cache of " + kind + " has not seen our own last writes yet");
    }
}
