package dev.regalia.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.kube.ApplyTally.Concern;
import dev.regalia.plan.Finding;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of the API server's answers to writes.
class ApplyTallyTest {

    private static final Concern BANK = new Concern("SovereignTenant", "bank");

    private final ApplyTally tally = new ApplyTally();

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void whatTheApiServerRefusesIsRefused(int code) {
        answered(code, "RoleBinding is invalid");

        assertThat(tally.report().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.WRITE_REFUSED);
        assertThat(tally.report().unanswered()).isEmpty();
    }

    @Test
    void aBindingOfOurNameToAnotherRoleIsToBeDeletedOrRenamed() {
        answered(
                422,
                "RoleBinding.rbac.authorization.k8s.io \"regalia-member\" is invalid: roleRef:"
                        + " Invalid value: {}: cannot change roleRef");
        answered(403, "attempting to grant RBAC permissions not currently held");

        assertThat(tally.report().findings())
                .extracting(Finding::cure)
                .containsExactly(
                        "delete RoleBinding bank-risk/regalia-member, or make it again under"
                                + " another name; the operator tries again by itself",
                        "correct what the API server names; the operator tries again by itself");
    }

    @Test
    void aWebhookThatCannotBeReachedIsToldApartFromARefusal() {
        answered(500, "Internal error occurred: failed calling webhook \"x.y.z\"");

        assertThat(tally.report().findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.WEBHOOK_UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 429, 500, 503, 504})
    void whatHasNoUsefulAnswerIsTriedAgainAndNoFinding(int code) {
        answered(code, "try again");

        assertThat(tally.report().findings()).isEmpty();
        assertThat(tally.report().unanswered()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void whatHasMovedOnIsLeftToTheNextDecision(int code) {
        answered(code, "the object has been modified");

        assertThat(tally.report().findings()).isEmpty();
        assertThat(tally.report().unanswered()).isEmpty();
    }

    private void answered(int code, String message) {
        var status = new StatusBuilder().withCode(code).withMessage(message).build();
        var error = new KubernetesClientException(message, code, status);
        boolean done =
                tally.done(
                        ObjectKind.ROLE_BINDING,
                        "RoleBinding bank-risk/regalia-member",
                        BANK,
                        ApiWriter.answer(error));
        assertThat(done).isFalse();
    }
}
