package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.MigConfigEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The merged mig-parted ConfigMap of a [FleetWorld], as far as it is ours: written as a plan says
/// and mounted by kubelets a minute later.
final class WorldMigConfig {

    private static final Duration KUBELET_DELAY = Duration.ofSeconds(60);

    private MigConfigFacts facts = MigConfigFacts.none();

    MigConfigFacts facts() {
        return facts;
    }

    /// Writes what a plan wants and keeps; an entry that stands unchanged keeps its time.
    void write(FleetPlan plan) {
        SortedMap<String, List<MigConfigEntry>> ours = new TreeMap<>(facts.ours());
        ours.keySet().retainAll(plan.migKept());
        ours.putAll(plan.migEntries());
        if (facts.exists() || !ours.isEmpty()) {
            put(ours, plan.takenAt());
        }
    }

    private void put(SortedMap<String, List<MigConfigEntry>> ours, Instant at) {
        SortedMap<String, Instant> since = new TreeMap<>();
        ours.forEach(
                (name, content) -> {
                    boolean stands = content.equals(facts.ours().get(name));
                    since.put(name, stands ? facts.since().getOrDefault(name, at) : at);
                });
        // Of NVIDIA's entries, which are in the map too, only this one is ever asked for.
        since.put(WellKnown.ALL_DISABLED, facts.since().getOrDefault(WellKnown.ALL_DISABLED, at));
        facts = new MigConfigFacts(true, "", ours, since, facts.extra());
    }

    /// Puts an entry in that has been there for long, for a world that begins in the middle.
    void hasLong(String name, List<MigConfigEntry> content, Instant since) {
        SortedMap<String, List<MigConfigEntry>> ours = new TreeMap<>(facts.ours());
        ours.put(name, content);
        put(ours, since);
    }

    /// The entries of ours that kubelets have mounted by then.
    SortedMap<String, List<MigConfigEntry>> mounted(Instant now) {
        SortedMap<String, List<MigConfigEntry>> mounted = new TreeMap<>(facts.ours());
        mounted.keySet()
                .removeIf(
                        name ->
                                facts.since()
                                        .getOrDefault(name, Instant.MAX)
                                        .isAfter(now.minus(KUBELET_DELAY)));
        return mounted;
    }
}
