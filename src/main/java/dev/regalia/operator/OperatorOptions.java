package dev.regalia.operator;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// What depends on how the operator is started, and not on what it decides.
///
/// @param extraMigConfig name of a ConfigMap beside NVIDIA's operator whose mig-parted entries are
///   taken in
/// @param identity who asks for the lease: a process that is started again under the identity of
///   one that has died goes on at once, others wait for up to a minute; no two processes that live
///   may share one
/// @param betweenEvents what is found again, or in other words, is said again after this long
/// @param leadershipLost called when another process may have taken over; must end this one
public record OperatorOptions(
        Optional<String> extraMigConfig,
        String identity,
        Duration betweenEvents,
        Runnable leadershipLost) {

    /// No extra map, an identity that nobody has had before, and a minute between Events.
    public static OperatorOptions of(Runnable leadershipLost) {
        return new OperatorOptions(
                Optional.empty(),
                "regalia-" + UUID.randomUUID(),
                Duration.ofMinutes(1),
                leadershipLost);
    }

    /// The same with an extra map, where one is named.
    public OperatorOptions withExtraMigConfig(Optional<String> name) {
        return new OperatorOptions(name, identity, betweenEvents, leadershipLost);
    }

    /// The same under another identity, where one is given.
    public OperatorOptions withIdentity(Optional<String> other) {
        return new OperatorOptions(
                extraMigConfig, other.orElse(identity), betweenEvents, leadershipLost);
    }

    /// The same with another time between Events.
    public OperatorOptions withBetweenEvents(Duration other) {
        return new OperatorOptions(extraMigConfig, identity, other, leadershipLost);
    }
}
