package dev.regalia.render;

import static dev.regalia.api.ConditionType.ACCEPTED;
import static dev.regalia.api.ConditionType.NAMESPACES_READY;
import static dev.regalia.api.ConditionType.READY;
import static dev.regalia.api.ConditionType.SHARE_GRANTED;

import dev.regalia.api.Condition;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantStatus;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.api.TenantStatus.Summary;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Finding;
import dev.regalia.plan.Progress;
import dev.regalia.plan.TenantFacts;
import dev.regalia.plan.TenantOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The status of a tenant, from how it stands. The same outcome gives the same status, transition
/// times included, so that a settled tenant is not written.
public final class TenantStatusWriter {

    private static final int POOLS_CHARS = 1024;

    private TenantStatusWriter() {}

    /// The status that the tenant should show.
    ///
    /// @param extra what only carrying out the plan has shown: refused writes
    /// @param takenAt when the outcome was seen; the time of conditions whose status changes
    public static TenantStatus write(TenantOutcome outcome, List<Finding> extra, Instant takenAt) {
        TenantFacts tenant = outcome.tenant();
        List<Finding> findings =
                Stream.concat(outcome.findings().stream(), extra.stream()).toList();
        Conditions conditions =
                new Conditions(
                        new Conditions.Subject(
                                WellKnown.TENANT_KIND,
                                tenant.name(),
                                tenant.generation(),
                                tenant.status().map(TenantStatus::conditions).orElse(List.of()),
                                takenAt),
                        findings);
        return new TenantStatus(
                tenant.generation(),
                conditions(outcome, conditions),
                outcome.shares(),
                summary(outcome, namespacesReady(outcome, extra)));
    }

    private static List<Condition> conditions(TenantOutcome outcome, Conditions conditions) {
        Progress progress = EffectiveProgress.of(outcome.progress(), conditions.findings());
        boolean namespacesReady =
                outcome.namespacesReady().size() == outcome.namespacesWanted()
                        && !EffectiveProgress.writeFailed(conditions.findings());
        boolean missing = !outcome.accepted() || !outcome.granted() || !namespacesReady;
        List<Condition> list =
                new ArrayList<>(
                        SummingConditions.of(
                                conditions,
                                progress,
                                missing,
                                partly(
                                        outcome,
                                        conditions.cause(
                                                READY, whyNotReady(outcome, namespacesReady)))));
        list.add(
                outcome.accepted()
                        ? conditions.holds(ACCEPTED, Reason.AS_SPECIFIED)
                        : conditions.fails(
                                ACCEPTED,
                                Conditions.FALSE,
                                conditions.cause(ACCEPTED, Reason.UNEXPLAINED)));
        list.add(
                outcome.granted()
                        ? conditions.holds(SHARE_GRANTED, Reason.GRANTED)
                        : conditions.fails(
                                SHARE_GRANTED,
                                Conditions.FALSE,
                                partly(
                                        outcome,
                                        conditions.cause(SHARE_GRANTED, whyNotGranted(outcome)))));
        list.add(
                namespacesReady
                        ? conditions.holds(NAMESPACES_READY, Reason.AS_SPECIFIED)
                        : conditions.fails(
                                NAMESPACES_READY,
                                Conditions.FALSE,
                                conditions.cause(NAMESPACES_READY, Reason.WAITING_FOR_QUOTA)));
        return list;
    }

    /// Of a namespace to which a write was refused, something is missing.
    private static long namespacesReady(TenantOutcome outcome, List<Finding> refused) {
        return outcome.namespacesReady().stream()
                .filter(name -> !EffectiveProgress.writeFailed(refused, name))
                .count();
    }

    /// A tenant that has a part of what it asks for says so, unless something worse than lack of
    /// capacity is the cause.
    private static Reason partly(TenantOutcome outcome, Reason cause) {
        boolean partly = !outcome.granted() && total(outcome, ShareItem::granted) > 0;
        boolean onlyCapacity =
                cause.compareTo(Reason.INSUFFICIENT_CAPACITY) >= 0
                        && cause.compareTo(Reason.JOINING) <= 0;
        return partly && onlyCapacity ? Reason.PARTLY_GRANTED : cause;
    }

    private static Reason whyNotReady(TenantOutcome outcome, boolean namespacesReady) {
        if (!outcome.accepted()) {
            return Reason.UNEXPLAINED;
        }
        if (!outcome.granted()) {
            return whyNotGranted(outcome);
        }
        return namespacesReady ? Reason.UNEXPLAINED : Reason.WAITING_FOR_QUOTA;
    }

    private static Reason whyNotGranted(TenantOutcome outcome) {
        return switch (outcome.progress()) {
            case STALLED -> Reason.INSUFFICIENT_CAPACITY;
            case DONE, RECONCILING -> Reason.WAITING_FOR_NODES;
        };
    }

    private static Summary summary(TenantOutcome outcome, long namespacesReady) {
        String pools =
                outcome.shares().stream()
                        .map(ShareStatus::poolName)
                        .collect(Collectors.joining(","));
        return new Summary(
                total(outcome, ShareItem::granted) + "/" + total(outcome, ShareItem::requested),
                Long.toString(total(outcome, ShareItem::inUse)),
                namespacesReady + "/" + outcome.namespacesWanted(),
                Sentences.shorten(pools, POOLS_CHARS));
    }

    private static long total(TenantOutcome outcome, ToLongFunction<ShareItem> count) {
        return outcome.shares().stream()
                .flatMap(share -> share.items().stream())
                .mapToLong(count)
                .sum();
    }
}
