package dev.regalia.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.kube.Events.Owner;
import dev.regalia.plan.Finding;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One Event per change of a finding, not one per look.
class EventsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Owner PARIS = new Owner(WellKnown.POOL_KIND, "paris", "uid-1");
    private static final Finding FAILED = finding("paris", "node gpu-04 answered 'failed'");
    private static final Finding ORPHAN = finding("lyon", "it has been missing since noon");
    private static final Finding GOOD = Events.asSpecified(PARIS);

    private final Map<String, Event> stored = new LinkedHashMap<>();
    private final Events events = process();

    @Test
    void aFindingThatStaysIsSaidOnce() {
        look(0, FAILED);
        look(30, FAILED);
        look(4_000, FAILED);

        assertThat(stored.values())
                .extracting(Event::getMessage)
                .containsExactly(FAILED.sentence());
    }

    @Test
    void aFindingThatGoesAndComesBackIsSaidAgain() {
        look(0, FAILED);
        look(100);
        look(200, FAILED);
        look(300, FAILED);

        assertThat(stored.values())
                .extracting(Event::getMessage)
                .containsExactly(FAILED.sentence(), FAILED.sentence());
        assertThat(stored.values())
                .extracting(Event::getLastTimestamp)
                .containsExactly(NOON.toString(), NOON.plusSeconds(200).toString());
    }

    @Test
    void aFindingThatComesAndGoesIsSaidOnceAMinuteAtMost() {
        for (int second = 0; second < 180; second += 2) {
            look(second, FAILED);
            look(second + 1);
        }

        assertThat(stored).hasSize(3);
    }

    @Test
    void whatIsHeldBackIsSaidWhenItsTimeHasCome() {
        look(0, FAILED);
        look(10);

        assertThat(events.publish(List.of(FAILED), List.of(PARIS), NOON.plusSeconds(20)))
                .contains(NOON.plusSeconds(60));
        assertThat(stored).hasSize(1);
        look(60, FAILED);
        assertThat(stored).hasSize(2);
        assertThat(events.publish(List.of(FAILED), List.of(PARIS), NOON.plusSeconds(70))).isEmpty();
    }

    @Test
    void aNewProcessDoesNotSayWhatTheStatusSaysEvenWhereTheEventHasExpired() {
        look(0, FAILED);
        stored.clear();

        Events next = process();
        next.begin(List.of(FAILED));
        next.publish(List.of(FAILED), List.of(PARIS), NOON.plusSeconds(7_200));
        next.publish(List.of(FAILED), List.of(PARIS), NOON.plusSeconds(7_230));

        assertThat(stored).isEmpty();
        next.publish(List.of(), List.of(PARIS), NOON.plusSeconds(7_300));
        next.publish(List.of(FAILED), List.of(PARIS), NOON.plusSeconds(7_400));
        assertThat(stored).hasSize(1);
    }

    @Test
    void aNewProcessDoesNotSayOfAMissingOwnerWhatAnEventSaysInOtherWords() {
        look(0, ORPHAN);

        Events next = process();
        next.begin(List.of());
        Finding reworded = finding("lyon", "it has been missing since one");
        next.publish(List.of(reworded), List.of(PARIS), NOON.plusSeconds(3_000));
        assertThat(stored).hasSize(1);

        next.publish(List.of(), List.of(PARIS), NOON.plusSeconds(3_100));
        next.publish(List.of(reworded), List.of(PARIS), NOON.plusSeconds(3_200));
        assertThat(stored).hasSize(2);
    }

    @Test
    void everyTimeThatAnObjectBecomesAsSpecifiedIsSaid() {
        look(0, GOOD);
        look(100);
        look(200, GOOD);

        assertThat(stored).hasSize(2);
    }

    @Test
    void anObjectIsNotSaidToBeAsSpecifiedAgainWhileNothingWasSaidBetween() {
        look(0, FAILED);
        look(10, GOOD);
        look(20, FAILED);
        look(30, GOOD);
        look(75, GOOD);
        assertThat(reasons()).containsExactly("RepartitionFailed", "AsSpecified");

        look(80, FAILED);
        look(90, GOOD);
        assertThat(reasons())
                .containsExactly(
                        "RepartitionFailed", "AsSpecified", "RepartitionFailed", "AsSpecified");
    }

    @Test
    void thatAnObjectIsAsSpecifiedIsHeldBackLikeFindings() {
        look(0, GOOD);
        look(10, FAILED);

        assertThat(events.publish(List.of(GOOD), List.of(PARIS), NOON.plusSeconds(20)))
                .contains(NOON.plusSeconds(60));
        assertThat(reasons()).containsExactly("AsSpecified", "RepartitionFailed");
        look(60, GOOD);
        assertThat(reasons()).containsExactly("AsSpecified", "RepartitionFailed", "AsSpecified");
    }

    @Test
    void aNewProcessSaysThatAnObjectIsAsSpecifiedWhereItsStatusDoesNotAlthoughAnEventDoes() {
        look(0, GOOD);

        Events next = process();
        next.begin(List.of());
        next.publish(List.of(GOOD), List.of(PARIS), NOON.plusSeconds(600));
        assertThat(stored).hasSize(2);
        Events last = process();
        last.begin(List.of(GOOD));
        last.publish(List.of(GOOD), List.of(PARIS), NOON.plusSeconds(700));
        assertThat(stored).hasSize(2);
    }

    @Test
    void muchThatIsNewAtOnceIsSaidBitByBit() {
        Finding[] many =
                IntStream.range(0, 70)
                        .mapToObj(i -> finding("p" + i, "its node answered 'failed'"))
                        .toArray(Finding[]::new);

        look(0, many);
        assertThat(stored).hasSize(50);
        look(1, many);
        assertThat(stored).hasSize(70);
    }

    private List<String> reasons() {
        return stored.values().stream().map(Event::getReason).toList();
    }

    private void look(int second, Finding... findings) {
        events.publish(List.of(findings), List.of(PARIS), NOON.plusSeconds(second));
    }

    private Events process() {
        return new Events(
                event -> stored.putIfAbsent(event.getMetadata().getName(), event) == null,
                "regalia-system",
                Duration.ofMinutes(1));
    }

    private static Finding finding(String pool, String message) {
        return new Finding(
                WellKnown.POOL_KIND, pool, "", Reason.REPARTITION_FAILED, message, "read its log");
    }
}
