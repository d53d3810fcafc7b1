package dev.regalia.plan;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.StackFacts.DaemonSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Checks that pods of DaemonSets can come, and come back, to the nodes that join a pool. Those
/// that run there already stay.
public final class DaemonSetCheck {

    private DaemonSetCheck() {}

    /// DaemonSets that would have a pod on a node which is about to join, and whose pods could not
    /// come back to it: one finding per pool and DaemonSet. Those of NVIDIA's operator take their
    /// tolerations from the `ClusterPolicy`, and are left to [StackCheck] where there is one.
    public static List<Finding> check(
            ClusterSnapshot snapshot, Assignment assignment, Settings settings) {
        if (snapshot.stack().daemonSets().isEmpty()) {
            return List.of();
        }
        SortedMap<String, List<NodeFacts>> joining = joining(snapshot, assignment);
        List<Finding> findings = new ArrayList<>();
        for (DaemonSet set : snapshot.stack().daemonSets()) {
            List<String> missing = StackCheck.missing(set.tolerations());
            boolean judgedByPolicy =
                    snapshot.stack().clusterPolicy().isPresent()
                            && set.namespace().equals(settings.nvidiaNamespace());
            if (missing.isEmpty() || judgedByPolicy) {
                continue;
            }
            joining.forEach(
                    (pool, nodes) ->
                            nodes.stream()
                                    .filter(set::goesTo)
                                    .findFirst()
                                    .ifPresent(
                                            node ->
                                                    findings.add(
                                                            keptOut(pool, set, node, missing))));
        }
        return findings.stream().sorted(Finding.ORDER).toList();
    }

    private static SortedMap<String, List<NodeFacts>> joining(
            ClusterSnapshot snapshot, Assignment assignment) {
        SortedMap<String, List<NodeFacts>> joining = new TreeMap<>();
        for (NodeFacts node : snapshot.nodes()) {
            boolean ours =
                    node.labels().containsKey(WellKnown.POOL_LABEL) || node.notes().hasChange();
            NodeWish wish = assignment.wishes().get(node.name());
            if (!ours && wish != null) {
                wish.membership()
                        .ifPresent(
                                home ->
                                        joining.computeIfAbsent(
                                                        home.pool(), absent -> new ArrayList<>())
                                                .add(node));
            }
        }
        return joining;
    }

    private static Finding keptOut(
            String pool, DaemonSet set, NodeFacts node, List<String> missing) {
        String name = set.namespace() + "/" + set.name();
        return new Finding(
                WellKnown.POOL_KIND,
                pool,
                "DaemonSet " + name,
                Reason.DAEMON_SET_NOT_TOLERATING,
                "its pods do not tolerate the taints "
                        + String.join(", ", missing)
                        + " of nodes that join the pool, such as '"
                        + node.name()
                        + "'",
                "add tolerations with operator 'Exists' for these keys to its pod template, or"
                        + " narrow its node selector or its required node affinity");
    }
}
