package dev.regalia.render;

import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import dev.regalia.plan.Progress;
import java.util.List;

/// What the plan said of an object's progress, corrected by what only carrying it out has shown.
final class EffectiveProgress {

    private EffectiveProgress() {}

    /// A refused write is tried again, so nothing is as specified yet; a map that is too large
    /// holds up whatever waits for it until somebody makes it smaller.
    static Progress of(Progress planned, List<Finding> findings) {
        return switch (planned) {
            case DONE -> has(findings, Reason.WRITE_REFUSED) ? Progress.RECONCILING : Progress.DONE;
            case RECONCILING ->
                    has(findings, Reason.MIG_CONFIG_TOO_LARGE)
                            ? Progress.STALLED
                            : Progress.RECONCILING;
            case STALLED -> Progress.STALLED;
        };
    }

    /// Whether a write was refused.
    static boolean writeRefused(List<Finding> findings) {
        return has(findings, Reason.WRITE_REFUSED);
    }

    private static boolean has(List<Finding> findings, Reason reason) {
        return findings.stream().anyMatch(it -> it.reason() == reason);
    }
}
