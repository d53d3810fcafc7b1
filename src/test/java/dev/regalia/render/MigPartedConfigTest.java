package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regalia.api.Reason;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigConfigEntry.Devices;
import dev.regalia.plan.MigConfigFacts;
import dev.regalia.render.MigPartedConfig.Entries;
import dev.regalia.render.MigPartedConfig.Rendered;
import dev.regalia.render.MigPartedConfig.Result;
import dev.regalia.render.MigPartedConfig.TooLarge;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigPartedConfigTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final MigConfigEntry FOUR_CUT =
            new MigConfigEntry(
                    List.of("0x233010DE"),
                    new Devices.Indexes(List.of(0, 1, 2, 3)),
                    true,
                    new TreeMap<>(Map.of("3g.40gb", 2)));
    private static final MigConfigEntry FOUR_WHOLE =
            new MigConfigEntry(
                    List.of(), new Devices.Indexes(List.of(4, 5, 6, 7)), false, new TreeMap<>());

    private static final SortedMap<String, List<MigConfigEntry>> OURS =
            new TreeMap<>(Map.of("regalia-ab12", List.of(FOUR_CUT, FOUR_WHOLE)));

    @Test
    void stockEntriesAndOursStandInOneDocumentAsMigPartedWantsIt() {
        assertThat(rendered(MigConfigFacts.none()).document())
                .isEqualTo(
                        """
                        version: "v1"
                        mig-configs:
                          all-1g.10gb:
                          - device-filter:
                            - "0x233010DE"
                            devices: "all"
                            mig-enabled: true
                            mig-devices:
                              "1g.10gb": 7
                          all-3g.40gb:
                          - device-filter:
                            - "0x233010DE"
                            devices: "all"
                            mig-enabled: true
                            mig-devices:
                              "3g.40gb": 2
                          all-disabled:
                          - devices: "all"
                            mig-enabled: false
                            mig-devices: {}
                          all-enabled:
                          - devices: "all"
                            mig-enabled: true
                            mig-devices: {}
                          regalia-ab12:
                          - device-filter:
                            - "0x233010DE"
                            devices:
                            - 0
                            - 1
                            - 2
                            - 3
                            mig-enabled: true
                            mig-devices:
                              "3g.40gb": 2
                          - devices:
                            - 4
                            - 5
                            - 6
                            - 7
                            mig-enabled: false
                            mig-devices: {}
                        """);
    }

    @Test
    void everyEntryKeepsTheRulesThatMigPartedHas() throws Exception {
        JsonNode configs =
                YAML.readTree(rendered(MigConfigFacts.none()).document()).path("mig-configs");

        assertThat(configs.properties())
                .hasSize(5)
                .allSatisfy(
                        it ->
                                assertThat(MigPartedRules.broken(it.getKey(), it.getValue()))
                                        .as(it.getKey())
                                        .isEmpty());
    }

    @Test
    void anUnchangedMapIsNotWrittenAndKeepsItsTimes() {
        Rendered first = rendered(MigConfigFacts.none());

        Rendered second = rendered(facts(first, Optional.empty()), OURS, Samples.LATER);

        assertThat(first.changed()).isTrue();
        assertThat(second.changed()).isFalse();
        assertThat(second.since())
                .isEqualTo(first.since())
                .containsEntry("regalia-ab12", Samples.NOON);
    }

    @Test
    void onlyNewAndChangedEntriesGetANewTime() {
        Rendered first = rendered(MigConfigFacts.none());
        SortedMap<String, List<MigConfigEntry>> more = new TreeMap<>(OURS);
        more.put("regalia-cd34", List.of(FOUR_WHOLE));
        String edited = first.document().replace("\"1g.10gb\": 7", "\"1g.10gb\": 6");
        MigConfigFacts stored =
                new MigConfigFacts(true, edited, new TreeMap<>(), first.since(), Optional.empty());

        Rendered second = rendered(stored, more, Samples.LATER);

        assertThat(second.changed()).isTrue();
        assertThat(second.since())
                .containsEntry("regalia-ab12", Samples.NOON)
                .containsEntry("all-disabled", Samples.NOON)
                .containsEntry("regalia-cd34", Samples.LATER)
                .containsEntry("all-1g.10gb", Samples.LATER);
    }

    @Test
    void aLostAnnotationMakesEveryEntryNew() {
        Rendered first = rendered(MigConfigFacts.none());
        MigConfigFacts stored =
                new MigConfigFacts(
                        true, first.document(), new TreeMap<>(), new TreeMap<>(), Optional.empty());

        Rendered second = rendered(stored, OURS, Samples.LATER);

        assertThat(second.changed()).isTrue();
        assertThat(second.since().values()).containsOnly(Samples.LATER);
    }

    @Test
    void aKeptEntryStaysAsItStandsUnlessSomebodyBrokeIt() throws Exception {
        Rendered first = rendered(MigConfigFacts.none());
        Entries nothingWanted =
                new Entries(
                        new TreeMap<>(), new TreeSet<>(List.of("regalia-ab12", "regalia-gone")));

        Rendered kept = rendered(facts(first, Optional.empty()), nothingWanted);
        Rendered broken =
                rendered(
                        new MigConfigFacts(
                                true,
                                first.document().replace("\"3g.40gb\": 2\n  -", "slices: 2\n  -"),
                                new TreeMap<>(),
                                first.since(),
                                Optional.empty()),
                        nothingWanted);

        assertThat(kept.changed()).isFalse();
        assertThat(kept.since()).isEqualTo(first.since());
        assertThat(broken.since()).doesNotContainKey("regalia-ab12").containsKey("all-disabled");
        assertThat(YAML.readTree(broken.document()).path("mig-configs").has("regalia-ab12"))
                .isFalse();
    }

    @Test
    void aDocumentThatNoConfigMapCanHoldIsRefused() {
        SortedMap<String, List<MigConfigEntry>> many = new TreeMap<>();
        IntStream.range(0, 8_000)
                .forEach(i -> many.put("regalia-%05d".formatted(i), List.of(FOUR_CUT)));

        Result result =
                MigPartedConfig.render(
                        new Entries(many, new TreeSet<>()),
                        Samples.catalog(),
                        MigConfigFacts.none(),
                        Samples.SETTINGS,
                        Samples.NOON);

        assertThat(result)
                .asInstanceOf(type(TooLarge.class))
                .satisfies(
                        it -> {
                            assertThat(it.bytes()).isGreaterThan(900 * 1024);
                            assertThat(it.finding().reason())
                                    .isEqualTo(Reason.MIG_CONFIG_TOO_LARGE);
                            assertThat(it.finding().sentence())
                                    .contains(Integer.toString(it.bytes()), "921600");
                        });
    }

    @Test
    void theConfigMapHoldsDocumentTimesAndOurLabel() {
        Rendered rendered = rendered(MigConfigFacts.none());

        ConfigMap map = MigPartedConfig.configMap(rendered, Samples.SETTINGS);

        assertThat(map.getMetadata().getName()).isEqualTo("regalia-mig-parted");
        assertThat(map.getMetadata().getNamespace()).isEqualTo("gpu-operator");
        assertThat(map.getMetadata().getLabels())
                .isEqualTo(Map.of("app.kubernetes.io/managed-by", "regalia"));
        assertThat(map.getData()).isEqualTo(Map.of("config.yaml", rendered.document()));
        assertThat(map.getMetadata().getAnnotations())
                .isEqualTo(
                        Map.of("regalia.dev/entries-since", EntriesSince.print(rendered.since())));
    }

    private static MigConfigFacts facts(Rendered rendered, Optional<String> extra) {
        return new MigConfigFacts(
                true, rendered.document(), new TreeMap<>(), rendered.since(), extra);
    }

    private static Rendered rendered(MigConfigFacts facts) {
        return rendered(facts, OURS, Samples.NOON);
    }

    private static Rendered rendered(MigConfigFacts facts, Entries ours) {
        return (Rendered)
                MigPartedConfig.render(
                        ours, Samples.catalog(), facts, Samples.SETTINGS, Samples.LATER);
    }

    private static Rendered rendered(
            MigConfigFacts facts, SortedMap<String, List<MigConfigEntry>> ours, Instant takenAt) {
        return (Rendered)
                MigPartedConfig.render(
                        new Entries(ours, new TreeSet<>()),
                        Samples.catalog(),
                        facts,
                        Samples.SETTINGS,
                        takenAt);
    }
}
