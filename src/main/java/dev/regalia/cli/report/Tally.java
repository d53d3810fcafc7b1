package dev.regalia.cli.report;

import dev.regalia.cli.report.PlanReport.Change;
import dev.regalia.cli.report.PlanReport.Counts;
import dev.regalia.cli.report.PlanReport.NodeAction;
import dev.regalia.cli.report.PlanReport.NodeVerb;
import dev.regalia.cli.report.PlanReport.SharePart;
import dev.regalia.cli.report.PlanReport.Verb;
import java.util.EnumMap;
import java.util.Map;

/// Counts what a report says.
final class Tally {

    private final Map<NodeVerb, Integer> nodes = new EnumMap<>(NodeVerb.class);
    private final Map<Verb, Integer> changes = new EnumMap<>(Verb.class);
    private int reservations;

    void add(NodeAction action) {
        nodes.merge(action.action(), action.nodes().size(), Integer::sum);
    }

    void add(SharePart share) {
        reservations += share.changes() ? 1 : 0;
    }

    void add(Change change) {
        changes.merge(change.action(), 1, Integer::sum);
    }

    Counts counts(int findings) {
        return new Counts(
                of(NodeVerb.ADD),
                of(NodeVerb.RELABEL),
                of(NodeVerb.REPARTITION),
                of(NodeVerb.RELEASE),
                reservations,
                of(Verb.GRANT),
                of(Verb.LOWER),
                of(Verb.CREATE) + of(Verb.UPDATE) + of(Verb.RELEASE),
                findings);
    }

    private int of(NodeVerb verb) {
        return nodes.getOrDefault(verb, 0);
    }

    private int of(Verb verb) {
        return changes.getOrDefault(verb, 0);
    }
}
