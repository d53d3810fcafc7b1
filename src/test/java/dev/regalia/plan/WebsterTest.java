package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebsterTest {

    @ParameterizedTest(name = "{0} by {1} gives {2}")
    @CsvSource({
        "10, 3 1, 8 2",
        "10, 1 1 1, 4 3 3",
        "0, 5 5, 0 0",
        "1, 1 1, 1 0",
        "2, 1 1000, 0 2",
        "100, 53 24 23, 53 24 23",
        "7, 1000, 7",
        "280000, 1 1 2, 70000 70000 140000"
    })
    void aTotalIsSplitByWeightWithTiesToTheEarlier(long total, String weights, String want) {
        assertThat(Webster.split(total, ints(weights))).containsExactly(longs(want));
    }

    @Test
    void theShortCutGivesWhatSeatAfterSeatGives() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            int[] weights = random.ints(1 + random.nextInt(8), 1, 30).toArray();
            int total = random.nextInt(200);
            assertThat(Webster.split(total, weights))
                    .as("%d by %s", total, Arrays.toString(weights))
                    .containsExactly(seatBySeat(total, weights));
        }
    }

    @Test
    void aLargerTotalNeverMakesAPartSmaller() {
        Random random = new Random(8);
        for (int round = 0; round < 200; round++) {
            int[] weights = random.ints(1 + random.nextInt(6), 1, 1000).toArray();
            long[] before = Webster.split(0, weights);
            for (int total = 1; total < 60; total++) {
                long[] after = Webster.split(total, weights);
                assertThat(Arrays.stream(after).sum()).isEqualTo(total);
                for (int i = 0; i < after.length; i++) {
                    assertThat(after[i]).isGreaterThanOrEqualTo(before[i]);
                }
                before = after;
            }
        }
    }

    @Test
    void withoutWeightsNothingIsSplit() {
        assertThat(Webster.split(5, new int[0])).isEmpty();
    }

    private static long[] seatBySeat(int total, int[] weights) {
        long[] parts = new long[weights.length];
        for (int seat = 0; seat < total; seat++) {
            int best = 0;
            for (int i = 1; i < weights.length; i++) {
                if (weights[i] * (2 * parts[best] + 1) > weights[best] * (2 * parts[i] + 1)) {
                    best = i;
                }
            }
            parts[best]++;
        }
        return parts;
    }

    private static int[] ints(String words) {
        return Arrays.stream(words.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    private static long[] longs(String words) {
        return Arrays.stream(words.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }
}
