package dev.regalia.plan;

import dev.regalia.mig.MigConfigEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which entries of ours the merged mig-parted configuration must hold. An entry that nobody wants
/// any more stays until it has been unused for a while, because a kubelet may be late.
///
/// @param wanted name to content
/// @param kept names that stay with whatever content they have
record WantedEntries(
        SortedMap<String, List<MigConfigEntry>> wanted,
        SortedSet<String> kept,
        Optional<Instant> reconsiderAt) {

    private static final String OURS = "regalia-";

    static WantedEntries of(ClusterSnapshot snapshot, Assignment assignment, Settings.Times times) {
        SortedMap<String, List<MigConfigEntry>> wanted = new TreeMap<>(assignment.entries());
        wanted.keySet().removeIf(name -> !name.startsWith(OURS));
        return withKept(snapshot, wanted, times);
    }

    private static WantedEntries withKept(
            ClusterSnapshot snapshot,
            SortedMap<String, List<MigConfigEntry>> wanted,
            Settings.Times times) {
        SortedSet<String> kept = new TreeSet<>();
        Optional<Instant> next = Optional.empty();
        for (String name : snapshot.migConfig().since().keySet()) {
            if (!name.startsWith(OURS) || wanted.containsKey(name)) {
                continue;
            }
            Instant unusedSince = snapshot.memory().unusedSince().get(name);
            if (unusedSince == null) {
                kept.add(name);
                continue;
            }
            Instant goes = unusedSince.plus(times.unusedEntryGrace());
            if (goes.isAfter(snapshot.takenAt())) {
                kept.add(name);
                next = Optional.of(next.filter(goes::isAfter).orElse(goes));
            }
        }
        return new WantedEntries(wanted, kept, next);
    }
}
