package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeFacts.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The writes on a node: each sets everything of ours as a record says, and nothing of anybody
/// else's. Keys that already are as they must be are left out of the patch.
final class NodePatches {

    private NodePatches() {}

    /// The first write on a node: membership, and what stood there before.
    static NodeChange join(NodeFacts node, ChangeRecord record, String because) {
        Draft draft = new Draft(node).holding(record);
        draft.keeping(Before.standingOn(node));
        return draft.change(Kind.JOIN, because);
    }

    /// The first write on an idle node, with the request to mig-manager in it.
    static NodeChange joinAndCut(NodeFacts node, ChangeRecord record, String because) {
        Draft draft = new Draft(node).holding(record).asking(record);
        draft.keeping(Before.standingOn(node));
        return draft.change(Kind.JOIN, because);
    }

    /// A new record with its labels, taints and annotation, on a node that is ours.
    static NodeChange hold(NodeFacts node, Kind kind, ChangeRecord record, String because) {
        Draft draft = new Draft(node).holding(record);
        if (node.notes().before().isEmpty()) {
            draft.keeping(Before.of(node));
        }
        return draft.change(kind, because);
    }

    /// The request to mig-manager on a fenced node.
    static NodeChange cut(NodeFacts node, ChangeRecord record, String because) {
        return new Draft(node).holding(record).asking(record).change(Kind.CUT, because);
    }

    /// The last write on a node: every key of ours goes.
    static NodeChange leave(NodeFacts node, String because) {
        Draft draft = new Draft(node);
        draft.noLabel(WellKnown.POOL_LABEL);
        draft.noLabel(WellKnown.NODE_GROUP_LABEL);
        draft.noLabel(WellKnown.NODE_TENANT_LABEL);
        draft.noNotes();
        draft.taints = taints(node, List.of());
        return draft.change(Kind.LEAVE, because);
    }

    /// Whether every key of ours on the node is as the record says.
    static boolean holds(NodeFacts node, ChangeRecord record) {
        return damaged(node, record).isEmpty();
    }

    /// The keys of ours on the node that are not as the record says.
    static List<String> damaged(NodeFacts node, ChangeRecord record) {
        List<String> keys = new ArrayList<>(0);
        label(keys, node, WellKnown.POOL_LABEL, Optional.of(record.pool()));
        label(keys, node, WellKnown.NODE_GROUP_LABEL, Optional.of(record.group()));
        label(keys, node, WellKnown.NODE_TENANT_LABEL, record.tenant());
        if (taints(node, ours(record)).isPresent()) {
            keys.add("taints");
        }
        if (node.change().isEmpty()) {
            keys.add("annotation " + WellKnown.CHANGE_ANNOTATION);
        }
        if (node.notes().before().isEmpty()) {
            keys.add("annotation " + WellKnown.BEFORE_ANNOTATION);
        }
        return keys;
    }

    private static void label(
            List<String> keys, NodeFacts node, String key, Optional<String> value) {
        if (!node.label(key).equals(value)) {
            keys.add("label " + key);
        }
    }

    /// Whether the fence of a record stands on the node.
    static boolean fenced(NodeFacts node, ChangeRecord record) {
        return fence(record).stream()
                .allMatch(fence -> node.taints().stream().anyMatch(taint -> same(taint, fence)));
    }

    private static List<Taint> ours(ChangeRecord record) {
        List<Taint> ours = new ArrayList<>();
        ours.add(taint(WellKnown.POOL_TAINT, record.pool()));
        record.tenant().ifPresent(it -> ours.add(taint(WellKnown.TENANT_TAINT, it)));
        ours.addAll(fence(record));
        return ours;
    }

    private static List<Taint> fence(ChangeRecord record) {
        return switch (record.state()) {
            case FENCED, APPLYING -> List.of(taint(WellKnown.CHANGE_TAINT, record.state().text()));
            case PLANNED, READY -> List.of();
        };
    }

    /// The full list with ours in place of whatever stood under our keys; empty where that is the
    /// list that stands. Others' taints keep their order and their times.
    private static Optional<List<Taint>> taints(NodeFacts node, List<Taint> ours) {
        List<Taint> missing = new ArrayList<>(ours);
        List<Taint> wanted = new ArrayList<>();
        for (Taint taint : node.taints()) {
            if (!isOurs(taint) || missing.removeIf(own -> same(own, taint))) {
                wanted.add(taint);
            }
        }
        wanted.addAll(missing);
        return wanted.equals(node.taints()) ? Optional.empty() : Optional.of(wanted);
    }

    private static boolean isOurs(Taint taint) {
        return taint.key().equals(WellKnown.POOL_TAINT)
                || taint.key().equals(WellKnown.TENANT_TAINT)
                || taint.key().equals(WellKnown.CHANGE_TAINT);
    }

    private static boolean same(Taint one, Taint other) {
        return one.key().equals(other.key())
                && one.value().equals(other.value())
                && one.effect().equals(other.effect());
    }

    private static Taint taint(String key, String value) {
        return new Taint(key, value, WellKnown.NO_SCHEDULE, Optional.empty());
    }

    /// A patch in the making.
    private static final class Draft {
        private final NodeFacts node;
        private final SortedMap<String, Optional<String>> labels = new TreeMap<>();
        private final SortedMap<String, Optional<String>> annotations = new TreeMap<>();
        private Optional<List<Taint>> taints = Optional.empty();

        Draft(NodeFacts node) {
            this.node = node;
        }

        Draft holding(ChangeRecord record) {
            label(WellKnown.POOL_LABEL, record.pool());
            label(WellKnown.NODE_GROUP_LABEL, record.group());
            record.tenant()
                    .ifPresentOrElse(
                            tenant -> label(WellKnown.NODE_TENANT_LABEL, tenant),
                            () -> noLabel(WellKnown.NODE_TENANT_LABEL));
            if (!node.change().equals(Optional.of(record))) {
                annotation(WellKnown.CHANGE_ANNOTATION, ChangeRecords.print(record));
            }
            taints = NodePatches.taints(node, ours(record));
            return this;
        }

        /// A changed value is a request, and takes the answer to the last one away with it.
        Draft asking(ChangeRecord record) {
            if (record.state() != State.APPLYING) {
                throw new IllegalArgumentException(record + ": asks for nothing");
            }
            record.wanted().ifPresent(value -> label(WellKnown.MIG_CONFIG_LABEL, value));
            noLabel(WellKnown.MIG_STATE_LABEL);
            return this;
        }

        void label(String key, String value) {
            if (!value.equals(node.labels().get(key))) {
                labels.put(key, Optional.of(value));
            }
        }

        void noLabel(String key) {
            if (node.labels().containsKey(key)) {
                labels.put(key, Optional.empty());
            }
        }

        /// What is to be given back one day.
        void keeping(Before before) {
            if (!node.notes().before().equals(Optional.of(before))) {
                annotation(WellKnown.BEFORE_ANNOTATION, before.print());
            }
        }

        void noNotes() {
            if (node.notes().hasChange()) {
                annotations.put(WellKnown.CHANGE_ANNOTATION, Optional.empty());
            }
            if (node.notes().hasBefore()) {
                annotations.put(WellKnown.BEFORE_ANNOTATION, Optional.empty());
            }
        }

        private void annotation(String key, String value) {
            annotations.put(key, Optional.of(value));
        }

        NodeChange change(Kind kind, String because) {
            return new NodeChange(
                    node.name(),
                    node.resourceVersion(),
                    kind,
                    labels,
                    annotations,
                    taints,
                    because);
        }
    }
}
