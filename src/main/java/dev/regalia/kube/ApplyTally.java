package dev.regalia.kube;

import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts what becomes of the writes of one plan. Safe for use by several threads.
final class ApplyTally {

    private static final int HOPELESS = 8;
    private static final String AGAIN = "the operator tries again by itself";
    private static final String CORRECT = "correct what the API server names; " + AGAIN;
    private static final String REPAIR = "repair the webhook that it names; " + AGAIN;

    /// What the API server says of a RoleBinding that somebody else made for another role under our
    /// name.
    private static final String ANOTHER_ROLE = "cannot change roleRef";

    private final SortedMap<String, Integer> writes = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final SortedSet<String> mended = new TreeSet<>();
    private Optional<String> unanswered = Optional.empty();
    private int unansweredCount;

    /// Whom a refused write concerns.
    ///
    /// @param kind of the object whose status says so
    record Concern(String kind, String object) {}

    /// Notes an answer, and says whether the write was done.
    ///
    /// @param field the object that was written, for example `Node gpu-1`
    synchronized boolean done(ObjectKind kind, String field, Concern concern, Outcome outcome) {
        switch (outcome) {
            case Outcome.Written() -> {
                writes.merge(kind.text(), 1, Integer::sum);
                return true;
            }
            case Outcome.Refused(String message) -> refused(field, concern, message);
            case Outcome.Blocked(String message) ->
                    found(field, concern, Reason.WEBHOOK_UNREACHABLE, message, REPAIR);
            case Outcome.Unanswered(String message) -> {
                unanswered = Optional.of(field + ": " + message);
                unansweredCount++;
            }
            // The caches show it soon, and the next decision takes it in.
            case Outcome.Conflict() -> {}
            case Outcome.Gone(String _) -> {}
        }
        return false;
    }

    /// Whether so many writes were not answered that the API server must be away.
    synchronized boolean hopeless() {
        return unansweredCount >= HOPELESS;
    }

    synchronized void refused(String field, Concern concern, String message) {
        String cure =
                message.contains(ANOTHER_ROLE)
                        ? "delete %s, or make it again under another name; %s"
                                .formatted(field, AGAIN)
                        : CORRECT;
        found(field, concern, Reason.WRITE_REFUSED, message, cure);
    }

    synchronized void found(List<Finding> more) {
        findings.addAll(more);
    }

    synchronized void mended(String node) {
        mended.add(node);
    }

    private void found(String field, Concern concern, Reason reason, String message, String cure) {
        findings.add(new Finding(concern.kind(), concern.object(), field, reason, message, cure));
    }

    synchronized ApplyReport report() {
        return new ApplyReport(writes, findings, mended, unanswered);
    }
}
