package dev.regalia.sim;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.Layout;
import dev.regalia.mig.LayoutResolution;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.mig.MigFit;
import dev.regalia.mig.MigPacker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The GPUs of one node.
///
/// @param states by index of the GPU
record NodeGpus(GpuBoard board, List<GpuState> states) {

    NodeGpus {
        states = List.copyOf(states);
    }

    /// GPUs as they are delivered, with MIG off.
    static NodeGpus whole(GpuBoard board, int count) {
        return new NodeGpus(board, Collections.nCopies(count, new GpuState.Whole()));
    }

    /// The same GPUs, all cut alike, by shape or name.
    ///
    /// @throws IllegalArgumentException if a GPU of this model cannot be cut like that
    NodeGpus cutInto(Map<String, Integer> counts) {
        return switch (cut(counts)) {
            case Wanted.Impossible(String reason) -> throw new IllegalArgumentException(reason);
            case Wanted.Reachable(GpuState state) ->
                    new NodeGpus(board, Collections.nCopies(states.size(), state));
        };
    }

    /// What the device plugin offers, by resource name, without names of which there are none.
    ///
    /// @param dead how many GPUs offer nothing, counted from the highest index
    SortedMap<String, Integer> resources(int dead) {
        SortedMap<String, Integer> offered = new TreeMap<>();
        for (GpuState state : states.subList(0, Math.max(0, states.size() - dead))) {
            switch (state) {
                case GpuState.Whole() -> offered.merge(WellKnown.GPU_RESOURCE, 1, Integer::sum);
                case GpuState.Cut(Layout layout) ->
                        layout.countsByResource()
                                .forEach((name, count) -> offered.merge(name, count, Integer::sum));
            }
        }
        return offered;
    }

    /// How many instances there are of each profile, by NVIDIA's name.
    SortedMap<String, Integer> instances() {
        SortedMap<String, Integer> instances = new TreeMap<>();
        for (GpuState state : states) {
            if (state instanceof GpuState.Cut(Layout layout)) {
                layout.countsByName()
                        .forEach((name, count) -> instances.merge(name, count, Integer::sum));
            }
        }
        return instances;
    }

    /// Whether any GPU has MIG off.
    boolean anyWhole() {
        return states.stream().anyMatch(state -> state instanceof GpuState.Whole);
    }

    /// Applies a configuration the way mig-parted does: GPUs that are as wanted, and GPUs that no
    /// entry names, are left alone; of entries that name the same GPU the last one counts.
    ///
    /// @param inUse whether something holds GPUs of the node; which ones is not known
    ApplyResult apply(List<MigConfigEntry> config, boolean inUse) {
        List<GpuState> after = new ArrayList<>(states);
        List<GpuState> cleared = new ArrayList<>(states);
        Optional<String> impossible = Optional.empty();
        for (int index = 0; index < states.size(); index++) {
            Optional<MigConfigEntry> entry = entryFor(index, config);
            if (entry.isEmpty()) {
                continue;
            }
            switch (wanted(entry.get())) {
                case Wanted.Impossible(String reason) -> {
                    cleared.set(index, GpuState.cleared());
                    impossible = impossible.or(() -> Optional.of(reason));
                }
                case Wanted.Reachable(GpuState state) -> {
                    if (!state.equals(states.get(index))) {
                        cleared.set(index, GpuState.cleared());
                        after.set(index, state);
                    }
                }
            }
        }
        if (impossible.isPresent()) {
            return new ApplyResult.Failed(impossible.get(), new NodeGpus(board, cleared));
        }
        if (after.equals(states)) {
            return new ApplyResult.Unchanged();
        }
        return inUse
                ? new ApplyResult.Failed("In use by another client", new NodeGpus(board, cleared))
                : new ApplyResult.Applied(new NodeGpus(board, after));
    }

    /// What is left when applying a configuration breaks off half-way: every GPU that had to change
    /// is without instances.
    NodeGpus brokenOff(List<MigConfigEntry> config) {
        return switch (apply(config, true)) {
            case ApplyResult.Unchanged() -> this;
            case ApplyResult.Applied(NodeGpus after) -> after;
            case ApplyResult.Failed(_, NodeGpus after) -> after;
        };
    }

    private Optional<MigConfigEntry> entryFor(int index, List<MigConfigEntry> config) {
        return config.reversed().stream()
                .filter(entry -> board.migCapable() && board.passes(entry.deviceFilters()))
                .filter(entry -> names(entry, index))
                .findFirst();
    }

    private static boolean names(MigConfigEntry entry, int index) {
        return switch (entry.devices()) {
            case MigConfigEntry.Devices.All() -> true;
            case MigConfigEntry.Devices.Indexes(List<Integer> indexes) -> indexes.contains(index);
        };
    }

    private Wanted wanted(MigConfigEntry entry) {
        return entry.migEnabled()
                ? cut(entry.counts())
                : new Wanted.Reachable(new GpuState.Whole());
    }

    private Wanted cut(Map<String, Integer> counts) {
        if (board.geometry().isEmpty()) {
            return new Wanted.Impossible(board.product() + " cannot do MIG");
        }
        GpuGeometry geometry = board.geometry().get();
        return switch (geometry.resolveLayout(counts)) {
            case LayoutResolution.Refused refused -> new Wanted.Impossible(refused.toString());
            case LayoutResolution.Resolved(Layout layout) -> fit(geometry, layout);
        };
    }

    private static Wanted fit(GpuGeometry geometry, Layout layout) {
        return switch (MigPacker.fit(geometry, layout)) {
            case MigFit.Placed placed -> new Wanted.Reachable(new GpuState.Cut(layout));
            case MigFit.Uniform uniform -> new Wanted.Reachable(new GpuState.Cut(layout));
            case MigFit.Unplaceable(String reason, _) -> new Wanted.Impossible(reason);
            case MigFit.PlacementDependent(String reason, _) -> new Wanted.Impossible(reason);
            case MigFit.Unresolved unresolved -> new Wanted.Impossible(unresolved.toString());
        };
    }

    /// What an entry asks of one GPU.
    private sealed interface Wanted {
        record Reachable(GpuState state) implements Wanted {}

        record Impossible(String reason) implements Wanted {}
    }
}
