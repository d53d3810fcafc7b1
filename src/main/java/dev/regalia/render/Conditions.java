package dev.regalia.render;

import dev.regalia.api.Condition;
import dev.regalia.api.ConditionType;
import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Writes the conditions of one object from what was found about it.
///
/// @param findings causes before what only informs, then as [Finding#ORDER] says
record Conditions(Subject subject, List<Finding> findings) {

    static final String TRUE = "True";
    static final String FALSE = "False";
    static final String UNKNOWN = "Unknown";

    /// The schema allows 16,384; the conditions beside `Ready` are kept shorter, so that a status
    /// stays far below what etcd takes.
    static final int READY_CHARS = 16_000;

    static final int OTHER_CHARS = 6_000;

    private static final Comparator<Finding> CAUSES_FIRST =
            Comparator.<Finding, Boolean>comparing(it -> Concerns.informs(it.reason()))
                    .thenComparing(Finding.ORDER);

    /// The object that the conditions are of.
    ///
    /// @param before its conditions until now, for their transition times
    record Subject(
            String kind, String name, long generation, List<Condition> before, Instant takenAt) {}

    Conditions {
        findings = findings.stream().sorted(CAUSES_FIRST).distinct().toList();
    }

    /// The reason of the first cause that speaks to a condition; `fallback` where nothing does.
    /// What only informs is never a cause.
    Reason cause(ConditionType type, Reason fallback) {
        return findings.stream()
                .map(Finding::reason)
                .filter(reason -> Concerns.speaksTo(reason, type) && !Concerns.informs(reason))
                .findFirst()
                .orElse(fallback);
    }

    /// A condition that holds. What only informs stands in its message beside the definition; what
    /// suspension holds back is said of what does not hold, and where everything is summed up.
    Condition holds(ConditionType type, Reason reason) {
        boolean all = Concerns.summing(type);
        return condition(
                type,
                TRUE,
                reason,
                message(type, type.definition(), it -> all || it.reason() != Reason.SUSPENDED));
    }

    /// A condition that does not hold, or of which nothing is known. Where no finding says its
    /// reason, the message begins with what the reason means.
    Condition fails(ConditionType type, String status, Reason reason) {
        boolean said =
                findings.stream()
                        .map(Finding::reason)
                        .anyMatch(it -> it == reason && Concerns.speaksTo(it, type));
        return condition(type, status, reason, message(type, said ? "" : reason.definition()));
    }

    /// A condition that is present only while it is true: it names the first cause, the rest stands
    /// in `Ready`.
    Condition present(ConditionType type, Reason reason) {
        String message =
                findings.stream()
                        .filter(it -> it.reason() == reason)
                        .findFirst()
                        .map(this::sentence)
                        .orElse(reason.definition());
        return condition(type, TRUE, reason, Sentences.shorten(message, OTHER_CHARS));
    }

    /// A condition that is present only while it is true, with everything that it is about.
    Condition presentWithAll(ConditionType type, Reason reason) {
        return condition(type, TRUE, reason, message(type, reason.definition()));
    }

    private Condition condition(ConditionType type, String status, Reason reason, String message) {
        return new Condition(
                type.text(),
                status,
                subject.generation(),
                transition(type, status),
                reason.text(),
                message);
    }

    private String transition(ConditionType type, String status) {
        return subject.before().stream()
                .filter(it -> it.type().equals(type.text()) && it.status().equals(status))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElseGet(() -> subject.takenAt().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private String message(ConditionType type, String first) {
        return message(type, first, _ -> true);
    }

    private String message(ConditionType type, String first, Predicate<Finding> told) {
        List<String> sentences =
                findings.stream()
                        .filter(told)
                        .filter(it -> Concerns.speaksTo(it.reason(), type))
                        .map(this::sentence)
                        .toList();
        int limit = type == ConditionType.READY ? READY_CHARS : OTHER_CHARS;
        return Sentences.join(first, sentences, limit);
    }

    private String sentence(Finding finding) {
        boolean own =
                finding.kind().equals(subject.kind()) && finding.object().equals(subject.name());
        return own ? finding.sentence() : Sentences.ofAnother(finding);
    }
}
