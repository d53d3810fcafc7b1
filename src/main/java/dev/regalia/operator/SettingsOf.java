package dev.regalia.operator;

import dev.regalia.plan.Settings;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The administrator's settings as decisions take them.
final class SettingsOf {

    private SettingsOf() {}

    static Settings config(RegaliaConfig config) {
        SortedSet<String> reserved = new TreeSet<>(config.reservedNamespaces().orElse(List.of()));
        reserved.add(config.namespace());
        reserved.add(config.nvidia().namespace());
        return new Settings(
                config.namespace(),
                config.nvidia().namespace(),
                config.nvidia().migConfigMap(),
                reserved,
                times(config));
    }

    private static Settings.Times times(RegaliaConfig config) {
        RegaliaConfig.Times times = config.times();
        return new Settings.Times(
                Duration.ofSeconds(config.nvidia().configMapDelaySeconds()),
                Duration.ofSeconds(times.applyDeadlineSeconds()),
                Duration.ofSeconds(times.mismatchGraceSeconds()),
                Duration.ofSeconds(times.notReadyGraceSeconds()),
                Duration.ofSeconds(times.dipGraceSeconds()),
                Duration.ofSeconds(times.missingOwnerGraceSeconds()),
                Duration.ofSeconds(times.overwriteWindowSeconds()),
                Duration.ofSeconds(times.unusedEntryGraceSeconds()));
    }
}
