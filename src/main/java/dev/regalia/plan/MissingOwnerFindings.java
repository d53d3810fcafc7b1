package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Owners.Missing;
import dev.regalia.plan.Owners.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What people are told of a missing owner: what it held, what is kept, since when, and the command
/// that confirms that it is gone for good.
final class MissingOwnerFindings {

    private MissingOwnerFindings() {}

    static Finding of(
            Missing missing, Verdict verdict, ClusterSnapshot snapshot, Settings settings) {
        String message =
                "%s %s has been missing since %s; %s; %s"
                        .formatted(
                                missing.kind(),
                                missing.name(),
                                missing.since(),
                                named(missing),
                                kept(missing, verdict));
        String cure =
                verdict.released()
                        ? "create it again to keep what is left"
                        : "create it again, or confirm that it is gone for good: "
                                + command(missing.key(), settings.namespace());
        return new Finding(missing.kind(), missing.name(), "", Reason.OWNER_MISSING, message, cure);
    }

    /// Works whether or not the map exists, and leaves other people's confirmations in it: each key
    /// has a field manager of its own.
    static String command(String key, String namespace) {
        return ("kubectl -n %s create configmap %s --from-literal=%s=confirmed --dry-run=client"
                        + " -o yaml | kubectl apply --server-side --field-manager=%s -f -")
                .formatted(namespace, WellKnown.CONFIRMATIONS, key, key);
    }

    static String minutes(Duration duration) {
        return duration.toSecondsPart() == 0
                ? Words.count(duration.toMinutes(), "minute")
                : Words.count(duration.toSeconds(), "second");
    }

    private static String named(Missing missing) {
        List<String> things = new ArrayList<>();
        if (missing.nodes() > 0) {
            things.add(Words.count(missing.nodes(), "node"));
        }
        if (missing.namespaces() > 0) {
            things.add(Words.count(missing.namespaces(), "namespace"));
        }
        boolean one = missing.nodes() + missing.namespaces() == 1;
        return String.join(" and ", things) + (one ? " names it" : " name it");
    }

    private static String kept(Missing missing, Verdict verdict) {
        boolean tenant = missing.kind().equals(WellKnown.TENANT_KIND);
        if (verdict.released() && tenant) {
            return "confirmed: quota is lowered to what is used, and what is empty is let go";
        }
        if (verdict.released()) {
            String how = verdict.confirmed() ? "confirmed" : "few are missing and it stayed away";
            return how + ": its nodes are released as they become idle, its grants end";
        }
        if (tenant) {
            return "their quota, grants and role bindings stay as they are";
        }
        String stays = "everything on them stays as it is";
        if (!verdict.why().isEmpty()) {
            return stays + " until it is back or confirmed, because " + verdict.why();
        }
        return verdict.releasedAt().map(at -> stays + " until " + at).orElse(stays);
    }
}
