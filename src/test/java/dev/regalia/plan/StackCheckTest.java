package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.StackFacts.ClusterPolicy;
import dev.regalia.plan.StackFacts.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackCheckTest {

    private static final List<Toleration> OURS =
            Stream.of(
                            "regalia.dev/pool",
                            "regalia.dev/change",
                            "regalia.dev/tenant",
                            "regalia.dev/quarantine")
                    .map(key -> new Toleration(key, "Exists", "", "NoSchedule"))
                    .toList();
    private static final Toleration THEIRS =
            new Toleration("nvidia.com/gpu", "Exists", "", "NoSchedule");
    private static final Optional<String> MIXED = Optional.of("mixed");
    private static final Optional<String> OUR_MAP = Optional.of("regalia-mig-parted");

    @Test
    void aStackSetAsPoolsNeedItIsReady() {
        StackVerdict verdict = check(MIXED, OUR_MAP, Optional.of(OURS));

        assertThat(verdict.stack()).isEqualTo(Stack.READY);
        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void withoutAClusterPolicyNothingIsKnown() {
        StackVerdict verdict =
                StackCheck.check(new StackFacts(Optional.empty(), List.of()), settings());

        assertThat(verdict.stack()).isEqualTo(Stack.UNKNOWN);
        assertThat(verdict.findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.NOT_DISCOVERED);
    }

    @Test
    void anotherStrategyComesWithThePatch() {
        Finding finding = onlyWrong(check(Optional.of("single"), OUR_MAP, Optional.of(OURS)));

        assertThat(finding.field()).isEqualTo("spec.mig.strategy");
        assertThat(finding.message())
                .isEqualTo("must be 'mixed' and is 'single' in ClusterPolicy 'cluster-policy'");
        assertThat(finding.cure())
                .isEqualTo(
                        "run: kubectl patch clusterpolicy cluster-policy --type merge -p"
                                + " '{\"spec\":{\"mig\":{\"strategy\":\"mixed\"}}}'");
    }

    @Test
    void anotherMapComesWithThePatch() {
        Finding finding = onlyWrong(check(MIXED, Optional.of("mine"), Optional.of(OURS)));

        assertThat(finding.field()).isEqualTo("spec.migManager.config.name");
        assertThat(finding.message()).contains("'regalia-mig-parted'", "'mine'");
        assertThat(finding.cure())
                .endsWith(
                        "{\"spec\":{\"migManager\":{\"config\":{\"name\":\"regalia-mig-parted\"}}}}'");
    }

    @Test
    void missingTolerationsAreAddedToThoseThatAreThere() {
        List<Toleration> some = new ArrayList<>(OURS.subList(0, 3));
        some.add(THEIRS);

        Finding finding = onlyWrong(check(MIXED, OUR_MAP, Optional.of(some)));

        assertThat(finding.message()).contains("regalia.dev/quarantine").doesNotContain("/pool");
        assertThat(finding.cure())
                .isEqualTo(
                        "run: kubectl patch clusterpolicy cluster-policy --type json -p"
                                + " '[{\"op\":\"add\",\"path\":\"/spec/daemonsets/tolerations/-\","
                                + "\"value\":{\"key\":\"regalia.dev/quarantine\","
                                + "\"operator\":\"Exists\",\"effect\":\"NoSchedule\"}}]'");
    }

    @Test
    void aTolerationOfEverythingIsEnough() {
        Toleration all = new Toleration("", "Exists", "", "");

        assertThat(check(MIXED, OUR_MAP, Optional.of(List.of(all))).stack()).isEqualTo(Stack.READY);
    }

    @Test
    void aTolerationOfOneValueIsNotEnough() {
        List<Toleration> some = new ArrayList<>(OURS.subList(1, 4));
        some.add(new Toleration("regalia.dev/pool", "Equal", "paris", "NoSchedule"));

        assertThat(onlyWrong(check(MIXED, OUR_MAP, Optional.of(some))).message())
                .contains("regalia.dev/pool");
    }

    @Test
    void everyMismatchIsSaid() {
        ClusterPolicy policy =
                new ClusterPolicy(
                        "cluster-policy",
                        Optional.of("single"),
                        Optional.of(false),
                        Optional.of("mine"),
                        Optional.of(List.of()));

        StackVerdict verdict = check(policy);

        assertThat(verdict.stack()).isEqualTo(Stack.WRONG);
        assertThat(verdict.findings())
                .extracting(Finding::field)
                .containsExactly(
                        "spec.daemonsets.tolerations",
                        "spec.mig.strategy",
                        "spec.migManager.config.name",
                        "spec.migManager.enabled");
    }

    @Test
    void absentFieldsAreUnknownAndComeWithThePatch() {
        StackVerdict verdict = check(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(verdict.stack()).isEqualTo(Stack.UNKNOWN);
        assertThat(verdict.findings())
                .hasSize(3)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.reason()).isEqualTo(Reason.NOT_DISCOVERED);
                            assertThat(finding.message()).contains("is absent");
                            assertThat(finding.cure()).contains("--type merge");
                        });
    }

    @Test
    void anAbsentFieldDoesNotHideAWrongOne() {
        assertThat(check(Optional.empty(), Optional.of("mine"), Optional.empty()).stack())
                .isEqualTo(Stack.WRONG);
    }

    private static Finding onlyWrong(StackVerdict verdict) {
        assertThat(verdict.stack()).isEqualTo(Stack.WRONG);
        assertThat(verdict.findings()).hasSize(1);
        Finding finding = verdict.findings().getFirst();
        assertThat(finding.reason()).isEqualTo(Reason.NVIDIA_STACK_MISCONFIGURED);
        return finding;
    }

    private static StackVerdict check(
            Optional<String> strategy,
            Optional<String> map,
            Optional<List<Toleration>> tolerations) {
        return check(
                new ClusterPolicy("cluster-policy", strategy, Optional.of(true), map, tolerations));
    }

    private static StackVerdict check(ClusterPolicy policy) {
        return StackCheck.check(new StackFacts(Optional.of(policy), List.of()), settings());
    }
}
