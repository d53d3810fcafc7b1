package dev.regalia.sim;

import java.time.Duration;

/// How long the simulated parts take.
///
/// @param mountLag from a change of the mig-parted ConfigMap until mig-manager sees it; up to about
///   a minute in reality
/// @param applyDelay from `pending` until the GPUs are cut; tens of seconds in reality
/// @param labelLag from a cut until GPU Feature Discovery has refreshed its labels; up to a minute
///   in reality
public record SimTiming(Duration mountLag, Duration applyDelay, Duration labelLag) {

    private static final int SLOWNESS = 10;

    public SimTiming {
        if (mountLag.isNegative() || applyDelay.isNegative() || labelLag.isNegative()) {
            throw new IllegalArgumentException("negative: " + mountLag + applyDelay + labelLag);
        }
    }

    /// Fast enough to watch, slow enough to see every state: 300, 700 and 200 ms.
    public static SimTiming standard() {
        return ofMillis(300, 700, 200);
    }

    /// The same in milliseconds.
    public static SimTiming ofMillis(long mountLag, long applyDelay, long labelLag) {
        return new SimTiming(
                Duration.ofMillis(mountLag),
                Duration.ofMillis(applyDelay),
                Duration.ofMillis(labelLag));
    }

    /// What a slow node takes to apply: ten times as long.
    Duration slowApplyDelay() {
        return applyDelay.multipliedBy(SLOWNESS);
    }
}
