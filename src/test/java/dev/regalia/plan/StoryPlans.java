package dev.regalia.plan;

import dev.regalia.api.WellKnown;
import dev.regalia.mig.MigConfigEntry;
import dev.regalia.plan.NamespacePlan.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What [StoryText] reads out of plans and worlds: layouts GPU by GPU, and the plans from demand.
final class StoryPlans {

    private StoryPlans() {}

    /// Per `tenant resource`, what quota in force grants.
    static SortedMap<String, Long> grants(FleetWorld world) {
        SortedMap<String, Long> grants = new TreeMap<>();
        world.tenants.forEach(
                (tenant, facts) ->
                        world.namespaces.all.values().stream()
                                .filter(one -> one.tenant().equals(Optional.of(tenant)))
                                .filter(NamespaceFacts::granted)
                                .flatMap(one -> one.quota().stream())
                                .forEach(
                                        quota ->
                                                quota.hardInForce()
                                                        .forEach(
                                                                (key, count) ->
                                                                        grants.merge(
                                                                                tenant + " " + key,
                                                                                count,
                                                                                Long::sum))));
        return grants;
    }

    /// What a plan says of a tenant's namespaces, as if all that its shares ask for were granted.
    static List<Hold> granted(FleetPlan plan, String tenant) {
        List<Hold> granted = new ArrayList<>();
        for (TenantOutcome outcome : plan.tenants()) {
            for (NamespacePlan one : plan.namespaces()) {
                if (one instanceof Hold hold
                        && hold.tenant().equals(tenant)
                        && outcome.tenant().name().equals(tenant)) {
                    granted.add(granted(hold, outcome));
                }
            }
        }
        return granted;
    }

    private static Hold granted(Hold hold, TenantOutcome outcome) {
        SortedMap<String, Long> hard = new TreeMap<>(hold.hard());
        outcome.shares().stream()
                .filter(share -> share.poolName().equals(hold.pool()))
                .flatMap(share -> share.items().stream())
                .forEach(item -> hard.put(item.resource(), item.requested()));
        return new Hold(
                hold.name(),
                false,
                hold.tenant(),
                hold.tenantUid(),
                hold.pool(),
                hard,
                hold.lent(),
                true,
                hold.resources(),
                hold.members(),
                false,
                hold.dedicated());
    }

    /// How a node is cut anew: the GPUs that change, or all of them where nobody knows how they are
    /// cut now.
    static Optional<String> cut(WorldNode node, NodeOrder order, FleetPlan plan) {
        Optional<NodeWish.MigEntry> entry = order.wish().entry();
        String config = node.node().labels.getOrDefault(WellKnown.MIG_CONFIG_LABEL, "");
        if (entry.isEmpty() || entry.get().names(config)) {
            return Optional.empty();
        }
        List<MigConfigEntry> content = plan.migEntries().get(entry.get().name());
        return content == null
                ? Optional.of("to '" + entry.get().name() + "'")
                : NodeLayout.read(content, node.gpus()).map(StoryPlans::words);
    }

    /// How a node is cut now, as the map says.
    static String layoutNow(FleetWorld world, WorldNode node) {
        String config = node.node().labels.getOrDefault(WellKnown.MIG_CONFIG_LABEL, "");
        return new MigEntries(world.migConfig.facts(), TestNode.TIMES.configMapDelay())
                .layout(config, node.gpus())
                .map(
                        layout ->
                                Resources.same(node.shows(layout), node.node().allocatable)
                                        ? words(layout)
                                        : "shows " + counts(node.node().allocatable))
                .orElseGet(() -> "shows " + counts(node.node().allocatable));
    }

    /// `0-3 7x1g.10gb, 4-7 whole`.
    static String words(NodeLayout layout) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= layout.gpus(); i++) {
            if (i == layout.gpus() || !layout.cutOf(i).equals(layout.cutOf(from))) {
                String gpus = from == i - 1 ? "" + from : from + "-" + (i - 1);
                words.add(gpus + " " + layout.cutOf(from).map(StoryPlans::parts).orElse("whole"));
                from = i;
            }
        }
        return String.join(", ", words);
    }

    private static String parts(SortedMap<String, Integer> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(it -> it.getValue() + "x" + it.getKey())
                        .collect(Collectors.joining("+"));
    }

    static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(it -> it.getValue() + "x" + shortName(it.getKey()))
                        .collect(Collectors.joining("+"));
    }

    static String shortName(String resource) {
        return resource.replace(WellKnown.MIG_RESOURCE_PREFIX, "")
                .replace(WellKnown.NVIDIA_PREFIX, "");
    }

    /// `n1, n3-n6`: names that differ in a last number that counts up are drawn together.
    static String range(List<String> names) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= names.size(); i++) {
            if (i == names.size() || !follows(names.get(i - 1), names.get(i))) {
                String first = names.get(from);
                words.add(
                        i - from < 3
                                ? String.join(", ", names.subList(from, i))
                                : first + "-" + names.get(i - 1));
                from = i;
            }
        }
        return String.join(", ", words);
    }

    private static boolean follows(String name, String next) {
        String letters = name.replaceAll("[0-9]+$", "");
        String digits = name.substring(letters.length());
        return !digits.isEmpty() && next.equals(letters + (Integer.parseInt(digits) + 1));
    }
}
