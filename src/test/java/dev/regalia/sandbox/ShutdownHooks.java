package dev.regalia.sandbox;

/// Taking back a shutdown hook, also when the JVM is already going down.
final class ShutdownHooks {
    private ShutdownHooks() {}

    /// Removes the hook; does nothing once hooks have begun to run.
    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return;
        }
    }
}
