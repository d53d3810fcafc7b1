package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Condition;
import dev.regalia.api.Reason;
import dev.regalia.api.TenantStatus;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.plan.Finding;
import dev.regalia.plan.Progress;
import dev.regalia.plan.TenantOutcome;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TenantStatusWriterTest {

    @Test
    void aTenantThatHasAllIsReady() {
        TenantStatus status = write(outcome(true, true, 12, 2, Progress.DONE));

        assertThat(shown(status))
                .containsExactly(
                        "Ready=True AsSpecified",
                        "Accepted=True AsSpecified",
                        "ShareGranted=True Granted",
                        "NamespacesReady=True AsSpecified");
        assertThat(status.observedGeneration()).isEqualTo(5);
        assertThat(status.conditions()).allMatch(it -> it.observedGeneration() == 5);
        assertThat(status.summary())
                .isEqualTo(new TenantStatus.Summary("12/12", "3", "2/2", "paris-h100"));
    }

    @Test
    void aPartOfTheShareIsPartlyGrantedAndReconcilingWhileMoreIsOnItsWay() {
        Finding waiting = finding(Reason.WAITING_FOR_NODES, "5 of 12 wait for nodes", "");

        assertThat(shown(write(outcome(true, false, 7, 2, Progress.RECONCILING, waiting))))
                .containsExactly(
                        "Ready=False PartlyGranted",
                        "Reconciling=True PartlyGranted",
                        "Accepted=True AsSpecified",
                        "ShareGranted=False PartlyGranted",
                        "NamespacesReady=True AsSpecified");
    }

    @Test
    void aPartOfTheShareIsStalledWhereNothingMoreWillCome() {
        Finding lacking =
                finding(Reason.INSUFFICIENT_CAPACITY, "the pool can give 7 of 12", "ask for 7");

        TenantStatus status = write(outcome(true, false, 7, 2, Progress.STALLED, lacking));

        assertThat(shown(status))
                .startsWith("Ready=False PartlyGranted", "Stalled=True PartlyGranted");
        assertThat(condition(status, "Ready").message())
                .isEqualTo(
                        "A part of the shares is granted.\n"
                                + "shares[paris-h100]: the pool can give 7 of 12; ask for 7");
    }

    @Test
    void aTenantWithNothingSaysWhyAndNotThatItHasAPart() {
        Finding lacking = finding(Reason.INSUFFICIENT_CAPACITY, "the pool can give 0 of 12", "");

        assertThat(shown(write(outcome(true, false, 0, 2, Progress.STALLED, lacking))))
                .startsWith(
                        "Ready=False InsufficientCapacity", "Stalled=True InsufficientCapacity");
        assertThat(shown(write(outcome(true, false, 0, 2, Progress.RECONCILING))))
                .startsWith("Ready=False WaitingForNodes", "Reconciling=True WaitingForNodes");
    }

    @Test
    void whatASuspendedPoolHoldsBackIsTheReasonEverywhere() {
        Finding held = finding(Reason.SUSPENDED, "pool paris-h100 is suspended", "");

        assertThat(shown(write(outcome(true, false, 0, 1, Progress.STALLED, held))))
                .containsExactly(
                        "Ready=False Suspended",
                        "Stalled=True Suspended",
                        "Accepted=True AsSpecified",
                        "ShareGranted=False Suspended",
                        "NamespacesReady=False Suspended");
    }

    @Test
    void aMissingPoolIsTheReasonEverywhereItMatters() {
        Finding missing = finding(Reason.POOL_MISSING, "pool 'paris-h100' does not exist", "");

        assertThat(shown(write(outcome(false, false, 7, 2, Progress.STALLED, missing))))
                .containsExactly(
                        "Ready=False PoolMissing",
                        "Stalled=True PoolMissing",
                        "Accepted=False PoolMissing",
                        "ShareGranted=False PoolMissing",
                        "NamespacesReady=True AsSpecified");
    }

    @Test
    void aNamespaceOfSomebodyElseIsTheReasonOfItsCondition() {
        Finding foreign = finding(Reason.NAMESPACE_NOT_OURS, "namespace 'bank-risk' exists", "");

        assertThat(shown(write(outcome(true, true, 12, 1, Progress.STALLED, foreign))))
                .containsExactly(
                        "Ready=False NamespaceNotOurs",
                        "Stalled=True NamespaceNotOurs",
                        "Accepted=True AsSpecified",
                        "ShareGranted=True Granted",
                        "NamespacesReady=False NamespaceNotOurs");
    }

    @Test
    void aNamespaceWithoutShareIsNotWhyQuotaIsWaitedFor() {
        Finding noShare = finding(Reason.NO_SHARE_FOR_NAMESPACE, "the quota is zero", "");

        assertThat(shown(write(outcome(true, true, 12, 1, Progress.RECONCILING, noShare))))
                .startsWith("Ready=False WaitingForQuota", "Reconciling=True WaitingForQuota")
                .contains("NamespacesReady=False WaitingForQuota");
    }

    @Test
    void aRefusedWriteHoldsTheNamespacesBack() {
        Finding refused =
                new Finding(
                        "SovereignTenant",
                        "bank",
                        "RoleBinding bank-risk/regalia-admin",
                        Reason.WRITE_REFUSED,
                        "the API server answered 403",
                        "");

        TenantStatus status =
                TenantStatusWriter.write(
                        outcome(true, true, 12, 2, Progress.DONE), List.of(refused), Samples.NOON);

        assertThat(shown(status))
                .startsWith("Ready=False WriteRefused", "Stalled=True WriteRefused")
                .contains("NamespacesReady=False WriteRefused");
        assertThat(condition(status, "Ready").message())
                .isEqualTo("RoleBinding bank-risk/regalia-admin: the API server answered 403");
    }

    @Test
    void aNamespaceToWhichAWriteWasRefusedIsNotCountedAsReady() {
        TenantOutcome done = outcome(true, true, 12, 2, Progress.DONE);

        assertThat(namespaces(done, "LimitRange bank-risk/regalia")).isEqualTo("1/2");
        assertThat(namespaces(done, "Namespace bank-risk")).isEqualTo("1/2");
        assertThat(namespaces(done, "LimitRange risk/regalia")).isEqualTo("2/2");
        assertThat(namespaces(done, "RoleBinding bank-risk/x", "ResourceQuota bank-research/y"))
                .isEqualTo("0/2");
    }

    private static String namespaces(TenantOutcome outcome, String... refused) {
        List<Finding> findings =
                Stream.of(refused)
                        .map(
                                field ->
                                        new Finding(
                                                "SovereignTenant",
                                                "bank",
                                                field,
                                                Reason.WRITE_REFUSED,
                                                "the API server answered 403",
                                                ""))
                        .toList();
        TenantStatus status = TenantStatusWriter.write(outcome, findings, Samples.NOON);
        return Objects.requireNonNull(status.summary()).namespaces();
    }

    private static TenantStatus write(TenantOutcome outcome) {
        return TenantStatusWriter.write(outcome, List.of(), Samples.NOON);
    }

    private static TenantOutcome outcome(
            boolean accepted,
            boolean granted,
            long grantedCount,
            int namespacesReady,
            Progress progress,
            Finding... findings) {
        return new TenantOutcome(
                Samples.tenant(),
                accepted,
                granted,
                List.of(
                        new ShareStatus(
                                "paris-h100",
                                List.of(
                                        new ShareItem(
                                                "nvidia.com/mig-1g.10gb",
                                                12,
                                                12L,
                                                grantedCount,
                                                3,
                                                "Granted")))),
                2,
                new TreeSet<>(List.of("bank-research", "bank-risk").subList(0, namespacesReady)),
                progress,
                List.of(findings));
    }

    private static Finding finding(Reason reason, String message, String cure) {
        return new Finding("SovereignTenant", "bank", "shares[paris-h100]", reason, message, cure);
    }

    private static List<String> shown(TenantStatus status) {
        return status.conditions().stream()
                .map(it -> it.type() + "=" + it.status() + " " + it.reason())
                .toList();
    }

    private static Condition condition(TenantStatus status, String type) {
        return status.conditions().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
