package dev.regalia.mig;

import java.util.List;

/// A limit of what the GPUs of one model can be cut into together: over all profiles, the sum of
/// weight times count is at most `bound` per GPU.
///
/// Every facet is one resource that GPUs run out of, such as compute slices; some exist only
/// because of where instances may lie.
///
/// @param words what it is that GPUs run out of, in the plural: `left halves`
/// @param weights one per profile of the geometry, in its order, 0 or more
/// @param bound what one GPU has, at least 1
public record Facet(String words, List<Integer> weights, int bound) {

    public Facet {
        weights = List.copyOf(weights);
        if (bound < 1 || weights.stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException(
                    words + ": weights " + weights + ", bound " + bound + " cannot be a limit");
        }
    }

    /// The GPUs that this limit alone asks for, rounded up.
    ///
    /// @param counts partitions by profile; what stands behind the last profile is not looked at
    public long gpus(long[] counts) {
        return Math.ceilDiv(load(counts), (long) bound);
    }

    /// The sum of weight times count, in the unit of `bound`.
    public long load(long[] counts) {
        long load = 0;
        for (int i = 0; i < weights.size(); i++) {
            load += weights.get(i) * counts[i];
        }
        return load;
    }
}
