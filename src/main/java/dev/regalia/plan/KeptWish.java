package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.NodeWish.MigEntry;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/// The wish that a node stays what it is: for pools that are missing or refused, and for members
/// about which feature discovery is silent.
final class KeptWish {

    private KeptWish() {}

    /// What the node's own record says it has; where the record is gone, what the node shows. A
    /// node that is already being cut back to what it had before it came goes on leaving.
    static NodeWish of(SelectedNode node, Membership home, MigEntries entries) {
        return node.change().isPresent()
                ? of(node.change().get(), home, entries)
                : asShown(node, home, entries);
    }

    /// What a record says that its node has.
    static NodeWish of(ChangeRecord change, Membership home, MigEntries entries) {
        if (leaves(change)) {
            return leave();
        }
        SortedMap<String, Long> expected =
                Resources.parse(change.layout()).orElseGet(Collections::emptySortedMap);
        Optional<MigEntry> entry = entry(change).map(entries::named);
        return new NodeWish(
                Optional.of(home),
                expected.isEmpty() ? entry.map(KeptWish::waiting) : entry,
                expected);
    }

    /// What the node shows, whatever its record says.
    static NodeWish asShown(SelectedNode node, Membership home, MigEntries entries) {
        Optional<String> value = node.facts().label(WellKnown.MIG_CONFIG_LABEL);
        return new NodeWish(
                Optional.of(home), value.map(entries::named), node.facts().allocatable());
    }

    /// An entry that nothing is asked with yet, because nobody can say what it will give.
    private static MigEntry waiting(MigEntry entry) {
        return new MigEntry(entry.name(), entry.twin(), Optional.empty(), Optional.empty());
    }

    /// The wish that a node leaves us.
    static NodeWish leave() {
        return new NodeWish(Optional.empty(), Optional.empty(), Collections.emptySortedMap());
    }

    private static Optional<String> entry(ChangeRecord change) {
        return MigEntries.inForce(change).or(change::wanted);
    }

    /// Only a cut back has no layout that could be expected of it.
    private static boolean leaves(ChangeRecord change) {
        return change.state() == State.APPLYING && change.layout().isEmpty();
    }
}
