package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.api.WellKnown;
import dev.regalia.plan.ChangeRecord.State;
import dev.regalia.plan.NodeChange.Kind;
import dev.regalia.plan.NodeFacts.Taint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What no write on a node may break.
record NodePromises(TestNode node) {

    private static final Set<String> LABELS =
            Set.of(
                    WellKnown.POOL_LABEL,
                    WellKnown.NODE_GROUP_LABEL,
                    WellKnown.NODE_TENANT_LABEL,
                    WellKnown.MIG_CONFIG_LABEL,
                    WellKnown.MIG_STATE_LABEL);
    private static final Set<String> ANNOTATIONS =
            Set.of(WellKnown.CHANGE_ANNOTATION, WellKnown.BEFORE_ANNOTATION);

    void check(NodeChange change) {
        assertThat(change.node()).isEqualTo(node.name);
        assertThat(change.resourceVersion()).isEqualTo(Integer.toString(node.version));
        assertThat(LABELS).containsAll(change.labels().keySet());
        assertThat(ANNOTATIONS).containsAll(change.annotations().keySet());
        boolean empty =
                change.labels().isEmpty()
                        && change.annotations().isEmpty()
                        && change.taints().isEmpty();
        assertThat(empty).as("a write that changes nothing: %s", change).isFalse();
        change.taints().ifPresent(all -> assertThat(others(all)).isEqualTo(others(node.taints)));
        boolean asks = change.labels().containsKey(WellKnown.MIG_CONFIG_LABEL);
        checkTenant(change);
        if (asks) {
            assertThat(TestNode.gpuPods(node.pods)).as("promise 2: cut with GPU pods").isEmpty();
            if (change.kind() == Kind.CUT) {
                assertThat(TestNode.gpuPods(node.unseen))
                        .as("promise 2: cut with unseen GPU pods")
                        .isEmpty();
            }
            assertThat(change.labels().get(WellKnown.MIG_CONFIG_LABEL))
                    .isNotEqualTo(Optional.ofNullable(node.labels.get(WellKnown.MIG_CONFIG_LABEL)));
        }
        boolean takesStateAway = change.labels().containsKey(WellKnown.MIG_STATE_LABEL);
        assertThat(takesStateAway && !asks).as("state taken away without a request").isFalse();
        assertThat(asks).isIn(change.kind() == Kind.CUT, change.kind() == Kind.JOIN && asks);
        if (change.kind() == Kind.CUT) {
            assertThat(node.record().state()).isEqualTo(State.FENCED);
            assertThat(node.fenced()).as("cut without a fence").isTrue();
        }
    }

    /// A node becomes somebody else's only without pods of others, and only behind a fence; of a
    /// node that joins or leaves the cache alone says who is there.
    private void checkTenant(NodeChange change) {
        Optional<String> text = change.annotations().get(WellKnown.CHANGE_ANNOTATION);
        if (text == null || change.kind() == Kind.MEND) {
            return;
        }
        Optional<String> tenant = text.flatMap(ChangeRecords::parse).flatMap(ChangeRecord::tenant);
        Optional<String> before =
                change.kind() == Kind.JOIN
                        ? Optional.empty()
                        : node.facts()
                                .change()
                                .map(ChangeRecord::tenant)
                                .orElseGet(() -> Rebuilding.tenant(node.facts()));
        if (tenant.equals(before)) {
            return;
        }
        boolean ours = change.kind() != Kind.JOIN && change.kind() != Kind.LEAVE;
        Set<String> foreign =
                new TreeSet<>(TestNode.byNamespace(ours ? node.everyPod() : node.pods).keySet());
        tenant.map(TestNode::namespaces).ifPresent(foreign::removeAll);
        assertThat(foreign).as("promise 1: %s", change).isEmpty();
        if (ours) {
            assertThat(node.record().state()).isEqualTo(State.FENCED);
            assertThat(node.fenced()).as("another tenant without a fence").isTrue();
        }
    }

    private static List<Taint> others(List<Taint> all) {
        return all.stream()
                .filter(taint -> !taint.key().equals(WellKnown.POOL_TAINT))
                .filter(taint -> !taint.key().equals(WellKnown.TENANT_TAINT))
                .filter(taint -> !taint.key().equals(WellKnown.CHANGE_TAINT))
                .toList();
    }
}
