package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.StackFacts.ClusterPolicy;
import dev.regalia.plan.StackFacts.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Checks that NVIDIA's stack is set as pools need it. Only says what to do; the `ClusterPolicy` is
/// never written.
public final class StackCheck {

    /// The kind of NVIDIA's object.
    public static final String KIND = "ClusterPolicy";

    private static final String MIXED = "mixed";
    private static final List<String> TAINT_KEYS =
            List.of(
                    WellKnown.POOL_TAINT,
                    WellKnown.CHANGE_TAINT,
                    WellKnown.TENANT_TAINT,
                    WellKnown.QUARANTINE_TAINT);

    private StackCheck() {}

    /// What the `ClusterPolicy` says of us. Unknown where there is none, or where a field is absent
    /// and nothing that is there is wrong.
    public static StackVerdict check(StackFacts facts, Settings settings) {
        if (facts.clusterPolicy().isEmpty()) {
            return new StackVerdict(
                    Stack.UNKNOWN,
                    List.of(
                            new Finding(
                                    KIND,
                                    "",
                                    "",
                                    Reason.NOT_DISCOVERED,
                                    "there is no ClusterPolicy to read, so whether NVIDIA's stack"
                                            + " follows the pools is unknown",
                                    "")));
        }
        ClusterPolicy policy = facts.clusterPolicy().get();
        List<Finding> findings = new ArrayList<>();
        checkStrategy(policy, findings);
        checkMigManager(policy, settings, findings);
        checkTolerations(policy, findings);
        boolean wrong =
                findings.stream()
                        .anyMatch(one -> one.reason() == Reason.NVIDIA_STACK_MISCONFIGURED);
        if (wrong) {
            return new StackVerdict(Stack.WRONG, findings);
        }
        return new StackVerdict(findings.isEmpty() ? Stack.READY : Stack.UNKNOWN, findings);
    }

    private static void checkStrategy(ClusterPolicy policy, List<Finding> findings) {
        String patch = merge(policy, "{\"spec\":{\"mig\":{\"strategy\":\"mixed\"}}}");
        if (policy.migStrategy().isEmpty()) {
            findings.add(absent(policy, "spec.mig.strategy", "must be 'mixed'", patch));
        } else if (!policy.migStrategy().get().equals(MIXED)) {
            findings.add(
                    wrong(
                            policy,
                            "spec.mig.strategy",
                            "must be 'mixed' and is '" + policy.migStrategy().get() + "'",
                            patch));
        }
    }

    private static void checkMigManager(
            ClusterPolicy policy, Settings settings, List<Finding> findings) {
        if (policy.migManagerEnabled().filter(enabled -> !enabled).isPresent()) {
            findings.add(
                    wrong(
                            policy,
                            "spec.migManager.enabled",
                            "must be true and is false",
                            merge(policy, "{\"spec\":{\"migManager\":{\"enabled\":true}}}")));
        }
        String ours = settings.migConfigMap();
        String patch =
                merge(
                        policy,
                        "{\"spec\":{\"migManager\":{\"config\":{\"name\":\"" + ours + "\"}}}}");
        if (policy.migConfigMap().isEmpty()) {
            findings.add(
                    absent(policy, "spec.migManager.config.name", "must be '" + ours + "'", patch));
        } else if (!policy.migConfigMap().get().equals(ours)) {
            findings.add(
                    wrong(
                            policy,
                            "spec.migManager.config.name",
                            "must be '" + ours + "' and is '" + policy.migConfigMap().get() + "'",
                            patch));
        }
    }

    /// An absent list is created with a merge patch; a list that is there only gets our keys added,
    /// so that nothing in it is lost.
    private static void checkTolerations(ClusterPolicy policy, List<Finding> findings) {
        String field = "spec.daemonsets.tolerations";
        if (policy.tolerations().isEmpty()) {
            String list =
                    TAINT_KEYS.stream()
                            .map(StackCheck::toleration)
                            .collect(Collectors.joining(",", "[", "]"));
            findings.add(
                    absent(
                            policy,
                            field,
                            "must tolerate " + String.join(", ", TAINT_KEYS),
                            merge(
                                    policy,
                                    "{\"spec\":{\"daemonsets\":{\"tolerations\":" + list + "}}}")));
            return;
        }
        List<String> missing = missing(policy.tolerations().get());
        if (!missing.isEmpty()) {
            String adds =
                    missing.stream()
                            .map(
                                    key ->
                                            "{\"op\":\"add\",\"path\":\"/spec/daemonsets/"
                                                    + "tolerations/-\",\"value\":"
                                                    + toleration(key)
                                                    + "}")
                            .collect(Collectors.joining(",", "[", "]"));
            findings.add(
                    wrong(
                            policy,
                            field,
                            "must tolerate every value of " + String.join(", ", missing),
                            patch(policy, "json", adds)));
        }
    }

    /// The keys of our taints that a list of tolerations does not tolerate whatever their value.
    static List<String> missing(List<Toleration> tolerations) {
        return TAINT_KEYS.stream()
                .filter(key -> tolerations.stream().noneMatch(one -> one.toleratesKey(key)))
                .toList();
    }

    private static String toleration(String key) {
        return "{\"key\":\"" + key + "\",\"operator\":\"Exists\",\"effect\":\"NoSchedule\"}";
    }

    private static String merge(ClusterPolicy policy, String json) {
        return patch(policy, "merge", json);
    }

    private static String patch(ClusterPolicy policy, String type, String json) {
        return "run: kubectl patch clusterpolicy "
                + policy.name()
                + " --type "
                + type
                + " -p '"
                + json
                + "'";
    }

    private static Finding wrong(ClusterPolicy policy, String field, String message, String cure) {
        return new Finding(
                KIND,
                policy.name(),
                field,
                Reason.NVIDIA_STACK_MISCONFIGURED,
                message + " in ClusterPolicy '" + policy.name() + "'",
                cure);
    }

    private static Finding absent(ClusterPolicy policy, String field, String message, String cure) {
        return new Finding(
                KIND,
                policy.name(),
                field,
                Reason.NOT_DISCOVERED,
                message + " and is absent in ClusterPolicy '" + policy.name() + "'",
                cure);
    }
}
