package dev.regalia.plan.packing.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// One scenario over all seeds, as a row of a table.
record ReplanRow(Scenario scenario, List<Replan> seeds) {

    static final String HEADER =
            """
            | history, mix, idle nodes, demand | Regalia: unserved / evictions / nodes / GPUs | \
            above bound | nodes with 5 % slack | surplus-aware greedy | best target, matched | from scratch |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    String markdown() {
        StringBuilder row = new StringBuilder("| ").append(scenario.words()).append(" | ");
        row.append(
                "%s / %s / %s / %s"
                        .formatted(
                                mean(Worth::unserved),
                                mean(Worth::evictions),
                                mean(worth -> (long) worth.nodes()),
                                mean(worth -> (long) worth.gpus())));
        row.append(" | ").append(seeds.stream().mapToLong(Replan::above).max().orElse(0));
        row.append(" | ").append(ratios(ReplanRow::slackNodes));
        for (int i = 0; i < Replan.OPPONENTS.size(); i++) {
            row.append(" | ").append(cell(i));
        }
        return row.append(" |\n").toString();
    }

    /// How often an opponent does as well or better, what it leaves unserved and evicts beyond us
    /// at worst, and how many more nodes it touches where it serves and evicts as we do.
    private String cell(int opponent) {
        StringBuilder cell = new StringBuilder();
        long equal = count(opponent, 0);
        long better = count(opponent, -1);
        cell.append(equal == 0 ? "" : "equal %d/%d, ".formatted(equal, seeds.size()));
        cell.append(better == 0 ? "" : "better %d/%d, ".formatted(better, seeds.size()));
        cell.append(worst("unserved", opponent, Worth::unserved));
        cell.append(worst("evictions", opponent, Worth::evictions));
        String nodes = ratios(seed -> nodes(seed, opponent));
        return cell.append(nodes.isEmpty() ? "" : "nodes " + nodes)
                .toString()
                .replaceFirst(", $", "");
    }

    private long count(int opponent, int sign) {
        return seeds.stream()
                .map(seed -> seed.opponents().get(opponent).compareTo(seed.ours()))
                .filter(compared -> Integer.signum(compared) == sign)
                .count();
    }

    private String worst(String words, int opponent, ToLongFunction<Worth> part) {
        long most =
                seeds.stream()
                        .mapToLong(
                                seed ->
                                        part.applyAsLong(seed.opponents().get(opponent))
                                                - part.applyAsLong(seed.ours()))
                        .max()
                        .orElse(0);
        return most <= 0 ? "" : "%s +%,d, ".formatted(words, most);
    }

    private String ratios(ToDoubleFunction<Replan> ratio) {
        double[] known = seeds.stream().mapToDouble(ratio).filter(r -> r > 0).toArray();
        if (known.length == 0) {
            return "";
        }
        double sum = 0;
        double worst = 0;
        for (double each : known) {
            sum += each;
            worst = Math.max(worst, each);
        }
        return "× %.2f (%.2f)".formatted(sum / known.length, worst);
    }

    /// 0 where it does not compare.
    private static double nodes(Replan seed, int opponent) {
        Worth other = seed.opponents().get(opponent);
        return other.unserved() == seed.ours().unserved()
                        && other.evictions() == seed.ours().evictions()
                ? ratio(other.nodes(), seed.ours().nodes())
                : 0;
    }

    private static double slackNodes(Replan seed) {
        return ratio(seed.withSlack().nodes(), seed.ours().nodes());
    }

    private static double ratio(int one, int other) {
        return other == 0 ? 0 : (double) one / other;
    }

    private String mean(ToLongFunction<Worth> part) {
        long sum = seeds.stream().mapToLong(seed -> part.applyAsLong(seed.ours())).sum();
        return "%,d".formatted(Math.round((double) sum / seeds.size()));
    }

    static ReplanRow of(Scenario scenario, int seeds) {
        return new ReplanRow(
                scenario,
                IntStream.rangeClosed(1, seeds)
                        .parallel()
                        .mapToObj(seed -> Replan.of(scenario, seed))
                        .toList());
    }
}
