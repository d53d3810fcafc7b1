package dev.regalia.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.mig.MigConfigEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigPartedReaderTest {

    @Test
    void readsEveryFieldOfAnEntry() {
        String text =
                """
                version: v1
                mig-configs:
                  all-disabled:
                  - devices: all
                    mig-enabled: false
                  mixed:
                  - device-filter: ["0x233010DE", "0x20B210DE"]
                    devices: [3, 0]
                    mig-enabled: true
                    mig-devices: {"1g.10gb+me": 1, 2g.20gb: 3, 3g.40gb: 0}
                  - device-filter: "0x20B710DE"
                    devices: all
                    mig-enabled: true
                    mig-devices: {}
                """;

        assertThat(MigPartedReader.read(text))
                .isEqualTo(
                        new MigPartedFile.Valid(
                                new TreeMap<>(
                                        Map.of(
                                                "all-disabled",
                                                List.of(off()),
                                                "mixed",
                                                List.of(
                                                        new MigConfigEntry(
                                                                List.of("0x233010DE", "0x20B210DE"),
                                                                new MigConfigEntry.Devices.Indexes(
                                                                        List.of(0, 3)),
                                                                true,
                                                                new TreeMap<>(
                                                                        Map.of(
                                                                                "1g.10gb+me",
                                                                                1,
                                                                                "2g.20gb",
                                                                                3))),
                                                        new MigConfigEntry(
                                                                List.of("0x20B710DE"),
                                                                new MigConfigEntry.Devices.All(),
                                                                true,
                                                                new TreeMap<>()))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {devices: all, mig-enabled: false, extra: 1}                        | unknown key extra
                    {mig-enabled: false}                                                | devices is required
                    {devices: some, mig-enabled: false}                                 | devices is required
                    {devices: [-1], mig-enabled: false}                                 | no index of a GPU
                    {devices: all}                                                      | mig-enabled is required
                    {devices: all, mig-enabled: "true"}                                 | mig-enabled is required
                    {devices: all, mig-enabled: true}                                   | mig-devices is required
                    {devices: all, mig-enabled: false, mig-devices: {1g.10gb: 1}}       | must be empty while MIG is off
                    {devices: all, mig-enabled: true, mig-devices: {1g.10gb: 0}}        | all counts are 0
                    {devices: all, mig-enabled: true, mig-devices: {1g.10gb: -1}}       | no count: -1
                    {devices: all, mig-enabled: true, mig-devices: {1g: 1}}             | no profile: 1g
                    {devices: all, mig-enabled: true, mig-devices: {1g.10gb.me: 1}}     | no profile: 1g.10gb.me
                    {devices: all, mig-enabled: false, device-filter: 7}                | device-filter
                    {devices: all, devices: all, mig-enabled: false}                    | Duplicate field
                    """)
    void refusesAnEntryThatMigPartedRefuses(String entry, String reason) {
        assertInvalid("version: v1\nmig-configs: {a: [" + entry + "]}", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {version: v2, mig-configs: {}}            | must be v1
                    {mig-configs: {}}                         | must be v1
                    {version: v1, mig-configs: {a: []}}       | must be a list of entries
                    {version: v1, configs: {}}                | unknown key configs
                    []                                        | must be a map
                    {                                         | expected
                    """)
    void refusesAFileThatMigPartedRefuses(String text, String reason) {
        assertInvalid(text, reason);
    }

    @Test
    void oneMistakeSpoilsTheWholeFile() {
        assertInvalid(
                "{version: v1, mig-configs: {good: [{devices: all, mig-enabled: false}], bad:"
                        + " [{}]}}",
                "bad[0]");
    }

    @Test
    void computeInstancesAreReadThoughNothingServesThem() {
        assertThat(
                        MigPartedReader.read(
                                "{version: v1, mig-configs: {a: [{devices: all, mig-enabled: true,"
                                        + " mig-devices: {1c.3g.40gb: 2}}]}}"))
                .isInstanceOf(MigPartedFile.Valid.class);
    }

    private static void assertInvalid(String text, String reason) {
        assertThat(MigPartedReader.read(text))
                .isInstanceOfSatisfying(
                        MigPartedFile.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }

    private static MigConfigEntry off() {
        return new MigConfigEntry(
                List.of(), new MigConfigEntry.Devices.All(), false, new TreeMap<>());
    }
}
