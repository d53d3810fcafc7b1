package dev.regalia.plan;

import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.TenantStatus.ShareStatus;
import dev.regalia.plan.NodeWish.Membership;
import dev.regalia.plan.packing.Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A plan and what has become of it, in a few lines for a person: what a story expects.
final class StoryText {

    private static final int WIDTH = 92;

    private final FleetWorld world;
    private final StringBuilder text = new StringBuilder();
    private final SortedMap<String, Long> before;
    private final SortedMap<String, Long> lowest;

    /// Watches from now on how low grants go.
    StoryText(FleetWorld world) {
        this.world = world;
        this.before = StoryPlans.grants(world);
        this.lowest = new TreeMap<>(before);
        world.afterwards =
                () -> {
                    SortedMap<String, Long> now = StoryPlans.grants(world);
                    lowest.replaceAll((key, low) -> Math.min(low, now.getOrDefault(key, 0L)));
                };
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /// What a plan is about to do: nodes, tenants, how good it is, and what was found.
    void plan(FleetPlan plan) {
        line(0, "plan");
        nodesOf(plan);
        tenantsOf(plan);
        plan.demand().forEach((pool, demand) -> demand.forEach(one -> certificate(pool, one)));
        findings(plan);
    }

    /// How all stands once nothing changes any more.
    ///
    /// @param writes on nodes since the plan was made
    void settled(FleetPlan plan, List<NodeChange> writes) {
        line(0, "settled");
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (WorldNode node : world.nodes.values()) {
            nodes.computeIfAbsent(standing(node), _ -> new ArrayList<>()).add(node.node().name);
        }
        nodes.forEach((standing, names) -> line(2, StoryPlans.range(names) + " " + standing));
        for (TenantOutcome tenant : plan.tenants()) {
            String granted = items(tenant, item -> granted(tenant, item), " granted");
            line(2, tenant.tenant().name() + ": " + granted);
        }
        SortedMap<String, List<String>> kinds = new TreeMap<>();
        for (NodeChange write : writes) {
            kinds.computeIfAbsent(write.node(), _ -> new ArrayList<>())
                    .add(write.kind().name().toLowerCase(Locale.ROOT));
        }
        Map<List<String>, List<String>> byKinds = new LinkedHashMap<>();
        kinds.forEach(
                (node, some) -> byKinds.computeIfAbsent(some, _ -> new ArrayList<>()).add(node));
        byKinds.forEach(
                (some, names) ->
                        line(
                                2,
                                "written on "
                                        + StoryPlans.range(names)
                                        + ": "
                                        + String.join(", ", some)));
        findings(plan);
    }

    /// With how little was left meanwhile, where it was less than before and is now.
    private String granted(TenantOutcome tenant, ShareItem item) {
        String key = tenant.tenant().name() + " " + item.resource();
        long low = lowest.getOrDefault(key, 0L);
        boolean dipped = low < Math.min(before.getOrDefault(key, 0L), item.granted());
        return item.granted()
                + " of "
                + item.requested()
                + (dipped ? " (meanwhile " + low + ")" : "");
    }

    private void nodesOf(FleetPlan plan) {
        Map<String, List<String>> byWords = new LinkedHashMap<>();
        plan.orders()
                .forEach(
                        (node, order) ->
                                change(world.node(node), order, plan)
                                        .ifPresent(
                                                words ->
                                                        byWords.computeIfAbsent(
                                                                        words,
                                                                        _ -> new ArrayList<>())
                                                                .add(node)));
        byWords.forEach((words, names) -> line(2, StoryPlans.range(names) + " " + words));
    }

    private static Optional<String> change(WorldNode node, NodeOrder order, FleetPlan plan) {
        List<String> words = new ArrayList<>();
        Optional<Membership> home =
                node.node()
                        .facts()
                        .change()
                        .map(it -> new Membership(it.pool(), it.group(), it.tenant()));
        Optional<Membership> wanted = order.wish().membership();
        if (wanted.isEmpty()) {
            return home.map(place -> "leaves " + place(place));
        }
        if (home.isEmpty()) {
            words.add("joins " + place(wanted.get()));
        } else if (!home.equals(wanted)) {
            words.add("becomes " + place(wanted.get()));
        }
        StoryPlans.cut(node, order, plan).ifPresent(cut -> words.add("is cut: " + cut));
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    private static String place(Membership place) {
        return place.pool()
                + "/"
                + place.group()
                + place.tenant().map(tenant -> " for " + tenant + " alone").orElse("");
    }

    private void tenantsOf(FleetPlan plan) {
        for (TenantOutcome tenant : plan.tenants()) {
            String reserved =
                    items(tenant, it -> it.reserved() + " of " + it.requested(), " reserved");
            line(2, tenant.tenant().name() + ": " + reserved);
        }
    }

    private static String items(
            TenantOutcome tenant,
            java.util.function.Function<ShareItem, String> count,
            String what) {
        List<String> words = new ArrayList<>();
        for (ShareStatus share : tenant.shares()) {
            for (ShareItem item : share.items()) {
                words.add(count.apply(item) + " " + StoryPlans.shortName(item.resource()));
            }
        }
        return words.isEmpty() ? "nothing" : String.join(", ", words) + what;
    }

    private void certificate(String pool, DemandPlan plan) {
        Certificate it = plan.certificate();
        line(
                2,
                "%s %s%s: %d GPUs used, %d at best, %d with slack"
                                .formatted(
                                        pool,
                                        plan.geometry().id(),
                                        plan.tenant().map(tenant -> " for " + tenant).orElse(""),
                                        it.gpusUsed(),
                                        it.gpusOptimal(),
                                        it.gpusBound())
                        + it.binding().map("; runs out of "::concat).orElse(""));
        line(
                4,
                "%s: %d nodes touched (at least %d), %d GPUs touched (at least %d), %s"
                                .formatted(
                                        it.method()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '),
                                        it.nodesTouched(),
                                        it.nodesBound(),
                                        it.gpusTouched(),
                                        it.gpusTouchedBound(),
                                        it.evictions() + " evictions")
                        + (it.proven() ? "; proven" : ""));
        unserved(plan);
    }

    private void unserved(DemandPlan plan) {
        if (!plan.unservedLevels().isEmpty()) {
            line(
                    4,
                    plan.unservedLevels().stream()
                            .map(StoryText::level)
                            .collect(Collectors.joining(", ", "unserved memory slices: ", "")));
        }
        for (DemandPlan.Unserved one : plan.unserved()) {
            line(
                    4,
                    "unserved: %d %s of %s%s; cure: %s"
                            .formatted(
                                    one.count(),
                                    StoryPlans.shortName(one.resource()),
                                    one.tenant(),
                                    one.because().isEmpty() ? "" : ": " + one.because(),
                                    one.cure()));
        }
    }

    private static String level(UnservedLevel level) {
        return level.memorySlices()
                + (level.priority().isPresent()
                        ? " at priority " + level.priority().getAsInt()
                        : " of headroom");
    }

    private String standing(WorldNode node) {
        NodeFacts facts = node.node().facts();
        String place =
                facts.change()
                        .map(
                                it ->
                                        place(new Membership(it.pool(), it.group(), it.tenant()))
                                                + (it.state() == ChangeRecord.State.READY
                                                        ? ""
                                                        : " (" + it.state().text() + ")"))
                        .orElse("is free");
        List<String> pods = new ArrayList<>();
        SortedMap<String, SortedMap<String, Long>> held = new TreeMap<>();
        facts.gpuPods()
                .forEach(
                        pod ->
                                pod.holds()
                                        .forEach(
                                                (key, count) ->
                                                        held.computeIfAbsent(
                                                                        pod.namespace(),
                                                                        _ -> new TreeMap<>())
                                                                .merge(key, count, Long::sum)));
        held.forEach((who, what) -> pods.add(who + " runs " + StoryPlans.counts(what)));
        return place
                + (facts.ready() ? "" : ", NotReady")
                + ": "
                + StoryPlans.layoutNow(world, node)
                + (pods.isEmpty() ? "" : "; " + String.join(", ", pods));
    }

    private void findings(FleetPlan plan) {
        List<Finding> all = new ArrayList<>(plan.findings());
        plan.pools().forEach(pool -> all.addAll(pool.findings()));
        plan.tenants().forEach(tenant -> all.addAll(tenant.findings()));
        for (Finding finding : all) {
            line(
                    2,
                    "%s of %s: %s%s"
                            .formatted(
                                    finding.reason().text(),
                                    finding.object(),
                                    finding.message(),
                                    finding.cure().isEmpty() ? "" : "; cure: " + finding.cure()));
        }
    }

    /// One line of the text, folded where it is long.
    private void line(int indent, String words) {
        int column = 0;
        text.append(" ".repeat(indent));
        for (String word : words.split(" ", -1)) {
            if (column > 0 && indent + column + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(indent + 4));
                column = 4;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
