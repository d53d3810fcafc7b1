package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.PoolStatus;
import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Finding;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a status tells the next process of what was found.
class ToldTest {

    private static final String PARIS = "paris-h100";

    private final Told told = new Told();

    @Test
    void aStatusSaysEveryFindingThatItWasWrittenFrom() {
        Finding own = finding(WellKnown.POOL_KIND, PARIS, "node gpu-04 answered 'failed'");
        Finding ofTheMap = finding("ConfigMap", "regalia-mig-parted", "it is too large");
        show(own, ofTheMap);

        assertThat(told.has(own)).isTrue();
        assertThat(told.has(ofTheMap)).isTrue();
    }

    @Test
    void whatItDoesNotSayIsNew() {
        show(finding(WellKnown.POOL_KIND, PARIS, "node gpu-04 answered 'failed'"));

        assertThat(told.has(finding(WellKnown.POOL_KIND, PARIS, "node gpu-04"))).isFalse();
        assertThat(told.has(finding(WellKnown.POOL_KIND, "lyon", "node gpu-04 answered 'failed'")))
                .isFalse();
        assertThat(told.has(finding("ConfigMap", "regalia-mig-parted", "it is too large")))
                .isFalse();
    }

    @Test
    void whatAFullMessageHadNoRoomForIsNotNew() {
        List<Finding> many =
                IntStream.range(0, 400)
                        .mapToObj(i -> finding(WellKnown.POOL_KIND, PARIS, i + "x".repeat(100)))
                        .toList();
        show(many.toArray(Finding[]::new));

        assertThat(many).allMatch(told::has);
    }

    private void show(Finding... findings) {
        PoolStatus status =
                PoolStatusWriter.write(
                        new PoolSample().configured(false).outcome(),
                        Stream.of(findings).toList(),
                        Samples.NOON);
        told.add(WellKnown.POOL_KIND, PARIS, status.conditions());
    }

    private static Finding finding(String kind, String object, String message) {
        return new Finding(
                kind, object, "nodeGroups[slices]", Reason.REPARTITION_FAILED, message, "read it");
    }
}
