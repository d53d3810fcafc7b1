package dev.regalia.plan.packing.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.mig.GpuPacking;
import dev.regalia.plan.packing.opponents.Opponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark in small: the targets hold on small fleets too, and what it measures with is
/// right.
class QualityReportTest {

    private static final Scenario.Size SMALL = new Scenario.Size(100, 8);
    private static final int SEEDS = 2;

    @TempDir Path folder = Path.of("");

    @Test
    void no_target_is_missed_on_small_fleets() {
        List<ReplanRow> rows =
                Stream.concat(Scenarios.idleOnly().stream(), Scenarios.evicting().stream())
                        .map(scenario -> ReplanRow.of(scenario.with(SMALL), SEEDS))
                        .toList();

        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(row.seeds())
                                        .flatExtracting(Replan::misses)
                                        .as(row.scenario().words())
                                        .isEmpty());
        for (int i = 0; i < Replan.OPPONENTS.size(); i++) {
            int opponent = i;
            assertThat(rows)
                    .as("%s does worse somewhere", Replan.OPPONENTS.get(i))
                    .anySatisfy(
                            row ->
                                    assertThat(row.seeds().getFirst().opponents().get(opponent))
                                            .isGreaterThan(row.seeds().getFirst().ours()));
        }
    }

    @Test
    void fresh_plans_use_the_fewest_gpus_and_other_rules_never_fewer() {
        for (Mix mix : Mix.values()) {
            Fresh fresh = Fresh.of(mix, 3_000, 1);

            assertThat(fresh.ours()).as(mix.words).isEqualTo(fresh.optimum());
            assertThat(fresh.firstFit()).isGreaterThanOrEqualTo(fresh.optimum());
            assertThat(fresh.bestFitDecreasing()).isGreaterThanOrEqualTo(fresh.optimum());
        }
    }

    @Test
    void the_closed_form_agrees_with_the_facets() {
        GpuPacking packing = Fleets.PACKING;
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            long[] counts = new long[packing.profiles() + 1];
            for (int k = 0; k < packing.profiles(); k++) {
                counts[k] = k == 1 ? 0 : random.nextInt(40);
            }
            assertThat(Fresh.closedForm(counts)).isEqualTo(packing.gpus(counts));
        }
    }

    @Test
    void fleets_have_the_idle_nodes_and_the_demand_that_the_scenario_says() {
        for (Scenario scenario : Scenarios.idleOnly()) {
            Fleets.Case sample = Fleets.of(scenario.with(SMALL), 3);
            long idle = sample.problem().nodes().stream().filter(n -> n.evictions() == 0).count();
            long gpus = Fleets.PACKING.gpus(sample.demand());

            assertThat(idle).isEqualTo(SMALL.nodes() * scenario.idlePercent() / 100);
            assertThat(gpus).isBetween(SMALL.all() / 2L, SMALL.all() * 3L / 2);
        }
    }

    @Test
    void opponents_serve_what_fits_on_a_fleet_where_every_node_may_be_touched() {
        for (Scenario scenario : Scenarios.evicting()) {
            Fleets.Case sample = Fleets.of(scenario.with(SMALL), 4);
            if (Fleets.PACKING.gpus(sample.demand()) > SMALL.all()) {
                continue;
            }
            for (Opponent rule : Replan.OPPONENTS.subList(1, Replan.OPPONENTS.size())) {
                Worth worth =
                        Worth.of(
                                sample.problem(),
                                sample.demand(),
                                rule.plan(sample.problem(), sample.demand()));
                assertThat(worth.unserved()).as("%s, %s", rule, scenario.words()).isZero();
            }
        }
    }

    @Test
    void a_part_of_the_page_is_replaced_and_the_rest_stays() throws IOException {
        Path file = folder.resolve("page.md");
        Files.writeString(
                file,
                """
                a
                <!-- measured: one -->
                old
                <!-- end of one -->
                b
                """);

        new Page(file).write("one", "new\n");

        assertThat(file)
                .hasContent(
                        """
                        a
                        <!-- measured: one -->

                        new

                        <!-- end of one -->
                        b
                        """);
    }

    @Test
    void the_reference_page_has_every_part_that_is_measured() throws IOException {
        String page = Files.readString(Page.REFERENCE.file());

        for (String part : List.of("fresh", "idle", "evicting", "warm", "first", "growth")) {
            assertThat(page)
                    .contains("<!-- measured: " + part + " -->", "<!-- end of " + part + " -->");
        }
    }
}
