package dev.regalia.plan.packing.bench;

import java.util.List;

/// How the time of plans grows with the nodes of the fleet: the slope of the straight line through
/// the logarithms, by least squares.
final class Growth {

    private Growth() {}

    /// The exponent `e` of `time ~ nodes^e`.
    ///
    /// @param rows for fleets of different size, at least two
    static double exponent(List<SpeedRow> rows) {
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (SpeedRow row : rows) {
            double nodes = Math.log(Scenario.Size.of(row.size()).nodes());
            double time = Math.log(row.time().own());
            x += nodes;
            y += time;
            xx += nodes * nodes;
            xy += nodes * time;
        }
        int n = rows.size();
        return (n * xy - x * y) / (n * xx - x * x);
    }
}
