package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.operator.OperatorOptions;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Promise 3, resumable: an operator that is killed between any two of its writes leaves nothing
/// that the next one does not finish.
final class RestartIT {

    private static final String SLICES = "nvidia.com/mig-1g.10gb";
    private static final long SEED = 20_261_122;
    private static final int KILLS_PER_CHANGE = 6;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(2);
    private static final TestCloud CLOUD = TestCloud.own();

    private final Random random = new Random(SEED);

    @AfterAll
    static void end() {
        CLOUD.close();
    }

    @Test
    void anOperatorThatIsKilledAgainAndAgainLeavesNothingHalfDone() {
        CLOUD.fleet().addGpuNodes("killed", 3, Specs.H100, 8, "killed");
        CLOUD.apply(Specs.pool("killed", Specs.cut("slices", "killed", "1g", 7)));
        CLOUD.apply(Specs.tenant("bank", "killed", 90, "bank-risk", "bank-fraud"));
        CLOUD.apply(Specs.tenant("railway", "killed", 60, "railway-vision"));
        killAgainAndAgain();
        finish();
        assertThat(granted("bank-risk") + granted("bank-fraud")).isEqualTo(90);
        assertThat(granted("railway-vision")).isEqualTo(60);
        assertThat(nodes()).allSatisfy(node -> assertThat(shown(node)).isEqualTo(56));

        // Fewer slices than are granted: grants come down before nodes are cut.
        CLOUD.apply(Specs.tenant("bank", "killed", 50, "bank-risk", "bank-fraud"));
        CLOUD.apply(Specs.tenant("railway", "killed", 40, "railway-vision"));
        CLOUD.apply(Specs.pool("killed", Specs.cut("slices", "killed", "1g", 4)));
        killAgainAndAgain();
        CLOUD.fleet().addGpuNodes("later", 1, Specs.H100, 8, "killed");
        killAgainAndAgain();
        finish();
        assertThat(granted("bank-risk") + granted("bank-fraud")).isEqualTo(50);
        assertThat(granted("railway-vision")).isEqualTo(40);
        assertThat(nodes()).hasSize(4);
        assertThat(nodes()).allSatisfy(node -> assertThat(shown(node)).isEqualTo(32));
    }

    @Test
    void anOperatorThatStartsSaysNothingAgainAndWhatComesBackIsSaidAgain() {
        CLOUD.startOperator();
        CLOUD.apply(emptyPool("told", "9g"));
        TestCloud.await("said", () -> said("told", "UnknownProfile") == 1);
        CLOUD.killOperator();

        CLOUD.startOperator(OperatorOptions.of(() -> {}).withBetweenEvents(Duration.ofSeconds(5)));
        CLOUD.apply(emptyPool("told-later", "9g"));
        TestCloud.await("the next is said", () -> said("told-later", "UnknownProfile") == 1);
        assertThat(said("told", "UnknownProfile")).isEqualTo(1);

        CLOUD.apply(emptyPool("told", "1g"));
        TestCloud.await("as specified", () -> said("told", "AsSpecified") == 1);
        CLOUD.apply(emptyPool("told", "9g"));
        TestCloud.await("said again", () -> said("told", "UnknownProfile") == 2);
        CLOUD.apply(emptyPool("told", "1g"));
        TestCloud.await("as specified again", () -> said("told", "AsSpecified") == 2);
        CLOUD.killOperator();
    }

    /// A pool that is Ready without nodes.
    private static String emptyPool(String name, String profile) {
        String group = Specs.cut("slices", "nowhere", profile, 1);
        return Specs.pool(name, group.replace(", gpu:", ", nodes: {min: 0}, gpu:"));
    }

    private static long said(String pool, String reason) {
        return CLOUD.admin().v1().events().inNamespace("default").list().getItems().stream()
                .filter(it -> it.getInvolvedObject().getName().equals(pool))
                .filter(it -> it.getReason().equals(reason))
                .count();
    }

    private void killAgainAndAgain() {
        for (int kill = 0; kill < KILLS_PER_CHANGE; kill++) {
            long mark = CLOUD.audit().mark();
            int writes = 1 + random.nextInt(4);
            long end = System.nanoTime() + LONGEST_LIFE.toNanos();
            CLOUD.startOperator();
            while (System.nanoTime() < end
                    && CLOUD.audit().operatorWritesSince(mark).size() < writes) {
                Stillness.pass(Duration.ofMillis(5));
                assertGrantsAreCovered();
            }
            CLOUD.killOperator();
        }
    }

    private static void finish() {
        CLOUD.startOperator();
        CLOUD.awaitPool("killed");
        CLOUD.awaitTenant("bank");
        CLOUD.awaitTenant("railway");
        assertGrantsAreCovered();
        CLOUD.killOperator();
        assertThat(nodes())
                .allSatisfy(
                        node ->
                                assertThat(node.getSpec().getTaints())
                                        .extracting("key")
                                        .containsExactly(WellKnown.POOL_TAINT));
    }

    /// What is granted at one moment is no more than the nodes show just before or just after it.
    private static void assertGrantsAreCovered() {
        Map<String, Integer> before = supply();
        int granted =
                CLOUD.admin().resourceQuotas().inAnyNamespace().list().getItems().stream()
                        .mapToInt(RestartIT::granted)
                        .sum();
        Map<String, Integer> after = supply();
        int shown =
                after.entrySet().stream()
                        .mapToInt(
                                it -> Math.max(before.getOrDefault(it.getKey(), 0), it.getValue()))
                        .sum();
        assertThat(granted).isLessThanOrEqualTo(shown);
    }

    private static Map<String, Integer> supply() {
        return nodes().stream()
                .collect(Collectors.toMap(node -> node.getMetadata().getName(), RestartIT::shown));
    }

    private static List<Node> nodes() {
        return CLOUD.admin().nodes().list().getItems();
    }

    private static int shown(Node node) {
        return amount(node.getStatus().getAllocatable().get(SLICES));
    }

    private static int granted(String namespace) {
        return CLOUD.admin().resourceQuotas().inNamespace(namespace).list().getItems().stream()
                .mapToInt(RestartIT::granted)
                .sum();
    }

    private static int granted(ResourceQuota quota) {
        return amount(quota.getSpec().getHard().get("requests." + SLICES));
    }

    private static int amount(@Nullable Quantity quantity) {
        return quantity == null ? 0 : quantity.getNumericalAmount().intValueExact();
    }
}
