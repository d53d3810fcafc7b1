package dev.regalia.cli.report;

import dev.regalia.api.WellKnown;
import dev.regalia.cli.report.PlanReport.Counts;
import dev.regalia.cli.report.PlanReport.NodeAction;
import dev.regalia.cli.report.PlanReport.NodeVerb;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How counts, resources and actions are worded, the same in text and Markdown.
final class Phrases {

    /// Of many nodes so many are named.
    private static final int NAMED = 3;

    static final String TIMES = Sheet.TIE + "x" + Sheet.TIE;

    private Phrases() {}

    /// `1 node`, `2 nodes`.
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// `gpu`, `1g.10gb`: a resource without what all of them begin with.
    static String shortName(String resource) {
        if (resource.startsWith(WellKnown.MIG_RESOURCE_PREFIX)) {
            return resource.substring(WellKnown.MIG_RESOURCE_PREFIX.length());
        }
        return resource.startsWith(WellKnown.NVIDIA_PREFIX)
                ? resource.substring(WellKnown.NVIDIA_PREFIX.length())
                : resource;
    }

    /// `4 x gpu, 28 x 1g.10gb`; `nothing` where there is none.
    static String amounts(Map<String, Long> amounts) {
        String text =
                amounts.entrySet().stream()
                        .filter(entry -> entry.getValue() != 0)
                        .map(entry -> entry.getValue() + TIMES + shortName(entry.getKey()))
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : text;
    }

    /// The first few names, and how many there are beyond.
    static String names(List<String> names) {
        String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? named + " and " + (names.size() - NAMED) + " more" : named;
    }

    /// `repartition`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// What happens to nodes, from their number to their names.
    static String sentence(NodeAction action) {
        String when =
                switch (action.when()) {
                    case NOW -> "now";
                    case RUNNING -> "under way";
                    case WAITING ->
                            "waiting" + action.reason().map(it -> " (" + it + ")").orElse("");
                };
        String gives =
                action.action() == NodeVerb.REPARTITION
                        ? (action.nodes().size() == 1 ? ", to " : ", each to ")
                                + amounts(action.gives())
                        : "";
        return count(action.nodes().size(), "node")
                + " "
                + when
                + gives
                + ": "
                + names(action.nodes());
    }

    /// The last line.
    static String summary(Counts counts) {
        String findings = count(counts.findings(), "finding");
        return counts.anything()
                ? "Plan: "
                        + count(counts.add(), "node")
                        + " to add, "
                        + counts.relabel()
                        + " to relabel, "
                        + counts.repartition()
                        + " to repartition, "
                        + counts.release()
                        + " to release; "
                        + count(counts.reservations(), "reservation")
                        + ", "
                        + count(counts.grants(), "grant")
                        + ", "
                        + counts.lowered()
                        + " lowered, "
                        + counts.other()
                        + " other; "
                        + findings
                        + "."
                : "Plan: nothing to do; " + findings + ".";
    }
}
