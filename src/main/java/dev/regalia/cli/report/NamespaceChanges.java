package dev.regalia.cli.report;

import dev.regalia.cli.report.PlanReport.Change;
import dev.regalia.cli.report.PlanReport.NamespacePart;
import dev.regalia.cli.report.PlanReport.Verb;
import dev.regalia.plan.ClusterSnapshot;
import dev.regalia.plan.FleetPlan;
import dev.regalia.plan.NamespaceFacts;
import dev.regalia.plan.NamespacePlan;
import dev.regalia.plan.NamespacePlan.Hold;
import dev.regalia.render.Namespaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a plan does to namespaces, by tenant: quotas raised and lowered, namespaces made and let
/// go. What else is in a namespace (roles, network policy, limits) is not in a snapshot, so a
/// difference there is not seen.
final class NamespaceChanges {

    private NamespaceChanges() {}

    /// The namespaces in which something changes, by tenant.
    static SortedMap<String, List<NamespacePart>> of(ClusterSnapshot cluster, FleetPlan plan) {
        Map<String, NamespaceFacts> facts = new HashMap<>();
        cluster.namespaces().forEach(namespace -> facts.put(namespace.name(), namespace));
        SortedMap<String, List<NamespacePart>> parts = new TreeMap<>();
        for (NamespacePlan namespace : plan.namespaces()) {
            Optional<NamespaceFacts> stored = Optional.ofNullable(facts.get(namespace.name()));
            if (stored.filter(NamespaceFacts::terminating).isPresent()) {
                continue;
            }
            switch (namespace) {
                case Hold hold -> {
                    List<Change> changes = held(hold, stored);
                    if (!changes.isEmpty()) {
                        parts.computeIfAbsent(hold.tenant(), _ -> new ArrayList<>())
                                .add(new NamespacePart(hold.name(), hold.pool(), changes));
                    }
                }
                case NamespacePlan.LetGo _ ->
                        stored.flatMap(NamespaceChanges::letGo)
                                .ifPresent(
                                        part ->
                                                parts.computeIfAbsent(
                                                                stored.get().tenant().orElse(""),
                                                                _ -> new ArrayList<>())
                                                        .add(part));
            }
        }
        return parts;
    }

    private static Optional<NamespacePart> letGo(NamespaceFacts stored) {
        return Namespaces.letGo(stored)
                .map(
                        _ ->
                                new NamespacePart(
                                        stored.name(),
                                        stored.pool().orElse(""),
                                        List.of(
                                                plain(
                                                        Verb.RELEASE,
                                                        "our objects and keys go, the namespace"
                                                                + " stays"))));
    }

    private static List<Change> held(Hold hold, Optional<NamespaceFacts> stored) {
        List<Change> changes = new ArrayList<>();
        if (stored.isEmpty()) {
            changes.add(
                    plain(
                            Verb.CREATE,
                            "with quota, limits, network policy and the roles of its members"));
        }
        SortedMap<String, Long> before =
                stored.flatMap(NamespaceFacts::quota)
                        .map(NamespaceFacts.QuotaFacts::hard)
                        .orElseGet(TreeMap::new);
        hold.hard()
                .forEach(
                        (resource, after) -> {
                            long was = before.getOrDefault(resource, 0L);
                            if (after != was) {
                                changes.add(
                                        new Change(
                                                after > was ? Verb.GRANT : Verb.LOWER,
                                                Optional.of(resource),
                                                Optional.of(was),
                                                Optional.of(after),
                                                ""));
                            }
                        });
        if (stored.isPresent()) {
            long more =
                    hold.hard().keySet().stream().filter(key -> !before.containsKey(key)).count();
            if (more > 0) {
                changes.add(plain(Verb.UPDATE, "quota lists " + more + " more resources"));
            }
            if (Namespaces.patch(hold, stored.get()).isPresent()) {
                changes.add(plain(Verb.UPDATE, "labels and annotations"));
            }
        }
        return changes;
    }

    static Change plain(Verb verb, String what) {
        return new Change(verb, Optional.empty(), Optional.empty(), Optional.empty(), what);
    }
}
