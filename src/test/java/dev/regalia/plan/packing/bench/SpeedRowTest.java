package dev.regalia.plan.packing.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpeedRowTest {

    @Test
    void a_target_is_judged_by_the_own_time_and_not_by_the_wall() {
        assertThat(row("2250x8", 49, true).misses(50, 8)).isEmpty();
        assertThat(row("2250x8", 51, true).misses(50, 8)).hasValue("layouts, 2250x8: 51.0 ms");
        assertThat(row("2250x8", 51, true).misses(50, 1))
                .hasValue("layouts, 2250x8: 51.0 ms, 2.5 MB");
    }

    @Test
    void what_is_not_judged_misses_nothing() {
        assertThat(row("2250x8", 1_000, false).misses(50, 1)).isEmpty();
    }

    @Test
    void each_time_stands_beside_the_calibration_loop() {
        assertThat(row("2250x8", 40, true).markdown())
                .isEqualTo(
                        "| layouts | 2250x8 | 40.0 ms | 20.0 ms | 2.00 | 900.0 ms | 2.5 MB |%n"
                                .formatted());
    }

    @Test
    void the_fit_finds_the_exponent() {
        assertThat(Growth.exponent(List.of(row("10x8", 1, true), row("40x8", 4, true))))
                .isCloseTo(1, within(1e-9));
        assertThat(
                        Growth.exponent(
                                List.of(
                                        row("10x8", 3, true),
                                        row("20x8", 12, true),
                                        row("40x8", 48, true))))
                .isCloseTo(2, within(1e-9));
    }

    private static SpeedRow row(String size, double own, boolean judged) {
        return new SpeedRow(
                "layouts", size, new OwnTime.Told(own, 20), 900, OptionalDouble.of(2.5), judged);
    }
}
