package dev.regalia.plan.packing.bench;

/// How the layouts of a fleet came to be.
enum History {
    /// All at once, from a plan that uses the fewest GPUs.
    PLANNED("planned"),
    /// One partition after the other, first fit; then three times as many left and came by chance
    /// as there are.
    DRIFTED("drifted");

    final String words;

    History(String words) {
        this.words = words;
    }
}
