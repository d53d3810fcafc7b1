package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.sandbox.ControlPlaneOptions;
import dev.regalia.sandbox.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// An API server that is away for half a minute costs nothing: the operator keeps its lease and
/// goes on where it was.
final class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    /// Longer than a cut may take here.
    private static final Duration SHORT_OUTAGE = Duration.ofSeconds(10);

    private static final Duration SILENCE = Duration.ofSeconds(2);

    /// Fake kubelets are slow to come back after an outage, which is not what is tested.
    private static final TestCloud CLOUD =
            TestCloud.own(ControlPlaneOptions.everything().withoutNodeLifecycle());

    @AfterAll
    static void end() {
        CLOUD.close();
    }

    @Test
    void anOutageWhileIdleIsFollowedByNothingAndOneInTheMiddleOfAChangeByTheRestOfIt() {
        List<String> nodes = CLOUD.fleet().addGpuNodes("outage", 3, Specs.H100, 8, "outage");
        CLOUD.startOperator();
        CLOUD.apply(Specs.pool("outage", Specs.cut("slices", "outage", "1g", 7)));
        CLOUD.apply(Specs.tenant("harbour", "outage", 20, "harbour-cranes"));
        CLOUD.awaitTenant("harbour");
        Stillness.await(CLOUD, SILENCE);

        long idle = CLOUD.audit().mark();
        outage(OUTAGE);
        Stillness.pass(Duration.ofSeconds(6));
        assertThat(CLOUD.audit().operatorWritesSince(idle)).isEmpty();
        assertThat(CLOUD.leading()).isTrue();

        long changing = CLOUD.audit().mark();
        CLOUD.apply(Specs.pool("outage", Specs.cut("slices", "outage", "2g", 3)));
        CLOUD.apply(
                Specs.tenant("harbour", "outage", 20, "harbour-cranes", "harbour-gates")
                        .replace("profile: 1g", "profile: 2g"));
        TestCloud.await("a node is fenced", () -> nodes.stream().anyMatch(OutageIT::fenced));
        outage(SHORT_OUTAGE);

        CLOUD.awaitPool("outage");
        CLOUD.awaitTenant("harbour");
        assertThat(CLOUD.leading()).isTrue();
        Stillness.await(CLOUD, SILENCE);
        assertThat(nodes)
                .allSatisfy(
                        node -> {
                            assertThat(fenced(node)).isFalse();
                            assertThat(
                                            CLOUD.node(node)
                                                    .getStatus()
                                                    .getAllocatable()
                                                    .get("nvidia.com/mig-2g.20gb"))
                                    .hasToString("24");
                        });
        assertThat(Stillness.byObject(CLOUD.audit().operatorWritesSince(changing)))
                .containsAllEntriesOf(
                        Map.of(
                                "nodes outage-000", 3L,
                                "nodes outage-001", 3L,
                                "nodes outage-002", 3L));
    }

    private static void outage(Duration length) {
        CLOUD.plane().stop(Tool.KUBE_APISERVER);
        Stillness.pass(length);
        CLOUD.plane().start(Tool.KUBE_APISERVER);
    }

    private static boolean fenced(String node) {
        return CLOUD.node(node).getSpec().getTaints().stream()
                .anyMatch(taint -> taint.getKey().equals(WellKnown.CHANGE_TAINT));
    }
}
