package dev.regalia.sandbox;

/// A JVM that starts a control plane, prints its folder and waits to be killed.
final class AbandonedRun {
    private AbandonedRun() {}

    public static void main(String[] arguments) throws InterruptedException {
        ControlPlane controlPlane =
                ControlPlane.start(ControlPlaneOptions.everything().withCompanions());
        System.out.println(controlPlane.folder());
        Thread.sleep(Long.MAX_VALUE);
    }
}
