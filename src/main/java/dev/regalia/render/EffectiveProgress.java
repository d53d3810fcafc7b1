package dev.regalia.render;

import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import dev.regalia.plan.Progress;
import java.util.List;

/// What the plan said of an object's progress, corrected by what only carrying it out has shown.
final class EffectiveProgress {

    private EffectiveProgress() {}

    /// A refused write is tried again and refused again until somebody changes what the API server
    /// names; a webhook may come back by itself; a map that is too large holds up whatever waits
    /// for it until somebody makes it smaller.
    static Progress of(Progress planned, List<Finding> findings) {
        if (has(findings, Reason.WRITE_REFUSED)) {
            return Progress.STALLED;
        }
        return switch (planned) {
            case DONE -> writeFailed(findings) ? Progress.RECONCILING : Progress.DONE;
            case RECONCILING ->
                    has(findings, Reason.MIG_CONFIG_TOO_LARGE)
                            ? Progress.STALLED
                            : Progress.RECONCILING;
            case STALLED -> Progress.STALLED;
        };
    }

    /// Whether a write was refused, or a webhook stood in its way.
    static boolean writeFailed(List<Finding> findings) {
        return has(findings, Reason.WRITE_REFUSED) || has(findings, Reason.WEBHOOK_UNREACHABLE);
    }

    /// The same for a namespace and what is in it, by the fields of the findings: `Namespace a`,
    /// `LimitRange a/b`.
    static boolean writeFailed(List<Finding> findings, String namespace) {
        return writeFailed(
                findings.stream()
                        .filter(
                                it ->
                                        it.field().equals("Namespace " + namespace)
                                                || it.field().contains(" " + namespace + "/"))
                        .toList());
    }

    private static boolean has(List<Finding> findings, Reason reason) {
        return findings.stream().anyMatch(it -> it.reason() == reason);
    }
}
