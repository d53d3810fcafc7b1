package dev.regalia.render;

import static dev.regalia.api.ConditionType.ACCEPTED;
import static dev.regalia.api.ConditionType.NAMESPACES_READY;
import static dev.regalia.api.ConditionType.NODES_ASSIGNED;
import static dev.regalia.api.ConditionType.NVIDIA_STACK_READY;
import static dev.regalia.api.ConditionType.PARTITIONS_CONFIGURED;
import static dev.regalia.api.ConditionType.SHARE_GRANTED;
import static dev.regalia.api.ConditionType.SUSPENDED;

import dev.regalia.api.ConditionType;
import dev.regalia.api.Reason;
import java.util.Set;

/// The table of which finding speaks to which condition. `Ready`, `Reconciling` and `Stalled` sum
/// everything up, so every finding speaks to them and they are not listed.
final class Concerns {

    private static final Set<Reason> INFORMING =
            Set.of(
                    Reason.NODE_TAKEN,
                    Reason.NODE_NOT_USABLE,
                    Reason.LEAVING,
                    Reason.NOT_DISCOVERED,
                    Reason.DAEMON_SET_NOT_TOLERATING,
                    Reason.NO_SHARE_FOR_NAMESPACE,
                    Reason.HEADROOM_MISSING,
                    Reason.ISOLATION_TOO_WEAK,
                    Reason.EXTRA_MIG_CONFIG_INVALID);

    private Concerns() {}

    /// The conditions that a finding with this reason speaks to, the summing ones aside.
    static Set<ConditionType> of(Reason reason) {
        return switch (reason) {
            case UNKNOWN_GPU_MODEL,
                    AMBIGUOUS_GPU_MODEL,
                    UNKNOWN_PROFILE,
                    AMBIGUOUS_PROFILE,
                    DUPLICATE_PROFILE,
                    LAYOUT_IMPOSSIBLE,
                    LAYOUT_REFUSED,
                    RESOURCE_MEANING_CONFLICT,
                    ISOLATION_TOO_WEAK ->
                    Set.of(ACCEPTED);
            case POOL_MISSING -> Set.of(ACCEPTED, SHARE_GRANTED);
            case RESERVED_NAMESPACE -> Set.of(ACCEPTED, NAMESPACES_READY);
            case NAMESPACE_NOT_OURS,
                    NAMESPACE_TAKEN,
                    NAMESPACE_POOL_MISMATCH,
                    NO_SHARE_FOR_NAMESPACE ->
                    Set.of(NAMESPACES_READY);
            case NODE_TAKEN,
                    NODE_NOT_USABLE,
                    LEAVING,
                    NOT_ENOUGH_NODES,
                    NO_NODES,
                    DAEMON_SET_NOT_TOLERATING ->
                    Set.of(NODES_ASSIGNED);
            case MIG_CONFIG_TOO_LARGE,
                    KEYS_OVERWRITTEN,
                    REPARTITION_FAILED,
                    REPARTITION_TIMED_OUT,
                    WRONG_ALLOCATABLE,
                    NODE_DEGRADED,
                    NODE_NOT_READY,
                    WAITING_FOR_IDLE,
                    WAITING_FOR_CONFIG_MAP,
                    REPARTITIONING,
                    HEADROOM_MISSING,
                    EXTRA_MIG_CONFIG_INVALID ->
                    Set.of(PARTITIONS_CONFIGURED);
            case JOINING -> Set.of(NODES_ASSIGNED, PARTITIONS_CONFIGURED);
            case NVIDIA_STACK_MISCONFIGURED, NOT_DISCOVERED -> Set.of(NVIDIA_STACK_READY);
            case NO_NAMESPACE_FOR_SHARE,
                    INSUFFICIENT_CAPACITY,
                    PARTLY_GRANTED,
                    WAITING_FOR_NODES,
                    GRANTED ->
                    Set.of(SHARE_GRANTED);
            case WAITING_FOR_QUOTA -> Set.of(SHARE_GRANTED, NAMESPACES_READY);
            case WRITE_REFUSED, WEBHOOK_UNREACHABLE ->
                    Set.of(PARTITIONS_CONFIGURED, NAMESPACES_READY);
            case SUSPENDED ->
                    Set.of(
                            SUSPENDED,
                            NODES_ASSIGNED,
                            PARTITIONS_CONFIGURED,
                            SHARE_GRANTED,
                            NAMESPACES_READY);
            case OWNER_MISSING, AS_SPECIFIED, UNEXPLAINED -> Set.of();
        };
    }

    /// Whether a finding with this reason speaks to a condition.
    static boolean speaksTo(Reason reason, ConditionType type) {
        return summing(type) || of(reason).contains(type);
    }

    /// Whether a condition sums up all findings.
    static boolean summing(ConditionType type) {
        return switch (type) {
            case READY, RECONCILING, STALLED -> true;
            case SUSPENDED,
                    ACCEPTED,
                    NODES_ASSIGNED,
                    PARTITIONS_CONFIGURED,
                    NVIDIA_STACK_READY,
                    SHARE_GRANTED,
                    NAMESPACES_READY ->
                    false;
        };
    }

    /// Whether a finding with this reason only informs: it is never why an object is not ready, and
    /// stands by while everything is as specified.
    static boolean informs(Reason reason) {
        return INFORMING.contains(reason);
    }
}
