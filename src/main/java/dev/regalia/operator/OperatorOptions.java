package dev.regalia.operator;

import java.util.Optional;
import java.util.UUID;

/// What depends on how the operator is started, and not on what it decides.
///
/// @param extraMigConfig name of a ConfigMap beside NVIDIA's operator whose mig-parted entries are
///   taken in
/// @param identity who asks for the lease: a process that is started again under the identity of
///   one that has died goes on at once, others wait for up to a minute; no two processes that live
///   may share one
/// @param leadershipLost called when another process may have taken over; must end this one
public record OperatorOptions(
        Optional<String> extraMigConfig, String identity, Runnable leadershipLost) {

    /// No extra map, and an identity that nobody has had before.
    public static OperatorOptions of(Runnable leadershipLost) {
        return new OperatorOptions(
                Optional.empty(), "regalia-" + UUID.randomUUID(), leadershipLost);
    }

    /// The same with an extra map, where one is named.
    public OperatorOptions withExtraMigConfig(Optional<String> name) {
        return new OperatorOptions(name, identity, leadershipLost);
    }

    /// The same under another identity, where one is given.
    public OperatorOptions withIdentity(Optional<String> other) {
        return new OperatorOptions(extraMigConfig, other.orElse(identity), leadershipLost);
    }
}
