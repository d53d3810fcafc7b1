package dev.regalia.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regalia.api.Reason;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigConfigEntry.Devices;
import dev.regalia.plan.Finding;
import dev.regalia.plan.MigConfigFacts;
import dev.regalia.render.MigPartedConfig.Entries;
import dev.regalia.render.MigPartedConfig.Rendered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken from somebody else's configuration into the merged one.
class ExtraMigConfigTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final MigConfigEntry CUT =
            new MigConfigEntry(
                    List.of(), new Devices.All(), true, new TreeMap<>(Map.of("3g.40gb", 2)));
    private static final Entries OURS =
            new Entries(new TreeMap<>(Map.of("regalia-ab12", List.of(CUT, CUT))), new TreeSet<>());

    @Test
    void anExtraEntryWinsOverAStockOneAndNeverOverOurs() throws Exception {
        Rendered rendered =
                withExtra(
                        """
                        version: v1
                        mig-configs:
                          all-enabled:
                          - {devices: [0], mig-enabled: true, mig-devices: {}}
                          regalia-ab12:
                          - {devices: all, mig-enabled: false, mig-devices: {}}
                          lab-mix:
                          - {devices: all, mig-enabled: true, mig-devices: {"1g.10gb+me": 1}}
                        """);

        JsonNode configs = YAML.readTree(rendered.document()).path("mig-configs");
        assertThat(configs.at("/all-enabled/0/devices/0").asInt(-1)).isZero();
        assertThat(configs.at("/lab-mix/0/mig-devices/1g.10gb+me").asInt()).isEqualTo(1);
        assertThat(configs.path("regalia-ab12")).hasSize(2);
        assertThat(rendered.findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("'regalia-ab12'", "belongs to the operator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {devices: all, mig-enabled: true, mig-devices: {}, note: x}",
                "- {devices: some, mig-enabled: true, mig-devices: {}}",
                "- {devices: all, mig-devices: {}}",
                "- {devices: all, mig-enabled: true}",
                "- {devices: all, mig-enabled: true, mig-devices: {1g.10gb: -1}}",
                "- {devices: all, mig-enabled: true, mig-devices: {1g.10gb: 0}}",
                "- {devices: all, mig-enabled: true, mig-devices: {slice: 1}}",
                "- {devices: all, mig-enabled: false, mig-devices: {1g.10gb: 1}}",
                "- {device-filter: 0x233010DE, devices: all, mig-enabled: true, mig-devices: {}}",
                "[]",
                "{devices: all}"
            })
    void anExtraEntryThatMigPartedWouldRefuseIsLeftOutAlone(String entry) throws Exception {
        Rendered rendered =
                withExtra(
                        """
                        version: v1
                        mig-configs:
                          good: [{devices: all, mig-enabled: false}]
                          bad:
                            %s
                        """
                                .formatted(entry));

        JsonNode configs = YAML.readTree(rendered.document()).path("mig-configs");
        assertThat(configs.has("good")).isTrue();
        assertThat(configs.has("bad")).isFalse();
        assertThat(configs.has("regalia-ab12")).isTrue();
        assertThat(rendered.findings())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.reason()).isEqualTo(Reason.EXTRA_MIG_CONFIG_INVALID);
                            assertThat(it.sentence()).contains("'bad'").doesNotContain("should");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "version: v2\nmig-configs: {}",
                "version: v1",
                "version: v1\nmig-configs: {}\nmore: 1",
                "version: v1\nmig-configs: {a: 1",
                "version: v1\nmig-configs: {a: [{devices: all, mig-enabled: false}], a: []}",
                "version: v1\nmig-configs: {a: &x [{devices: all, mig-enabled: false}], b: *x}",
                "version: v1\nmig-configs: {}\n---\nversion: v1\n"
            })
    void anUnreadableExtraMapLosesNothingOfOurs(String extra) {
        Rendered rendered = withExtra(extra);

        assertThat(rendered.document()).isEqualTo(rendered(Optional.empty()).document());
        assertThat(rendered.findings())
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .startsWith("nvidia.extraMigConfig: ")
                .doesNotContain("<", ">", "should");
    }

    private static Rendered withExtra(String extra) {
        return rendered(Optional.of(extra));
    }

    private static Rendered rendered(Optional<String> extra) {
        return (Rendered)
                MigPartedConfig.render(
                        OURS,
                        Samples.catalog(),
                        new MigConfigFacts(false, "", new TreeMap<>(), new TreeMap<>(), extra),
                        Samples.SETTINGS,
                        Samples.NOON);
    }
}
