package dev.regalia.plan;

import static dev.regalia.fixtures.Fixtures.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {

    @Test
    void printsByNameAndLeavesZerosOut() {
        String text =
                Resources.print(counts(Map.of("mig-1g.10gb", 28, "gpu", 4, "mig-3g.40gb", 0)));

        assertThat(text).isEqualTo("nvidia.com/gpu=4,nvidia.com/mig-1g.10gb=28");
    }

    @Test
    void recognisesWhatItPrintsAndNothingElse() {
        SortedMap<String, Long> some =
                counts(Map.of("gpu", 4, "mig-1g.10gb", 28, "mig-3g.40gb", 0));

        assertThat(Resources.isPrinted(Resources.print(some), some)).isTrue();
        assertThat(Resources.isPrinted("", counts(Map.of("gpu", 0)))).isTrue();
        assertThat(
                        Stream.of(
                                "",
                                "nvidia.com/gpu=4",
                                "nvidia.com/gpu=4,",
                                "nvidia.com/mig-1g.10gb=28",
                                "nvidia.com/gpu=4,nvidia.com/mig-1g.10gb=2",
                                "nvidia.com/gpu=4,nvidia.com/mig-1g.10gb=280",
                                "nvidia.com/gpu=4 nvidia.com/mig-1g.10gb=28",
                                "nvidia.com/gpu=5,nvidia.com/mig-1g.10gb=28",
                                "nvidia.com/gpu=4,nvidia.com/mig-1g.10gb=28,nvidia.com/x=1"))
                .noneMatch(text -> Resources.isPrinted(text, some));
    }

    @Test
    void readsWhatItPrinted() {
        assertThat(Resources.parse("nvidia.com/gpu=4,nvidia.com/mig-1g.10gb.me=1"))
                .contains(counts(Map.of("gpu", 4, "mig-1g.10gb.me", 1)));
        assertThat(Resources.parse("")).contains(new TreeMap<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a", "a=", "=1", "a=1,", "a=1,,b=2", "a=x", "a=-1", "a=1,a=2"})
    void readsNothingElse(String text) {
        assertThat(Resources.parse(text)).isEmpty();
    }

    @Test
    void addsAndSubtractsWithoutGoingBelowZero() {
        Map<String, Long> some = counts(Map.of("gpu", 4, "mig-1g.10gb", 7));
        Map<String, Long> others = counts(Map.of("gpu", 5, "mig-3g.40gb", 1));

        assertThat(Resources.plus(some, others))
                .isEqualTo(counts(Map.of("gpu", 9, "mig-1g.10gb", 7, "mig-3g.40gb", 1)));
        assertThat(Resources.minus(some, others)).isEqualTo(counts(Map.of("mig-1g.10gb", 7)));
    }

    @Test
    void aZeroIsAnAbsentKey() {
        Map<String, Long> some = counts(Map.of("gpu", 4, "mig-1g.10gb", 0));

        assertThat(Resources.same(some, counts(Map.of("gpu", 4)))).isTrue();
        assertThat(Resources.same(some, counts(Map.of("gpu", 5)))).isFalse();
        assertThat(Resources.covers(counts(Map.of("gpu", 4)), some)).isTrue();
        assertThat(Resources.covers(counts(Map.of("gpu", 3)), some)).isFalse();
    }
}
