package dev.regalia.render;

import static dev.regalia.render.PoolStatusWriterTest.FAILED;
import static dev.regalia.render.PoolStatusWriterTest.TAKEN;
import static dev.regalia.render.PoolStatusWriterTest.condition;
import static dev.regalia.render.PoolStatusWriterTest.finding;
import static dev.regalia.render.PoolStatusWriterTest.shown;
import static dev.regalia.render.PoolStatusWriterTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolStatus;
import dev.regalia.api.Reason;
import dev.regalia.plan.Finding;
import dev.regalia.plan.PoolOutcome;
import dev.regalia.plan.PoolOutcome.Stack;
import dev.regalia.plan.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which reason a pool's conditions show where several things are the case, or none is said.
class PoolStatusReasonsTest {

    private static final Finding HELD =
            finding(Reason.SUSPENDED, "node gpu-05 waits to be cut", "");

    @Test
    void whatSuspensionHoldsBackIsTheReasonAndAllOfItIsSaid() {
        PoolStatus status =
                write(
                        new PoolSample()
                                .suspended()
                                .configured(false)
                                .assigned(false)
                                .findings(HELD, finding(Reason.SUSPENDED, "2 of 3 nodes", ""))
                                .outcome());

        assertThat(shown(status))
                .containsExactly(
                        "Ready=False Suspended",
                        "Stalled=True Suspended",
                        "Suspended=True Suspended",
                        "Accepted=True AsSpecified",
                        "NodesAssigned=False Suspended",
                        "PartitionsConfigured=False Suspended",
                        "NvidiaStackReady=True AsSpecified");
        assertThat(condition(status, "Suspended").message().lines())
                .containsExactly(
                        "The pool is suspended: nothing new begins, and drift is not mended.",
                        "nodeGroups[slices]: 2 of 3 nodes",
                        "nodeGroups[slices]: node gpu-05 waits to be cut");
    }

    @Test
    void aCutThatGoesOnInASuspendedPoolIsNamedBeforeWhatIsHeldBack() {
        PoolStatus status =
                write(
                        new PoolSample()
                                .suspended()
                                .configured(false)
                                .cutting(1)
                                .findings(HELD)
                                .outcome());

        assertThat(shown(status))
                .startsWith("Ready=False Repartitioning", "Reconciling=True Repartitioning")
                .contains("PartitionsConfigured=False Repartitioning");
        assertThat(condition(status, "Ready").message().lines())
                .containsExactly(
                        "Nodes are being cut.", "nodeGroups[slices]: node gpu-05 waits to be cut");
    }

    @Test
    void nobodyKnowsWhetherTheNodesOfARefusedPoolAreAsItsSpecSays() {
        PoolSample sample =
                new PoolSample()
                        .progress(Progress.STALLED)
                        .accepted(false)
                        .findings(
                                finding(Reason.UNKNOWN_PROFILE, "'9g' is no profile", ""), FAILED);

        for (boolean there : List.of(true, false)) {
            PoolStatus status = write(sample.assigned(there).configured(there).outcome());

            assertThat(shown(status))
                    .containsExactly(
                            "Ready=False UnknownProfile",
                            "Stalled=True UnknownProfile",
                            "Accepted=False UnknownProfile",
                            "NodesAssigned=Unknown UnknownProfile",
                            "PartitionsConfigured=Unknown UnknownProfile",
                            "NvidiaStackReady=True AsSpecified");
            assertThat(condition(status, "PartitionsConfigured").message().lines())
                    .containsExactly(
                            "The GPU model has no such MIG profile.",
                            "nodeGroups[slices]: node gpu-04 answered 'failed'; read its log");
        }
    }

    @Test
    void whatOnlyInformsIsNotTheReasonWhereNodesAreJoiningOrBeingCut() {
        Finding noPolicy = finding(Reason.NOT_DISCOVERED, "there is no ClusterPolicy", "");
        PoolSample sample =
                new PoolSample().stack(Stack.UNKNOWN).configured(false).findings(TAKEN, noPolicy);

        PoolStatus joining = write(sample.assigned(false).progress(Progress.RECONCILING).outcome());
        assertThat(shown(joining))
                .containsExactly(
                        "Ready=False Joining",
                        "Reconciling=True Joining",
                        "Accepted=True AsSpecified",
                        "NodesAssigned=False Joining",
                        "PartitionsConfigured=False Joining",
                        "NvidiaStackReady=Unknown NotDiscovered");
        assertThat(condition(joining, "Ready").message().lines())
                .containsExactly(
                        "Nodes are joining.",
                        "nodeGroups[slices]: node gpu-07 belongs to pool 'lyon'",
                        "nodeGroups[slices]: there is no ClusterPolicy");

        PoolStatus cut =
                write(sample.assigned(true).progress(Progress.RECONCILING).cutting(2).outcome());
        assertThat(shown(cut))
                .startsWith("Ready=False Repartitioning", "Reconciling=True Repartitioning")
                .contains("PartitionsConfigured=False Repartitioning");
        assertThat(condition(cut, "Reconciling").message().lines())
                .containsExactly("Nodes are being cut.");
    }

    @Test
    void nodesThatMayNotJoinWaitForTheStack() {
        PoolOutcome outcome =
                new PoolSample()
                        .stack(Stack.WRONG)
                        .configured(false)
                        .assigned(false)
                        .findings(finding(Reason.NVIDIA_STACK_MISCONFIGURED, "is 'single'", ""))
                        .outcome();

        assertThat(shown(write(outcome)))
                .contains(
                        "NodesAssigned=False NvidiaStackMisconfigured",
                        "PartitionsConfigured=False NvidiaStackMisconfigured");
    }
}
