package dev.regalia.cli;

import dev.regalia.api.TenantSpec.PartitionCount;
import dev.regalia.api.TenantSpec.Share;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespaceFacts.QuotaFacts;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeFacts.PodFacts;
import dev.regalia.plan.PoolFacts;
import dev.regalia.plan.TenantFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What no cluster can be, although it has the form of a snapshot: two objects of one name, and
/// amounts that nothing has. Somebody has edited the file.
final class SnapshotCheck {

    /// Of one resource; no node, pod or share has more.
    private static final long MOST = 1_000_000;

    /// A quota is written by people too, and may say "everything"; sums of this still are numbers.
    private static final long MOST_QUOTA = 1_000_000_000_000L;

    private final List<String> findings = new ArrayList<>();

    private SnapshotCheck() {}

    /// All that is wrong, a sentence each, with the path of the field and the cure.
    static List<String> findings(ClusterSnapshot cluster) {
        SnapshotCheck check = new SnapshotCheck();
        check.once("cluster.pools", cluster.pools(), PoolFacts::name);
        check.once("cluster.tenants", cluster.tenants(), TenantFacts::name);
        check.once("cluster.nodes", cluster.nodes(), NodeFacts::name);
        check.once("cluster.namespaces", cluster.namespaces(), NamespaceFacts::name);
        each("cluster.tenants", cluster.tenants(), check::tenant);
        each("cluster.nodes", cluster.nodes(), check::node);
        each("cluster.namespaces", cluster.namespaces(), check::namespace);
        return List.copyOf(check.findings);
    }

    private interface Check<T> {
        void at(String path, T element);
    }

    private static <T> void each(String path, List<T> elements, Check<T> check) {
        for (int i = 0; i < elements.size(); i++) {
            check.at(path + "[" + i + "]", elements.get(i));
        }
    }

    private <T> void once(String path, List<T> objects, Function<T, String> name) {
        Map<String, String> first = new HashMap<>();
        each(
                path,
                objects,
                (here, object) -> {
                    String before = first.putIfAbsent(name.apply(object), here);
                    if (before != null) {
                        findings.add(
                                "`%s.name`: '%s' is the name of `%s` already; remove one of the two"
                                        .formatted(here, name.apply(object), before));
                    }
                });
    }

    private void tenant(String path, TenantFacts tenant) {
        each(path + ".spec.shares", tenant.spec().shares(), this::share);
    }

    private void share(String path, Share share) {
        if (share.gpus() != null) {
            amount(path + ".gpus", share.gpus(), 0, MOST);
        }
        each(
                path + ".partitions",
                share.partitions(),
                (String at, PartitionCount part) -> amount(at + ".count", part.count(), 1, MOST));
    }

    private void node(String path, NodeFacts node) {
        amounts(path + ".allocatable", node.allocatable(), 1, MOST);
        amounts(path + ".pods", node.pods(), 1, MOST);
        each(
                path + ".gpuPods",
                node.gpuPods(),
                (String at, PodFacts pod) -> amounts(at + ".holds", pod.holds(), 1, MOST));
    }

    private void namespace(String path, NamespaceFacts namespace) {
        amount(path + ".gpuPods", namespace.gpuPods(), 0, MOST);
        namespace.quota().ifPresent(quota -> quota(path + ".quota", quota));
    }

    private void quota(String path, QuotaFacts quota) {
        amounts(path + ".hard", quota.hard(), 0, MOST_QUOTA);
        amounts(path + ".hardInForce", quota.hardInForce(), 0, MOST_QUOTA);
        amounts(path + ".used", quota.used(), 0, MOST_QUOTA);
        amounts(path + ".lent", quota.lent(), 0, MOST_QUOTA);
    }

    private void amounts(
            String path, Map<String, ? extends Number> amounts, long least, long most) {
        amounts.forEach(
                (name, amount) -> amount(path + "." + name, amount.longValue(), least, most));
    }

    private void amount(String path, long amount, long least, long most) {
        if (amount < least || amount > most) {
            findings.add("`%s`: must be %d to %d, not %d".formatted(path, least, most, amount));
        }
    }
}
