package dev.regalia.render;

import static dev.regalia.api.ConditionType.ACCEPTED;
import static dev.regalia.api.ConditionType.NODES_ASSIGNED;
import static dev.regalia.api.ConditionType.NVIDIA_STACK_READY;
import static dev.regalia.api.ConditionType.PARTITIONS_CONFIGURED;
import static dev.regalia.api.ConditionType.READY;
import static dev.regalia.api.ConditionType.SUSPENDED;

import dev.regalia.api.Condition;
import dev.regalia.api.ConditionType;
import dev.regalia.api.PoolStatus;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Finding;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The status of a pool, from how it stands. The same outcome gives the same status, transition
/// times included, so that a settled pool is not written.
public final class PoolStatusWriter {

    private PoolStatusWriter() {}

    /// The status that the pool should show.
    ///
    /// @param extra what only carrying out the plan has shown: refused writes, a map that is too
    ///   large
    /// @param takenAt when the outcome was seen; the time of conditions whose status changes
    public static PoolStatus write(PoolOutcome outcome, List<Finding> extra, Instant takenAt) {
        PoolFacts pool = outcome.pool();
        List<Finding> findings =
                Stream.concat(outcome.findings().stream(), extra.stream()).toList();
        Conditions conditions =
                new Conditions(
                        new Conditions.Subject(
                                WellKnown.POOL_KIND,
                                pool.name(),
                                pool.generation(),
                                pool.status().map(PoolStatus::conditions).orElse(List.of()),
                                takenAt),
                        findings);
        return new PoolStatus(
                pool.generation(),
                conditions(outcome, conditions),
                outcome.groups(),
                outcome.packing().orElse(null),
                PoolSummary.of(outcome));
    }

    private static List<Condition> conditions(PoolOutcome outcome, Conditions conditions) {
        Progress progress = EffectiveProgress.of(outcome.progress(), conditions.findings());
        List<Condition> list =
                new ArrayList<>(
                        SummingConditions.of(
                                conditions,
                                progress,
                                missing(outcome, conditions),
                                goingOn(outcome, conditions.cause(READY, whyNotReady(outcome)))));
        if (outcome.pool().suspended()) {
            list.add(conditions.presentWithAll(SUSPENDED, Reason.SUSPENDED));
        }
        list.add(
                outcome.accepted()
                        ? conditions.holds(ACCEPTED, Reason.AS_SPECIFIED)
                        : conditions.fails(
                                ACCEPTED,
                                Conditions.FALSE,
                                conditions.cause(ACCEPTED, Reason.UNEXPLAINED)));
        list.add(
                hardware(
                        outcome,
                        conditions,
                        NODES_ASSIGNED,
                        outcome.nodesAssigned(),
                        conditions.cause(NODES_ASSIGNED, whyNotAssigned(outcome))));
        list.add(
                hardware(
                        outcome,
                        conditions,
                        PARTITIONS_CONFIGURED,
                        configured(outcome, conditions),
                        goingOn(
                                outcome,
                                conditions.cause(
                                        PARTITIONS_CONFIGURED, whyNotConfigured(outcome)))));
        list.add(stack(outcome.stack(), conditions));
        return list;
    }

    /// A condition about the nodes: nobody knows what a refused spec asks of them.
    private static Condition hardware(
            PoolOutcome outcome,
            Conditions conditions,
            ConditionType type,
            boolean holds,
            Reason why) {
        if (!outcome.accepted()) {
            return conditions.fails(
                    type, Conditions.UNKNOWN, conditions.cause(ACCEPTED, Reason.UNEXPLAINED));
        }
        return holds
                ? conditions.holds(type, Reason.AS_SPECIFIED)
                : conditions.fails(type, Conditions.FALSE, why);
    }

    /// A cut that goes on is named before what suspension holds back.
    private static Reason goingOn(PoolOutcome outcome, Reason cause) {
        return cause == Reason.SUSPENDED && isBeingCut(outcome) ? Reason.REPARTITIONING : cause;
    }

    private static Condition stack(PoolOutcome.Stack stack, Conditions conditions) {
        return switch (stack) {
            case READY -> conditions.holds(NVIDIA_STACK_READY, Reason.AS_SPECIFIED);
            case WRONG ->
                    conditions.fails(
                            NVIDIA_STACK_READY,
                            Conditions.FALSE,
                            Reason.NVIDIA_STACK_MISCONFIGURED);
            case UNKNOWN ->
                    conditions.fails(NVIDIA_STACK_READY, Conditions.UNKNOWN, Reason.NOT_DISCOVERED);
        };
    }

    private static boolean missing(PoolOutcome outcome, Conditions conditions) {
        return !outcome.accepted()
                || !outcome.nodesAssigned()
                || !configured(outcome, conditions)
                || outcome.stack() == PoolOutcome.Stack.WRONG;
    }

    private static boolean configured(PoolOutcome outcome, Conditions conditions) {
        return outcome.configured() && !EffectiveProgress.writeFailed(conditions.findings());
    }

    private static Reason whyNotReady(PoolOutcome outcome) {
        return outcome.nodesAssigned() ? whyNotConfigured(outcome) : whyNotAssigned(outcome);
    }

    /// A lack of nodes is a finding; without one they are on their way.
    private static Reason whyNotAssigned(PoolOutcome outcome) {
        return switch (outcome.stack()) {
            case WRONG -> Reason.NVIDIA_STACK_MISCONFIGURED;
            case READY, UNKNOWN -> Reason.JOINING;
        };
    }

    private static Reason whyNotConfigured(PoolOutcome outcome) {
        return isBeingCut(outcome) ? Reason.REPARTITIONING : whyNotAssigned(outcome);
    }

    private static boolean isBeingCut(PoolOutcome outcome) {
        return outcome.groups().stream().anyMatch(group -> group.nodes().repartitioning() > 0);
    }
}
