package dev.regalia.mig;

/// How many GPUs hold some partitions, and cut into which patterns.
///
/// Counts are partitions by profile; what stands behind the last profile is not looked at.
sealed interface Cover permits FacetCover, UniformCover, GreedyCover {

    /// The GPUs that [#times] uses; the fewest possible where [#exact].
    long gpus(long[] counts);

    /// GPUs without which the partitions cannot be held; the same as [#gpus] where [#exact].
    long bound(long[] counts);

    /// Whether [#gpus] is the fewest possible for all counts.
    boolean exact();

    /// How many more partitions of a profile fit, so that all of them lie on `gpus` GPUs; 0 if not
    /// even the present ones do.
    long room(long[] counts, int profile, long gpus);

    /// The number of GPUs per pattern, in the order of the patterns.
    long[] times(long[] counts);
}
