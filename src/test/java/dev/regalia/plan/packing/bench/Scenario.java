package dev.regalia.plan.packing.bench;

import dev.regalia.plan.packing.Evictions;

/// A kind of fleet with a kind of demand; every seed makes one of it.
///
/// @param idlePercent nodes of a hundred without GPU pods
/// @param movePercent how far the demand of each profile moves at most, up or down
/// @param loadPercent what the moved demand is multiplied by; 100 leaves it
/// @param size of the fleet
record Scenario(
        Mix mix,
        History history,
        int idlePercent,
        int movePercent,
        int loadPercent,
        Evictions evictions,
        Size size) {

    /// @param nodes that a fleet has
    /// @param gpus per node
    record Size(int nodes, int gpus) {
        /// 18,000 GPUs as most servers have them.
        static final Size EIGHTS = new Size(2_250, 8);

        /// 18,000 GPUs in small servers.
        static final Size FOURS = new Size(4_500, 4);

        /// Such as `2250x8`.
        static Size of(String text) {
            String[] parts = text.split("x", 2);
            return new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        String text() {
            return nodes + "x" + gpus;
        }

        int all() {
            return nodes * gpus;
        }
    }

    Scenario with(Size other) {
        return new Scenario(mix, history, idlePercent, movePercent, loadPercent, evictions, other);
    }

    /// As it stands in a table.
    String words() {
        return "%s, %s, %d %%, ±%d %%%s"
                .formatted(
                        history.words,
                        mix.words,
                        idlePercent,
                        movePercent,
                        loadPercent == 100 ? "" : ", × %.1f".formatted(loadPercent / 100.0));
    }
}
