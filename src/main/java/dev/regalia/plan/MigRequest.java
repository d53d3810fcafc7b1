package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeWish.MigEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A value of `mig.config` that has to be set on a node, and what it will give.
///
/// @param value the name of a mig-parted entry; never the one that stands, which mig-manager would
///   ignore
/// @param usableFrom when kubelets will have mounted the entry; empty while it is not in the map
/// @param layout the resources it gives, as [Resources#print] writes them; empty where unknown
record MigRequest(String value, Optional<Instant> usableFrom, String layout) {

    /// Whether mig-manager knows the entry by now.
    boolean usable(Instant takenAt) {
        return usableFrom.filter(from -> !from.isAfter(takenAt)).isPresent();
    }

    /// What has to be asked of a node of ours, whether it stays in its pool or leaves.
    static Optional<MigRequest> of(StepInput in, ChangeRecord record) {
        return in.wishedIn(record.pool())
                ? ofMember(in, Optional.of(record))
                : ofLeaving(in, record);
    }

    /// What has to be asked of a node that joins or belongs to us; empty where the layout is there
    /// or was verified once, and where MIG plays no part.
    static Optional<MigRequest> ofMember(StepInput in, Optional<ChangeRecord> record) {
        Optional<MigEntry> entry = in.wish().entry();
        if (entry.isEmpty() || in.satisfied()) {
            return Optional.empty();
        }
        boolean verifiedOnce =
                record.filter(r -> r.state() == State.READY || r.state() == State.FENCED)
                        .filter(r -> in.wishNames(r.lastGood()))
                        .isPresent();
        if (verifiedOnce && in.wishStands()) {
            return Optional.empty();
        }
        return Optional.of(named(in, entry.get(), record));
    }

    /// The first of the entry's names that mig-manager has not been given last: it compares values,
    /// and may not have seen what somebody else wrote in between.
    private static MigRequest named(StepInput in, MigEntry entry, Optional<ChangeRecord> record) {
        Set<String> given = new HashSet<>();
        in.config().ifPresent(given::add);
        record.flatMap(MigRequest::given).ifPresent(given::add);
        Optional<String> announced =
                record.filter(r -> r.state() == State.FENCED).flatMap(ChangeRecord::wanted);
        boolean twin =
                in.config().equals(Optional.of(entry.name()))
                        || (!given.contains(entry.twin())
                                && (given.contains(entry.name())
                                        || announced.equals(Optional.of(entry.twin()))));
        return new MigRequest(
                twin ? entry.twin() : entry.name(),
                twin ? entry.twinUsableFrom() : entry.usableFrom(),
                Resources.print(in.wish().expected()));
    }

    private static Optional<String> given(ChangeRecord record) {
        return record.state() == State.APPLYING ? record.wanted() : record.lastGood();
    }

    /// What has to be asked of a node that leaves, so that it gets back what it had; empty where
    /// that stands, and where we never asked anything of its MIG.
    static Optional<MigRequest> ofLeaving(StepInput in, ChangeRecord record) {
        boolean asked =
                record.lastGood().isPresent()
                        || record.state() == State.APPLYING
                        || in.config()
                                .filter(value -> value.startsWith(WellKnown.MIG_ENTRY_PREFIX))
                                .isPresent();
        String value = Before.of(in.node()).migConfig().orElse(WellKnown.ALL_DISABLED);
        if (!asked || in.config().equals(Optional.of(value))) {
            return Optional.empty();
        }
        return Optional.of(new MigRequest(value, Optional.of(in.takenAt()), ""));
    }

    /// Whether a request stands on the node that mig-manager has not answered: its answer would be
    /// taken for the answer to the next one.
    static boolean outstanding(StepInput in, Optional<ChangeRecord> record) {
        Optional<String> state = in.state();
        if (state.isPresent()) {
            return state.get().equals(StepInput.PENDING) || state.get().equals(StepInput.REBOOTING);
        }
        boolean answeredOnce =
                record.filter(r -> r.state() == State.READY || r.state() == State.FENCED)
                        .filter(r -> r.lastGood().equals(in.config()))
                        .isPresent();
        return in.config().isPresent() && !answeredOnce;
    }
}
