package dev.regalia.plan.packing.bench;

import dev.regalia.mig.GpuGeometry;
import java.util.SplittableRandom;

/// How often which profile is asked for, on a GPU of seven compute slices.
///
/// `TRACE_SHARES` follows the GPU shares of a public cluster trace (Alibaba 2023, "openb"), each
/// share rounded up to a profile.
enum Mix {
    UNIFORM("uniform", 1, 1, 1, 1, 1, 0),
    SMALL("small-heavy", 60, 10, 20, 7, 3, 0),
    LARGE("large-heavy", 10, 10, 20, 40, 20, 0),
    HALVES("3g and 4g only", 0, 0, 0, 50, 50, 0),
    NO_DOUBLE("no 1g.double", 30, 0, 30, 25, 15, 0),
    MEMORY("memory-heavy", 15, 25, 30, 20, 10, 0),
    TRACE_SHARES("trace shares", 32, 0, 280, 389, 899, 1478);

    final String words;
    private final int one;
    private final int doubled;
    private final int two;
    private final int three;
    private final int four;
    private final int seven;

    Mix(String words, int one, int doubled, int two, int three, int four, int seven) {
        this.words = words;
        this.one = one;
        this.doubled = doubled;
        this.two = two;
        this.three = three;
        this.four = four;
        this.seven = seven;
    }

    private int sum() {
        return one + doubled + two + three + four + seven;
    }

    private int weight(GpuGeometry geometry, int profile) {
        return switch (geometry.profiles().get(profile).shape()) {
            case "1g" -> one;
            case "1g.double" -> doubled;
            case "2g" -> two;
            case "3g" -> three;
            case "4g" -> four;
            case "7g" -> seven;
            default -> 0;
        };
    }

    /// So many partitions in these shares, the same for all: counts by profile, then whole GPUs.
    long[] counts(GpuGeometry geometry, long partitions) {
        long[] counts = new long[geometry.profiles().size() + 1];
        for (int k = 0; k + 1 < counts.length; k++) {
            counts[k] = partitions * weight(geometry, k) / sum();
        }
        return counts;
    }

    /// A profile by chance.
    int draw(GpuGeometry geometry, SplittableRandom random) {
        int left = random.nextInt(sum());
        int k = 0;
        while (left >= weight(geometry, k)) {
            left -= weight(geometry, k);
            k++;
        }
        return k;
    }
}
