package dev.regalia.plan;

/// Compares memory sizes of GPUs as people name them with those that a driver reports.
final class MemorySize {

    private MemorySize() {}

    /// Whether a size is within 10 percent of the wanted one, both in gigabytes.
    static boolean close(int actual, int wanted) {
        return Math.abs(actual - wanted) * 10L <= wanted;
    }
}
