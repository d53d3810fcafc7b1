package dev.regalia.cli.report;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.plan.Candidates;
import dev.regalia.plan.ChangeRecord;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.Finding;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.NodeDecision;
import dev.regalia.plan.NodeFacts;
import dev.regalia.plan.NodeFacts.PodFacts;
import dev.regalia.plan.NodeOrder;
import dev.regalia.plan.NodeSteps;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.PoolRequest;
import dev.regalia.plan.PoolRequests;
import dev.regalia.plan.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The chain of a node: its state, its pool and group, its layout, what it shows, whose pods are on
/// it, and what the operator does with it next.
record NodeChain(
        GpuCatalog catalog,
        Settings settings,
        ClusterSnapshot cluster,
        FleetPlan plan,
        NodeFacts node) {

    private static final int NAMED_PODS = 5;

    Explanation explain() {
        Optional<NodeOrder> order = Optional.ofNullable(plan.orders().get(node.name()));
        Optional<NodeDecision> decision =
                order.map(it -> NodeSteps.decide(node, it, cluster.takenAt(), settings.times()));
        List<Finding> findings = decision.map(NodeDecision::findings).orElseGet(this::whyOutside);
        List<Link> chain = new ArrayList<>();
        chain.add(
                Link.of(
                        node.ready(),
                        "kubelet",
                        (node.ready() ? "Ready" : "NotReady")
                                + node.readySince().map(at -> " since " + at).orElse("")));
        chain.add(Link.plain("GPUs", gpus()));
        chain.add(place(order, Explanation.anythingWrong(findings)));
        layout(order).ifPresent(chain::add);
        chain.add(Link.plain("shows", Phrases.amounts(node.allocatable())));
        chain.add(Link.plain("pods with GPUs", pods()));
        decision.ifPresent(it -> chain.add(next(it)));
        return Explanation.of(
                "Node/" + node.name(),
                decision.map(it -> Phrases.word(it.standing())).orElse("not ours"),
                chain,
                findings);
    }

    private String gpus() {
        return node.label(WellKnown.GPU_COUNT_LABEL).orElse("an unknown number of")
                + " "
                + node.label(WellKnown.GPU_PRODUCT_LABEL).orElse("GPUs");
    }

    /// A node that no pool needs is free, and no gap.
    private Link place(Optional<NodeOrder> order, boolean wrong) {
        Optional<Membership> home = NodeActions.home(node);
        Optional<Membership> wanted = order.flatMap(it -> it.wish().membership());
        String now = home.map(NodeChain::named).orElse("none");
        if (!home.equals(wanted)) {
            return Link.of(
                    false,
                    "pool",
                    now + ", wanted: " + wanted.map(NodeChain::named).orElse("none"));
        }
        return home.isEmpty() && !wrong
                ? Link.plain("pool", "none, and none needs it")
                : Link.of(home.isPresent(), "pool", now);
    }

    private static String named(Membership place) {
        return place.pool()
                + ", node group "
                + place.group()
                + place.tenant().map(tenant -> ", dedicated to " + tenant).orElse("");
    }

    private Optional<Link> layout(Optional<NodeOrder> order) {
        return order.filter(it -> it.wish().entry().isPresent())
                .map(
                        it ->
                                Link.of(
                                        node.label(WellKnown.MIG_CONFIG_LABEL)
                                                        .filter(it.wish().entry().get()::names)
                                                        .isPresent()
                                                && node.allocatable().equals(it.wish().expected()),
                                        "layout",
                                        "wanted "
                                                + Phrases.amounts(it.wish().expected())
                                                + "; mig.config "
                                                + node.label(WellKnown.MIG_CONFIG_LABEL)
                                                        .orElse("unset")
                                                + ", state "
                                                + node.label(WellKnown.MIG_STATE_LABEL)
                                                        .orElse("absent")));
    }

    private String pods() {
        if (node.gpuPods().isEmpty()) {
            return "none";
        }
        String named =
                node.gpuPods().stream()
                        .limit(NAMED_PODS)
                        .map(NodeChain::named)
                        .collect(Collectors.joining(", "));
        int more = node.gpuPods().size() - NAMED_PODS;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    private static String named(PodFacts pod) {
        return pod.namespace() + "/" + pod.name() + " (" + Phrases.amounts(pod.holds()) + ")";
    }

    private Link next(NodeDecision decision) {
        Optional<ChangeRecord> record = node.change();
        String words =
                decision.change()
                                .map(change -> "writes now: " + change.because())
                                .orElseGet(
                                        () ->
                                                decision.findings().isEmpty()
                                                        ? "nothing to write"
                                                        : "nothing to write now")
                        + record.map(it -> "; state " + it.state().text()).orElse("");
        return Link.plain("operator", words);
    }

    private List<Finding> whyOutside() {
        List<PoolRequest> requests =
                cluster.pools().stream().map(pool -> PoolRequests.parse(pool, catalog)).toList();
        return Candidates.whyNot(node, requests);
    }
}
