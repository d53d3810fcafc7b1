package dev.regalia.plan;

import static dev.regalia.plan.TenantSamples.ONE_G;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OwnersTest {

    private static final Duration GRACE = Duration.ofMinutes(10);

    private final TenantWorld world = new TenantWorld();

    private void missingPools(int count, Duration ago) {
        for (int i = 0; i < count; i++) {
            String name = "gone-" + world.nodes.size();
            world.nodes.add(TenantSamples.node("node-" + world.nodes.size(), name));
            world.missingSince.put("SovereignPool." + name, world.now.minus(ago));
        }
    }

    private void presentPools(int count) {
        for (int i = 0; i < count; i++) {
            world.pool("here-" + i, Map.of());
        }
    }

    @Test
    void aMissingPoolFreezesUntilItHasBeenMissingForTheGrace() {
        presentPools(1);
        world.nodes.add(TenantSamples.node("n", "paris"));

        OwnerVerdicts first = world.judge();
        assertThat(first.frozen()).containsExactly("SovereignPool.paris");
        assertThat(first.released()).isEmpty();
        assertThat(first.reconsiderAt()).contains(world.now.plus(GRACE));

        world.missingSince.put("SovereignPool.paris", world.now);
        world.now = world.now.plus(GRACE).minusMillis(1);
        assertThat(world.judge().poolFrozen("paris")).isTrue();
        world.now = world.now.plusMillis(1);
        assertThat(world.judge().poolReleased("paris")).isTrue();
        assertThat(world.judge().reconsiderAt()).isEmpty();
    }

    @Test
    void aPoolThatOnlyNamespacesNameIsMissingToo() {
        presentPools(1);
        world.pool("paris", Map.of(ONE_G, 5L));
        world.simpleTenant("bank", 5);
        world.settle();
        world.pools.remove("paris");

        assertThat(world.judge().frozen()).containsExactly("SovereignPool.paris");
        assertThat(world.judge().findings().getFirst().message()).contains("1 namespace names it");
    }

    @Test
    void nothingIsReleasedByTimeWhileTheKindIsNotServed() {
        presentPools(1);
        missingPools(1, GRACE);
        world.served = false;
        assertThat(world.judge().released()).isEmpty();
    }

    @Test
    void nothingIsReleasedByTimeWhileNoObjectOfTheKindExists() {
        missingPools(1, GRACE);
        assertThat(world.judge().released()).isEmpty();
        presentPools(1);
        assertThat(world.judge().released()).hasSize(1);
    }

    @Test
    void aKindThatIsBackHasTheGraceToComeBackWhole() {
        missingPools(2, Duration.ofDays(3));
        Memory wiped =
                Memories.observe(Memory.empty(), world.snapshot(), Settings.Times.defaults());
        assertThat(wiped.presentSince()).isEmpty();

        presentPools(1);
        Memory back = Memories.observe(wiped, world.snapshot(), Settings.Times.defaults());
        world.presentSince.putAll(back.presentSince());
        assertThat(world.judge().released()).isEmpty();
        assertThat(world.judge().reconsiderAt()).contains(world.now.plus(GRACE));

        world.now = world.now.plus(GRACE);
        assertThat(world.judge().released()).hasSize(2);
    }

    @Test
    void threeThatVanishTogetherAreReleasedAndFourAreNot() {
        presentPools(1);
        missingPools(3, GRACE);
        assertThat(world.judge().released()).hasSize(3);
        missingPools(1, GRACE);
        assertThat(world.judge().released()).isEmpty();
        assertThat(world.judge().frozen()).hasSize(4);
        assertThat(world.judge().findings().getFirst().message())
                .contains("4 of 5 objects of this kind went missing within 10 minutes");
    }

    @Test
    void ofManyPoolsATenthRoundedDownMayVanishTogether() {
        presentPools(45);
        missingPools(4, GRACE);
        assertThat(world.judge().released()).hasSize(4);
        missingPools(1, GRACE);
        assertThat(world.judge().released()).hasSize(5);
        missingPools(1, GRACE);
        assertThat(world.judge().released()).as("6 of 51").isEmpty();
    }

    @Test
    void promise8AWipedFleetStaysHeldHoweverLongItStaysAway() {
        presentPools(1);
        missingPools(6, Duration.ofDays(3));
        assertThat(world.judge().released()).isEmpty();
        assertThat(world.judge().reconsiderAt()).isEmpty();
    }

    @Test
    void thoseThatAreBackOrLetGoStillCountAsLongAsOthersAreMissing() {
        presentPools(1);
        missingPools(4, GRACE);
        Memory before = world.snapshot().memory();
        world.pool("gone-0", Map.of());
        world.nodes.remove(1);
        Memory after = Memories.observe(before, world.snapshot(), Settings.Times.defaults());
        world.wentSince.putAll(after.wentSince());
        assertThat(world.wentSince)
                .containsOnlyKeys("SovereignPool.gone-0", "SovereignPool.gone-1");
        assertThat(world.judge().frozen())
                .containsExactly("SovereignPool.gone-2", "SovereignPool.gone-3");
        assertThat(world.judge().findings().getFirst().message()).contains("4 of 5 objects");

        world.pool("gone-2", Map.of());
        world.pool("gone-3", Map.of());
        assertThat(Memories.observe(after, world.snapshot(), Settings.Times.defaults()).wentSince())
                .as("forgotten once nothing is missing")
                .isEmpty();
    }

    @Test
    void poolsThatVanishOneByOneAreNotHeldBack() {
        presentPools(1);
        for (int i = 1; i < 8; i++) {
            missingPools(1, GRACE.multipliedBy(i));
        }
        assertThat(world.judge().released()).hasSize(7);
    }

    @Test
    void aConfirmationReleasesAPoolAtOnceAndWhateverElseIsMissing() {
        missingPools(6, Duration.ZERO);
        world.confirmations.add("SovereignPool.gone-2");
        assertThat(world.judge().released()).containsExactly("SovereignPool.gone-2");
        assertThat(world.judge().confirmationsDone()).isEmpty();
    }

    @Test
    void promise8AMissingTenantIsNeverReleasedByTimeButWhenConfirmed() {
        world.pool("paris", Map.of(ONE_G, 5L));
        world.simpleTenant("bank", 5);
        world.simpleTenant("railway", 1);
        world.settle();
        world.tenants.remove("bank");
        world.missingSince.put("SovereignTenant.bank", world.now.minus(Duration.ofDays(100)));
        assertThat(world.judge().frozen()).containsExactly("SovereignTenant.bank");
        assertThat(world.judge().reconsiderAt()).isEmpty();

        world.confirmations.add("SovereignTenant.bank");
        assertThat(world.judge().tenantReleased("bank")).isTrue();
    }

    @Test
    void aConfirmationHasServedWhenTheOwnerIsBackOrNothingOfItIsLeft() {
        world.pool("paris", Map.of());
        world.nodes.add(TenantSamples.node("n", "lyon"));
        world.confirmations.add("SovereignPool.lyon");
        world.confirmations.add("SovereignPool.paris");
        world.confirmations.add("SovereignTenant.nobody");
        world.confirmations.add("Something.else");
        assertThat(world.judge().confirmationsDone())
                .containsExactly("SovereignPool.paris", "SovereignTenant.nobody");
    }

    @Test
    void aNodeNamesThePoolOfItsAnnotationEvenWithAnotherLabel() {
        presentPools(1);
        NodeFacts node = TenantSamples.node("n", "here-0");
        ChangeRecord record =
                new ChangeRecord(
                        "paris",
                        "slices",
                        Optional.empty(),
                        ChangeRecord.State.READY,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Optional.empty());
        world.nodes.add(
                new NodeFacts(
                        node.name(),
                        node.uid(),
                        node.resourceVersion(),
                        node.createdAt(),
                        node.labels(),
                        new NodeNotes(Optional.of(record), Optional.empty(), new TreeMap<>()),
                        node.taints(),
                        node.allocatable(),
                        true,
                        node.readySince(),
                        node.gpuPods(),
                        node.pods(),
                        node.controllers(),
                        false,
                        node.fencedLook(),
                        node.overwrittenBy()));
        assertThat(world.judge().frozen()).containsExactly("SovereignPool.paris");
    }

    @Test
    void theFindingSaysWhatIsHeldSinceWhenAndHowToConfirm() {
        presentPools(1);
        world.nodes.add(TenantSamples.node("n1", "paris"));
        world.nodes.add(TenantSamples.node("n2", "paris"));
        Finding finding = world.judge().findings().getFirst();
        assertThat(finding.kind()).isEqualTo("SovereignPool");
        assertThat(finding.object()).isEqualTo("paris");
        assertThat(finding.reason()).isEqualTo(Reason.OWNER_MISSING);
        assertThat(finding.message())
                .isEqualTo(
                        "SovereignPool paris has been missing since 2026-03-01T12:00:00Z; 2 nodes"
                                + " name it; everything on them stays as it is"
                                + " until 2026-03-01T12:10:00Z");
        assertThat(finding.cure())
                .contains(
                        "kubectl -n regalia-system create configmap regalia-confirmations"
                                + " --from-literal=SovereignPool.paris=confirmed --dry-run=client -o"
                                + " yaml | kubectl apply --server-side"
                                + " --field-manager=SovereignPool.paris -f -");
    }
}
