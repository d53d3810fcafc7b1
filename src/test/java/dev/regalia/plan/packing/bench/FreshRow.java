package dev.regalia.plan.packing.bench;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// One mix over all seeds, as a row of a table.
record FreshRow(Mix mix, List<Fresh> seeds) {

    static final String HEADER =
            """
            | mix | fewest GPUs | Regalia | first fit | best fit decreasing |
            | --- | --- | --- | --- | --- |
            """;

    static FreshRow of(Mix mix, int partitions, int seeds) {
        return new FreshRow(
                mix,
                IntStream.rangeClosed(1, seeds)
                        .parallel()
                        .mapToObj(seed -> Fresh.of(mix, partitions, seed))
                        .toList());
    }

    String markdown() {
        long optimum = Math.round(seeds.stream().mapToLong(Fresh::optimum).average().orElse(0));
        return "| %s | %,d | **%s** | %s | %s |%n"
                .formatted(
                        mix.words,
                        optimum,
                        ratios(Fresh::ours),
                        ratios(Fresh::firstFit),
                        ratios(Fresh::bestFitDecreasing));
    }

    List<String> misses() {
        return IntStream.range(0, seeds.size())
                .filter(i -> seeds.get(i).ours() != seeds.get(i).optimum())
                .mapToObj(
                        i ->
                                "%s, seed %d: %d GPUs, optimum %d"
                                        .formatted(
                                                mix.words,
                                                i + 1,
                                                seeds.get(i).ours(),
                                                seeds.get(i).optimum()))
                .toList();
    }

    private String ratios(ToLongFunction<Fresh> rule) {
        double sum = 0;
        double worst = 0;
        for (Fresh fresh : seeds) {
            double ratio = (double) rule.applyAsLong(fresh) / fresh.optimum();
            sum += ratio;
            worst = Math.max(worst, ratio);
        }
        return "%.3f (%.3f)".formatted(sum / seeds.size(), worst);
    }
}
