package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigProfile;
import dev.regalia.plan.NodeWish.MigEntry;
import dev.regalia.plan.PoolRequest.GroupRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The entries of the merged mig-parted configuration that groups ask for. A name is made of its
/// content, so that any change of a layout is a change of the label `mig.config`.
///
/// @param present the merged configuration as it stands, for since when each entry has been in it
/// @param configMapDelay how long kubelets need to mount a changed ConfigMap
public record MigEntries(MigConfigFacts present, Duration configMapDelay) {

    private static final String PREFIX = "regalia-";
    private static final String TWIN_SUFFIX = "-b";
    private static final int HASH_DIGITS = 12;
    private static final String DISABLED_TWIN = name(NodeLayout.of(List.of(), 0).content());

    /// What a group means for a node with so many GPUs.
    ///
    /// @param entry what `mig.config` is to name; empty where MIG plays no part
    /// @param expected what allocatable then shows
    /// @param contents what the merged configuration must hold for it: the entry and its twin
    public record Cut(
            Optional<MigEntry> entry,
            SortedMap<String, Long> expected,
            SortedMap<String, List<MigConfigEntry>> contents) {

        public Cut {
            expected = Collections.unmodifiableSortedMap(new TreeMap<>(expected));
            contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
        }

        /// Whether this is what a node has.
        boolean isWhat(Had had) {
            boolean sameEntry =
                    entry.isPresent()
                            ? had.entry().filter(entry.get()::names).isPresent()
                            : had.entry().isEmpty();
            return sameEntry && Resources.isPrinted(had.layout(), expected);
        }
    }

    /// What a node's record says that it has: what was verified last, or what it is being cut to.
    record Had(Optional<String> entry, String layout) {}

    static Had had(ChangeRecord change) {
        return new Had(inForce(change), change.layout());
    }

    /// The name of the entry of which a record's layout speaks: the one that was verified last, or
    /// the one that is being applied.
    static Optional<String> inForce(ChangeRecord change) {
        return switch (change.state()) {
            case PLANNED, FENCED, READY -> change.lastGood();
            case APPLYING -> change.wanted();
        };
    }

    /// What a group with the strategy `Disabled` or `Fixed` means for a node.
    ///
    /// @param gpus GPUs of the node; of no interest for a CPU group
    /// @param migCapable whether the node's GPUs can be cut; without it no entry is named
    public Cut cut(GroupRequest group, int gpus, boolean migCapable) {
        return group.product().isEmpty()
                ? new Cut(Optional.empty(), new TreeMap<>(), new TreeMap<>())
                : cut(group, NodeLayout.of(group.layouts(), gpus), migCapable);
    }

    /// What a layout, GPU by GPU, means for a node of a group.
    Cut cut(GroupRequest group, NodeLayout layout, boolean migCapable) {
        SortedMap<String, Long> expected = expected(group, layout);
        if (!migCapable) {
            return new Cut(Optional.empty(), expected, new TreeMap<>());
        }
        List<MigConfigEntry> content = layout.content();
        MigEntry entry = layout.whole() ? named(WellKnown.ALL_DISABLED) : named(name(content));
        SortedMap<String, List<MigConfigEntry>> contents = new TreeMap<>();
        contents.put(entry.name(), content);
        contents.put(entry.twin(), content);
        return new Cut(Optional.of(entry), expected, contents);
    }

    /// How the GPUs of a node are cut by what stands under a name; empty where that is not known,
    /// as for names that are not ours.
    Optional<NodeLayout> layout(String value, int gpus) {
        MigEntry entry = named(value);
        if (entry.name().equals(WellKnown.ALL_DISABLED)) {
            return Optional.of(NodeLayout.of(List.of(), gpus));
        }
        return Optional.ofNullable(present.ours().get(value))
                .flatMap(content -> NodeLayout.read(content, gpus));
    }

    /// The entry of which a value of `mig.config` is the name or the twin.
    public MigEntry named(String value) {
        if (value.equals(WellKnown.ALL_DISABLED) || value.equals(DISABLED_TWIN)) {
            return entry(WellKnown.ALL_DISABLED, DISABLED_TWIN);
        }
        String name =
                value.endsWith(TWIN_SUFFIX)
                        ? value.substring(0, value.length() - TWIN_SUFFIX.length())
                        : value;
        return entry(name, name + TWIN_SUFFIX);
    }

    private MigEntry entry(String name, String twin) {
        return new MigEntry(name, twin, usableFrom(name), usableFrom(twin));
    }

    private Optional<Instant> usableFrom(String name) {
        return Optional.ofNullable(present.since().get(name))
                .map(since -> since.plus(configMapDelay));
    }

    /// The name of a content: the same for the same content, whichever pool asks for it.
    static String name(List<MigConfigEntry> content) {
        StringBuilder text = new StringBuilder();
        for (MigConfigEntry entry : content) {
            String devices =
                    switch (entry.devices()) {
                        case MigConfigEntry.Devices.All() -> "all";
                        case MigConfigEntry.Devices.Indexes(List<Integer> indexes) ->
                                indexes.toString();
                    };
            text.append(new TreeSet<>(entry.deviceFilters()))
                    .append(devices)
                    .append(entry.migEnabled())
                    .append(entry.counts())
                    .append('\n');
        }
        return PREFIX + sha256(text.toString()).substring(0, HASH_DIGITS);
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static SortedMap<String, Long> expected(GroupRequest group, NodeLayout layout) {
        SortedMap<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < layout.gpus(); i++) {
            layout.cutOf(i)
                    .ifPresentOrElse(
                            counts ->
                                    counts.forEach(
                                            (profile, count) ->
                                                    expected.merge(
                                                            resourceName(group, profile),
                                                            (long) count,
                                                            Long::sum)),
                            () -> expected.merge(WellKnown.GPU_RESOURCE, 1L, Long::sum));
        }
        return expected;
    }

    /// The extended resource of a profile, by NVIDIA's name for it, of a group's model.
    static String resourceName(GroupRequest group, String profile) {
        return group.geometry().stream()
                .map(GpuGeometry::profiles)
                .flatMap(List::stream)
                .filter(one -> one.name().equals(profile))
                .map(MigProfile::resourceName)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        profile + " is no profile of group " + group.name()));
    }
}
