package dev.regalia.render;

import static dev.regalia.api.ConditionType.READY;
import static dev.regalia.api.ConditionType.RECONCILING;
import static dev.regalia.api.ConditionType.STALLED;

import dev.regalia.api.Condition;
import dev.regalia.api.Reason;
import dev.regalia.plan.Progress;
import java.util.List;

/// `Ready`, and `Reconciling` or `Stalled` while they are true: the three that every tool reads.
///
/// | progress | Ready | beside it |
/// | --- | --- | --- |
/// | done | True | - |
/// | reconciling, something known to be missing | False | Reconciling |
/// | reconciling, nothing known to be missing | Unknown | Reconciling |
/// | stalled | False | Stalled |
final class SummingConditions {

    private SummingConditions() {}

    /// @param missing something is known not to be as the spec says
    /// @param why the reason where the object is not ready
    static List<Condition> of(
            Conditions conditions, Progress progress, boolean missing, Reason why) {
        return switch (progress) {
            case DONE -> List.of(conditions.holds(READY, Reason.AS_SPECIFIED));
            case RECONCILING ->
                    List.of(
                            conditions.fails(
                                    READY, missing ? Conditions.FALSE : Conditions.UNKNOWN, why),
                            conditions.present(RECONCILING, why));
            case STALLED ->
                    List.of(
                            conditions.fails(READY, Conditions.FALSE, why),
                            conditions.present(STALLED, why));
        };
    }
}
