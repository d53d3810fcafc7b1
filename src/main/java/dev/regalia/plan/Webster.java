package dev.regalia.plan;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Webster's method (Sainte-Laguë) of splitting a whole number by weights: each part is its exact
/// share divided by a common divisor and rounded to the nearest.
///
/// It is house monotone: a larger total never makes a part smaller. So growing a grant never takes
/// from a namespace.
final class Webster {

    private Webster() {}

    /// The parts of `total`, in the order of the weights; ties go to the earlier one.
    ///
    /// @param total 0 or more
    /// @param weights each 1 to 1000; where there are none, nothing is split
    static long[] split(long total, int[] weights) {
        long[] parts = new long[weights.length];
        if (weights.length == 0) {
            return parts;
        }
        long left = total - seat(total, weights, parts);
        PriorityQueue<Integer> queue = new PriorityQueue<>(nextSeat(weights, parts));
        for (int i = 0; i < weights.length; i++) {
            queue.add(i);
        }
        for (; left > 0; left--) {
            int next = queue.remove();
            parts[next]++;
            queue.add(next);
        }
        return parts;
    }

    /// Gives at once all that one divisor gives, chosen so that it is never more than `total`:
    /// rounding adds at most one half per part, and that much is held back. Returns what was given.
    private static long seat(long total, int[] weights, long[] parts) {
        long sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        long basis = Math.max(0, total - weights.length);
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            parts[i] = (2 * basis * weights[i] + sum) / (2 * sum);
            given += parts[i];
        }
        return given;
    }

    private static Comparator<Integer> nextSeat(int[] weights, long[] parts) {
        return (one, other) -> {
            long left = weights[one] * (2 * parts[other] + 1);
            long right = weights[other] * (2 * parts[one] + 1);
            return left != right ? Long.compare(right, left) : Integer.compare(one, other);
        };
    }
}
