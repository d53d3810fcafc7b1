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
import org.jspecify.annotations.Nullable;

/// What no cluster can be, although it has the form of a snapshot: two objects of one name, and
/// amounts that nothing has. Somebody has edited the file.
final class SnapshotCheck {

    /// Of one resource; no node, pod or share has more.
    private static final long MOST = 1_000_000;

    /// A quota is written by people too, and may say "everything"; sums of this still are numbers.
    private static final long MOST_QUOTA = 1_000_000_000_000L;

    private final List<String> findings = new ArrayList<>();

    private SnapshotCheck() {}

    /// Where something stands; spelled out only where there is something to say of it.
    ///
    /// @param step a member's name, or an element's index
    private record Place(@Nullable Place outer, Object step) {

        static Place of(String member) {
            return new Place(new Place(null, "cluster"), member);
        }

        Place at(Object next) {
            return new Place(this, next);
        }

        @Override
        public String toString() {
            if (outer == null) {
                return step.toString();
            }
            return step instanceof Integer ? outer + "[" + step + "]" : outer + "." + step;
        }
    }

    private interface Check<T> {
        void at(Place place, T element);
    }

    /// All that is wrong, a sentence each, with the path of the field and the cure.
    static List<String> findings(ClusterSnapshot cluster) {
        SnapshotCheck check = new SnapshotCheck();
        check.once(Place.of("pools"), cluster.pools(), PoolFacts::name);
        check.once(Place.of("tenants"), cluster.tenants(), TenantFacts::name);
        check.once(Place.of("nodes"), cluster.nodes(), NodeFacts::name);
        check.once(Place.of("namespaces"), cluster.namespaces(), NamespaceFacts::name);
        each(Place.of("tenants"), cluster.tenants(), check::tenant);
        each(Place.of("nodes"), cluster.nodes(), check::node);
        each(Place.of("namespaces"), cluster.namespaces(), check::namespace);
        return List.copyOf(check.findings);
    }

    private static <T> void each(Place place, List<T> elements, Check<T> check) {
        for (int i = 0; i < elements.size(); i++) {
            check.at(place.at(i), elements.get(i));
        }
    }

    private <T> void once(Place place, List<T> objects, Function<T, String> name) {
        Map<String, Place> first = new HashMap<>();
        each(
                place,
                objects,
                (here, object) -> {
                    Place before = first.putIfAbsent(name.apply(object), here);
                    if (before != null) {
                        findings.add(
                                "`%s.name`: '%s' is the name of `%s` already; remove one of the two"
                                        .formatted(here, name.apply(object), before));
                    }
                });
    }

    private void tenant(Place place, TenantFacts tenant) {
        each(place.at("spec").at("shares"), tenant.spec().shares(), this::share);
    }

    private void share(Place place, Share share) {
        if (share.gpus() != null) {
            amount(place, "gpus", share.gpus(), 0, MOST);
        }
        each(
                place.at("partitions"),
                share.partitions(),
                (Place at, PartitionCount part) -> amount(at, "count", part.count(), 1, MOST));
    }

    private void node(Place place, NodeFacts node) {
        amounts(place.at("allocatable"), node.allocatable(), 1, MOST);
        amounts(place.at("pods"), node.pods(), 1, MOST);
        each(
                place.at("gpuPods"),
                node.gpuPods(),
                (Place at, PodFacts pod) -> amounts(at.at("holds"), pod.holds(), 1, MOST));
    }

    private void namespace(Place place, NamespaceFacts namespace) {
        amount(place, "gpuPods", namespace.gpuPods(), 0, MOST);
        namespace.quota().ifPresent(quota -> quota(place.at("quota"), quota));
    }

    private void quota(Place place, QuotaFacts quota) {
        amounts(place.at("hard"), quota.hard(), 0, MOST_QUOTA);
        amounts(place.at("hardInForce"), quota.hardInForce(), 0, MOST_QUOTA);
        amounts(place.at("used"), quota.used(), 0, MOST_QUOTA);
        amounts(place.at("lent"), quota.lent(), 0, MOST_QUOTA);
    }

    private void amounts(
            Place place, Map<String, ? extends Number> amounts, long least, long most) {
        for (Map.Entry<String, ? extends Number> one : amounts.entrySet()) {
            amount(place, one.getKey(), one.getValue().longValue(), least, most);
        }
    }

    private void amount(Place place, String member, long amount, long least, long most) {
        if (amount < least || amount > most) {
            findings.add(
                    "`%s`: must be %d to %d, not %d"
                            .formatted(place.at(member), least, most, amount));
        }
    }
}
