package dev.regalia.plan.packing;

/// What a plan minimises, the first before the second and so on.
enum Goal {
    /// Memory slices of the demand that is not served.
    UNSERVED(0),
    /// Pods evicted.
    EVICTIONS(1),
    /// Memory slices of the headroom that is not served.
    HEADROOM(2),
    /// GPUs that are cut beyond what the slack allows.
    EXCESS(3),
    /// Nodes, or GPUs, touched.
    TOUCHED(4),
    /// GPUs that are cut.
    USED(5);

    /// The length of an array with one value per goal.
    static final int COUNT = values().length;

    private final int place;

    Goal(int place) {
        this.place = place;
    }

    /// The index in an array with one value per goal.
    int place() {
        return place;
    }
}
