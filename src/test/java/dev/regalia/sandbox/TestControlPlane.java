package dev.regalia.sandbox;

/// The one control plane that all tests of a JVM share.
///
/// Tests keep out of each other's way by names: each takes a prefix of its own.
public final class TestControlPlane {
    private TestControlPlane() {}

    /// The control plane, started when first asked for and ended with the JVM.
    public static ControlPlane get() {
        return Holder.STARTED;
    }

    private static final class Holder {
        private static final ControlPlane STARTED =
                ControlPlane.start(
                        ControlPlaneOptions.everything().withProgress(System.out::println));
    }
}
