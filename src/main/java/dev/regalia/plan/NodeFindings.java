package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.plan.NodeFacts.PodFacts;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// What there is to say about a node: sentences that name the node, the value and the cure.
final class NodeFindings {

    private static final String KIND = "Node";
    private static final int NAMED_PODS = 3;

    private NodeFindings() {}

    static Finding waitsForIdle(NodeFacts node, String purpose) {
        List<PodFacts> pods = node.gpuPods();
        String names =
                pods.stream()
                        .limit(NAMED_PODS)
                        .map(pod -> pod.namespace() + "/" + pod.name())
                        .collect(Collectors.joining(", "));
        int more = pods.size() - NAMED_PODS;
        String rest = more > 0 ? " and %d more".formatted(more) : "";
        return finding(
                node,
                Reason.WAITING_FOR_IDLE,
                "node '%s' waits to %s until these pods have ended: %s%s"
                        .formatted(node.name(), purpose, names, rest),
                "nothing is evicted; let the pods end or delete them");
    }

    /// What keeps a node that is to leave; empty where it goes on with this plan.
    static Optional<Finding> leaving(NodeFacts node, ChangeRecord record, NodeDecision decision) {
        if (!decision.findings().isEmpty()) {
            return Optional.of(decision.findings().getFirst());
        }
        if (decision.change().isPresent()) {
            return Optional.empty();
        }
        String how =
                switch (record.state()) {
                    case FENCED, APPLYING ->
                            "leaves, and stays fenced until it has back what it had before it came";
                    case PLANNED, READY -> "is to leave, and nothing new begins on it now";
                };
        return Optional.of(
                finding(node, Reason.LEAVING, "node '%s' %s".formatted(node.name(), how), ""));
    }

    /// Without numbers, which would be another message with every pod that comes or goes.
    static Finding waitsForOthersToEnd(StepInput in, String purpose) {
        SortedSet<String> namespaces = in.foreignNamespaces();
        String names =
                namespaces.stream()
                        .limit(NAMED_PODS)
                        .map("'%s'"::formatted)
                        .collect(Collectors.joining(", "));
        int more = namespaces.size() - NAMED_PODS;
        String rest = more > 0 ? " and %d more".formatted(more) : "";
        return finding(
                in.node(),
                Reason.WAITING_FOR_IDLE,
                "node '%s' waits to %s until no pod is left on it, with or without GPUs, of namespace %s%s"
                        .formatted(in.node().name(), purpose, names, rest),
                "nothing is evicted; let the pods end or delete them; those of DaemonSets and"
                        + " static ones may stay");
    }

    static Finding waitsForConfigMap(NodeFacts node, MigRequest request) {
        String since =
                request.usableFrom()
                        .map(from -> "is usable from " + from)
                        .orElse("is not in the ConfigMap yet");
        return finding(
                node,
                Reason.WAITING_FOR_CONFIG_MAP,
                "node '%s' waits for the entry '%s', which %s"
                        .formatted(node.name(), request.value(), since),
                "");
    }

    static Finding waitsForTurn(NodeFacts node, String purpose) {
        return finding(
                node,
                Reason.REPARTITIONING,
                "node '%s' waits for its turn to %s: at most 10 %% of the group at once, and only once"
                                .formatted(node.name(), purpose)
                        + " the grants in force do not need it",
                "");
    }

    static Finding waitsForAnswer(StepInput in) {
        String state = in.state().map("'%s'"::formatted).orElse("absent");
        return finding(
                in.node(),
                Reason.REPARTITIONING,
                "node '%s': mig-manager has not answered mig.config='%s', its state is %s"
                        .formatted(in.node().name(), in.config().orElse(""), state),
                "if it stays so, read the log of the mig-manager pod on the node and restart that"
                        + " pod");
    }

    static Finding waitsForAllocatable(StepInput in) {
        return finding(
                in.node(),
                Reason.REPARTITIONING,
                "node '%s': mig-manager reported success, allocatable is given until %s to show %s"
                        .formatted(
                                in.node().name(),
                                in.settledAt(),
                                shown(Resources.print(in.wish().expected()))),
                "");
    }

    static Finding waitsForOthers(StepInput in) {
        return finding(
                in.node(),
                Reason.REPARTITIONING,
                "node '%s': somebody has set mig.config='%s'; mig-manager reports success, and"
                                .formatted(in.node().name(), in.config().orElse(""))
                        + " allocatable is given until %s to follow before it is put back"
                                .formatted(in.settledAt()),
                "");
    }

    static Finding notReady(NodeFacts node) {
        String since = node.readySince().map(at -> " since " + at).orElse("");
        return finding(
                node,
                Reason.NODE_NOT_READY,
                "node '%s' is NotReady%s".formatted(node.name(), since),
                "bring its kubelet back, or delete the Node");
    }

    static Finding degraded(StepInput in, String layout) {
        return finding(
                in.node(),
                Reason.NODE_DEGRADED,
                "node '%s' shows %s, its layout has %s"
                        .formatted(
                                in.node().name(),
                                shown(Resources.print(in.node().allocatable())),
                                shown(layout)),
                "look at the GPUs and at the device plugin of the node");
    }

    static Finding unanswered(StepInput in) {
        return finding(
                in.node(),
                Reason.NODE_DEGRADED,
                "node '%s' shows its layout, but the state of mig.config is %s"
                        .formatted(
                                in.node().name(),
                                in.state().map("'%s'"::formatted).orElse("absent")),
                "read the log of the mig-manager pod on the node");
    }

    static Finding failed(StepInput in, String asked) {
        return finding(
                in.node(),
                Reason.REPARTITION_FAILED,
                "node '%s': mig-manager answered 'failed' to mig.config='%s'; the node stays fenced"
                        .formatted(in.node().name(), asked),
                "read the log of the mig-manager pod on the node, remove the cause and restart that"
                        + " pod, or change the layout");
    }

    static Finding timedOut(StepInput in, String asked) {
        String state = in.state().map("'%s'"::formatted).orElse("absent");
        return finding(
                in.node(),
                Reason.REPARTITION_TIMED_OUT,
                "node '%s': mig-manager gave no answer to mig.config='%s' in time, its state is %s;"
                                .formatted(in.node().name(), asked, state)
                        + " the node stays fenced",
                "restart the mig-manager pod on the node: it then tries again");
    }

    static Finding wrongAllocatable(StepInput in, String layout) {
        return finding(
                in.node(),
                Reason.WRONG_ALLOCATABLE,
                "node '%s' must show %s and shows %s"
                        .formatted(
                                in.node().name(),
                                shown(layout),
                                shown(Resources.print(in.node().allocatable()))),
                "look at the GPUs and restart the device plugin of the node");
    }

    static Finding keysOverwritten(StepInput in) {
        String writer =
                in.node()
                        .overwrittenBy()
                        .map(", last by '%s'"::formatted)
                        .orElse(", by whom is unknown");
        return finding(
                in.node(),
                Reason.KEYS_OVERWRITTEN,
                "node '%s': our labels, taints or annotations were overwritten three times within %d"
                                .formatted(
                                        in.node().name(), in.times().overwriteWindow().toMinutes())
                        + " minutes%s; they are not put back any more".formatted(writer),
                "stop that writer, then change the spec of the pool: it counts anew from there");
    }

    static Finding damaged(StepInput in, List<String> keys) {
        return suspended(
                in,
                "node '%s': somebody has removed or overwritten our %s"
                        .formatted(in.node().name(), String.join(", ", keys)));
    }

    static Finding drifted(StepInput in) {
        return suspended(
                in,
                "node '%s': somebody has %s"
                        .formatted(
                                in.node().name(),
                                in.config()
                                        .map("set mig.config='%s'"::formatted)
                                        .orElse("removed mig.config")));
    }

    static Finding heldBack(StepInput in, String purpose) {
        return suspended(in, "node '%s' waits to %s".formatted(in.node().name(), purpose));
    }

    private static Finding suspended(StepInput in, String message) {
        return finding(
                in.node(),
                Reason.SUSPENDED,
                message,
                "set `spec.suspend: false`; until then nothing is mended or begun");
    }

    private static String shown(String layout) {
        return layout.isEmpty() ? "no GPU resources" : layout;
    }

    private static Finding finding(NodeFacts node, Reason reason, String message, String cure) {
        return new Finding(KIND, node.name(), "", reason, message, cure);
    }
}
