package dev.regalia.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// One rule of a kind with what it lets through and what it stops.
///
/// @param text a part of the message of a CEL rule, or the path of a field with bounds, for
///   instance `spec.nodeGroups[].name`, which every refusal then has to name
record Rule(String text, List<Trial> trials) {

    Rule {
        trials = List.copyOf(trials);
    }

    static Rule rule(String text, Trial... trials) {
        return new Rule(text, List.of(trials));
    }

    /// One test for each trial of these rules.
    static Stream<DynamicTest> tests(List<Rule> rules) {
        return rules.stream().flatMap(rule -> rule.trials.stream().map(trial -> rule.test(trial)));
    }

    /// Whether the table shows both that the rule stops something and that it lets something
    /// through.
    boolean isShown() {
        return trials.stream().anyMatch(Trial::accepted)
                && trials.stream().anyMatch(trial -> !trial.accepted());
    }

    private DynamicTest test(Trial trial) {
        String verdict = trial.accepted() ? "accepted" : "refused";
        return DynamicTest.dynamicTest(
                text + ": " + trial.name() + " is " + verdict, () -> run(trial));
    }

    private void run(Trial trial) {
        ApiServer server = ApiServer.get();
        Manifest before = trial.before();
        if (before == null) {
            judge(trial, () -> server.tryCreate(trial.manifest()));
            return;
        }
        server.create(before);
        try {
            judge(trial, () -> server.tryReplace(trial.manifest()));
        } finally {
            server.delete(before);
        }
    }

    private void judge(Trial trial, Runnable request) {
        String refusal = trial.refusal();
        if (refusal == null) {
            request.run();
            return;
        }
        var refused = catchThrowableOfType(KubernetesClientException.class, request::run);
        assertThat(refused).as("is accepted").isNotNull();
        String message = Objects.toString(refused.getMessage()).replaceAll("\\[\\d+\\]", "[]");
        assertThat(message).contains(text).contains(refusal);
        assertThat(refused.getCode()).isIn(400, 422);
    }
}
