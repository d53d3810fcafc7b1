package dev.regalia.plan.packing.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How good our plans are beside those of others: writes the tables of the reference page, and
/// fails where a target is missed.
final class QualityReport {

    private static final int PARTITIONS = 100_000;
    private static final int SEEDS = 10;

    private final List<String> misses = new ArrayList<>();

    private QualityReport() {}

    /// Measures everything and writes the parts `fresh`, `idle` and `evicting` of the page.
    ///
    /// @return the targets that are missed, in words
    static List<String> write(Page page) throws IOException {
        QualityReport report = new QualityReport();
        page.write("fresh", report.fresh());
        page.write("idle", report.replans(Scenarios.idleOnly()));
        page.write("evicting", report.replans(Scenarios.evicting()));
        return List.copyOf(report.misses);
    }

    private String fresh() {
        StringBuilder table = new StringBuilder(FreshRow.HEADER);
        Arrays.stream(Mix.values())
                .map(mix -> FreshRow.of(mix, PARTITIONS, SEEDS))
                .forEachOrdered(
                        row -> {
                            table.append(row.markdown());
                            misses.addAll(row.misses());
                        });
        return table.toString();
    }

    private String replans(List<Scenario> scenarios) {
        StringBuilder table = new StringBuilder(ReplanRow.HEADER);
        for (Scenario scenario : scenarios) {
            ReplanRow row = ReplanRow.of(scenario, SEEDS);
            table.append(row.markdown());
            row.seeds().forEach(seed -> misses.addAll(seed.misses()));
        }
        return table.toString();
    }
}
