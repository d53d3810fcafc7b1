package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Condition;
import dev.regalia.api.PoolStatus;
import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.Progress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolStatusWriterTest {

    static final Finding TAKEN =
            finding(Reason.NODE_TAKEN, "node gpu-07 belongs to pool 'lyon'", "");
    private static final Finding IDLE =
            finding(Reason.WAITING_FOR_IDLE, "node gpu-03 runs 2 GPU pods", "");
    static final Finding FAILED =
            finding(Reason.REPARTITION_FAILED, "node gpu-04 answered 'failed'", "read its log");

    @Test
    void aPoolThatIsThereIsReadyAndNothingElseIsAbnormal() {
        PoolStatus status = write(done());

        assertThat(shown(status))
                .containsExactly(
                        "Ready=True AsSpecified",
                        "Accepted=True AsSpecified",
                        "NodesAssigned=True AsSpecified",
                        "PartitionsConfigured=True AsSpecified",
                        "NvidiaStackReady=True AsSpecified");
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.conditions())
                .allSatisfy(
                        it -> {
                            assertThat(it.observedGeneration()).isEqualTo(3);
                            assertThat(it.lastTransitionTime()).isEqualTo("2026-03-01T12:00:00Z");
                        });
    }

    @Test
    void workUnderWayIsReconcilingWithItsCause() {
        PoolStatus status = write(new PoolSample().configured(false).findings(IDLE).outcome());

        assertThat(shown(status))
                .startsWith("Ready=False WaitingForIdle", "Reconciling=True WaitingForIdle")
                .contains("PartitionsConfigured=False WaitingForIdle")
                .noneMatch(it -> it.startsWith("Stalled"));
    }

    @Test
    void workUnderWayWithNothingKnownToBeMissingIsUnknown() {
        assertThat(shown(write(new PoolSample().progress(Progress.RECONCILING).outcome())))
                .startsWith("Ready=Unknown Joining", "Reconciling=True Joining");
    }

    @Test
    void whatOnlyAPersonCanMendIsStalled() {
        PoolOutcome outcome =
                new PoolSample()
                        .progress(Progress.STALLED)
                        .configured(false)
                        .findings(FAILED)
                        .outcome();

        assertThat(shown(write(outcome)))
                .startsWith("Ready=False RepartitionFailed", "Stalled=True RepartitionFailed")
                .noneMatch(it -> it.startsWith("Reconciling"));
    }

    @Test
    void aRefusedSpecIsNotAcceptedAndSaysAllCauses() {
        PoolOutcome outcome =
                new PoolSample()
                        .progress(Progress.STALLED)
                        .accepted(false)
                        .findings(
                                finding(Reason.UNKNOWN_PROFILE, "'9g' is no profile", "write '7g'"),
                                finding(Reason.LAYOUT_IMPOSSIBLE, "3g x3 does not fit", ""))
                        .outcome();

        PoolStatus status = write(outcome);

        assertThat(shown(status)).contains("Accepted=False UnknownProfile");
        assertThat(condition(status, "Accepted").message())
                .isEqualTo(
                        "nodeGroups[slices]: '9g' is no profile; write '7g'\n"
                                + "nodeGroups[slices]: 3g x3 does not fit");
    }

    @Test
    void aSuspendedPoolStaysWhatItIsAndSaysThatItIsSuspended() {
        assertThat(shown(write(new PoolSample().suspended().outcome())))
                .startsWith("Ready=True AsSpecified", "Suspended=True Suspended");
    }

    @Test
    void whatSuspensionHoldsBackIsNotSaidOfWhatIsThere() {
        PoolStatus status =
                write(
                        new PoolSample()
                                .suspended()
                                .configured(false)
                                .progress(Progress.STALLED)
                                .findings(finding(Reason.SUSPENDED, "node gpu-03 waits", ""))
                                .outcome());

        assertThat(shown(status))
                .contains("NodesAssigned=True AsSpecified", "PartitionsConfigured=False Suspended");
        assertThat(condition(status, "NodesAssigned").message()).doesNotContain("gpu-03");
        assertThat(condition(status, "PartitionsConfigured").message()).contains("gpu-03");
        assertThat(condition(status, "Suspended").message()).contains("gpu-03");
    }

    @Test
    void aRefusedWriteIsStalled() {
        Finding refused = finding(Reason.WRITE_REFUSED, "patch of node gpu-01 was refused", "");

        assertThat(shown(PoolStatusWriter.write(done(), List.of(refused), Samples.NOON)))
                .startsWith("Ready=False WriteRefused", "Stalled=True WriteRefused");
        assertThat(
                        shown(
                                PoolStatusWriter.write(
                                        new PoolSample().configured(false).findings(IDLE).outcome(),
                                        List.of(refused),
                                        Samples.NOON)))
                .startsWith("Ready=False WriteRefused", "Stalled=True WriteRefused");
    }

    @Test
    void aWriteThatWaitsForAWebhookIsReconciling() {
        Finding blocked = finding(Reason.WEBHOOK_UNREACHABLE, "failed calling webhook 'x'", "");

        assertThat(shown(PoolStatusWriter.write(done(), List.of(blocked), Samples.NOON)))
                .startsWith("Ready=False WebhookUnreachable", "Reconciling=True WebhookUnreachable")
                .contains("PartitionsConfigured=False WebhookUnreachable");
    }

    @Test
    void aPoolThatWaitsForAMapThatIsTooLargeIsStalledAndAReadyOneIsNot() {
        Finding tooLarge = finding(Reason.MIG_CONFIG_TOO_LARGE, "too large", "use fewer layouts");
        PoolOutcome waiting =
                new PoolSample()
                        .progress(Progress.RECONCILING)
                        .configured(false)
                        .findings(finding(Reason.WAITING_FOR_CONFIG_MAP, "waits", ""))
                        .outcome();

        assertThat(shown(PoolStatusWriter.write(waiting, List.of(tooLarge), Samples.NOON)))
                .startsWith("Ready=False MigConfigTooLarge", "Stalled=True MigConfigTooLarge");
        assertThat(shown(PoolStatusWriter.write(done(), List.of(tooLarge), Samples.NOON)))
                .startsWith("Ready=True AsSpecified");
    }

    @Test
    void whatOnlyInformsStandsInTheMessageOfAReadyPool() {
        PoolStatus status = write(new PoolSample().findings(TAKEN).outcome());

        assertThat(shown(status)).contains("Ready=True AsSpecified");
        assertThat(condition(status, "Ready").message())
                .isEqualTo(
                        "The object is usable exactly as its spec says.\n"
                                + "nodeGroups[slices]: node gpu-07 belongs to pool 'lyon'");
        assertThat(condition(status, "NodesAssigned").message()).contains("gpu-07");
        assertThat(condition(status, "PartitionsConfigured").message()).doesNotContain("gpu-07");
    }

    @Test
    void whatOnlyInformsIsNotTheReasonWhereThereIsACause() {
        PoolOutcome outcome = new PoolSample().configured(false).findings(TAKEN, IDLE).outcome();

        assertThat(shown(write(outcome))).startsWith("Ready=False WaitingForIdle");
    }

    @Test
    void theStackIsUnknownWithoutAClusterPolicyAndThatDoesNotHoldThePoolBack() {
        assertThat(shown(write(new PoolSample().stack(Stack.UNKNOWN).outcome())))
                .contains("Ready=True AsSpecified", "NvidiaStackReady=Unknown NotDiscovered");
    }

    @Test
    void aWrongStackSaysSo() {
        PoolOutcome outcome =
                new PoolSample()
                        .progress(Progress.STALLED)
                        .stack(Stack.WRONG)
                        .findings(
                                finding(
                                        Reason.NVIDIA_STACK_MISCONFIGURED,
                                        "`mig.strategy` is 'single'",
                                        "set it to 'mixed'"))
                        .outcome();

        assertThat(shown(write(outcome)))
                .startsWith("Ready=False NvidiaStackMisconfigured")
                .contains("NvidiaStackReady=False NvidiaStackMisconfigured");
    }

    @Test
    void aConditionKeepsItsTimeUntilItsStatusChanges() {
        PoolStatus first = write(new PoolSample().configured(false).findings(IDLE).outcome());
        PoolStatus second =
                PoolStatusWriter.write(
                        new PoolSample()
                                .before(first)
                                .configured(false)
                                .progress(Progress.STALLED)
                                .findings(FAILED)
                                .outcome(),
                        List.of(),
                        Samples.LATER);

        assertThat(condition(second, "Ready").reason()).isEqualTo("RepartitionFailed");
        assertThat(time(second, "Ready")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(time(second, "Stalled")).isEqualTo("2026-03-01T12:10:00Z");
        PoolStatus third =
                PoolStatusWriter.write(
                        new PoolSample().before(second).outcome(), List.of(), Samples.LATER);
        assertThat(time(third, "Ready")).isEqualTo("2026-03-01T12:10:00Z");
        assertThat(time(third, "Accepted")).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void theSameOutcomeLaterGivesTheSameStatus() {
        PoolStatus first = write(done());

        assertThat(
                        PoolStatusWriter.write(
                                new PoolSample().before(first).outcome(), List.of(), Samples.LATER))
                .isEqualTo(first);
    }

    @Test
    void whatTheWriterSaysItselfIsInTheRightWords() {
        List<Condition> conditions =
                Stream.of(
                                done(),
                                new PoolSample().configured(false).outcome(),
                                new PoolSample().assigned(false).outcome(),
                                new PoolSample()
                                        .accepted(false)
                                        .progress(Progress.STALLED)
                                        .outcome(),
                                new PoolSample().stack(Stack.UNKNOWN).suspended().outcome())
                        .flatMap(it -> write(it).conditions().stream())
                        .toList();

        assertThat(conditions)
                .allSatisfy(
                        it ->
                                assertThat(it.message())
                                        .isNotBlank()
                                        .doesNotContain("should", "<", ">"));
    }

    static PoolStatus write(PoolOutcome outcome) {
        return PoolStatusWriter.write(outcome, List.of(), Samples.NOON);
    }

    private static PoolOutcome done() {
        return new PoolSample().outcome();
    }

    static Finding finding(Reason reason, String message, String cure) {
        return new Finding(
                "SovereignPool", "paris-h100", "nodeGroups[slices]", reason, message, cure);
    }

    static List<String> shown(PoolStatus status) {
        return status.conditions().stream()
                .map(it -> it.type() + "=" + it.status() + " " + it.reason())
                .toList();
    }

    static Condition condition(PoolStatus status, String type) {
        return status.conditions().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String time(PoolStatus status, String type) {
        return condition(status, type).lastTransitionTime();
    }
}
