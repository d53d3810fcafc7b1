package dev.regalia.api;

import static dev.regalia.api.Manifest.list;
import static dev.regalia.api.Pools.CPU_POOL;
import static dev.regalia.api.Pools.GROUP;
import static dev.regalia.api.Pools.POOL;
import static dev.regalia.api.Pools.SELECTOR;
import static dev.regalia.api.Pools.group;
import static dev.regalia.api.Pools.selector;
import static dev.regalia.api.Rule.rule;
import static dev.regalia.api.Trial.accepts;
import static dev.regalia.api.Trial.refuses;

import java.util.List;
import java.util.stream.Stream;

/// The rules of a pool, its node groups and the nodes they select, as a table.
final class NodeGroupRules {
    private static final String NAME = "/metadata/name";
    private static final String AT_LEAST = "should be greater than or equal to ";
    private static final String AT_MOST = "should be less than or equal to ";

    private NodeGroupRules() {}

    static List<Rule> table() {
        return Stream.of(object(), groups(), selectors(), labels(), requirements(), nodes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> object() {
        return List.of(
                rule(
                        "`metadata.name` must be at most 40 characters and must not contain dots",
                        accepts("a name of 40", POOL.with(NAME, "p".repeat(40))),
                        refuses("a name of 41", POOL.with(NAME, "p".repeat(41))),
                        refuses("a dot in the name", POOL.with(NAME, "paris.h100"))),
                rule(
                        "unknown field",
                        accepts("a pool of known fields", POOL),
                        refuses("a misspelt field", POOL.with("/spec/nodeGroup", "[]")),
                        refuses("a field in a wrong place", POOL.with(GROUP + "product", "H100"))),
                rule(
                        "Required value",
                        accepts("a CPU group", CPU_POOL),
                        refuses("no spec", POOL.without("/spec")),
                        refuses("no groups", POOL.without("/spec/nodeGroups")),
                        refuses("no selector", POOL.without(SELECTOR)),
                        refuses("no product", POOL.without(GROUP + "gpu/product"))),
                rule(
                        "spec.priority",
                        accepts("1000", POOL.with("/spec/priority", "1000")),
                        accepts("-1000", POOL.with("/spec/priority", "-1000")),
                        refuses("1001", POOL.with("/spec/priority", "1001"), AT_MOST + 1000),
                        refuses("-1001", POOL.with("/spec/priority", "-1001"), AT_LEAST + -1000)));
    }

    private static List<Rule> groups() {
        return List.of(
                rule(
                        "spec.nodeGroups",
                        accepts("32 groups", groups(32)),
                        refuses("33 groups", groups(33), "must have at most 32 items"),
                        refuses("0 groups", groups(0), "should have at least 1 items"),
                        refuses(
                                "a group twice",
                                POOL.with("/spec/nodeGroups/1", "{name: slices, nodeSelector: {}}"),
                                "Duplicate value")),
                rule(
                        "spec.nodeGroups[].name",
                        accepts("40 characters", group("name", "g".repeat(40))),
                        refuses("41 characters", group("name", "g".repeat(41)), "Too long"),
                        refuses("no character", group("name", "''"), "at least 1 chars long"),
                        refuses("a dot", group("name", "a.b"), "should match"),
                        refuses("a capital letter", group("name", "Slices"), "should match")));
    }

    private static List<Rule> selectors() {
        return List.of(
                rule(
                        "`nodeSelector` must not be empty",
                        accepts("labels", POOL),
                        accepts("expressions", selector("{key: gpu, operator: Exists}")),
                        refuses("an empty selector", POOL.with(SELECTOR, "{}")),
                        refuses("no label", POOL.with(SELECTOR, "{matchLabels: {}}")),
                        refuses("no expression", POOL.with(SELECTOR, "{matchExpressions: []}"))),
                rule(
                        "spec.nodeGroups[].nodeSelector.matchLabels",
                        accepts("16 labels", labels(16)),
                        refuses("17 labels", labels(17), "must have at most 16 items"),
                        accepts("63 characters", labelled("v".repeat(63))),
                        refuses("64 characters", labelled("v".repeat(64)), "Too long")),
                rule(
                        "spec.nodeGroups[].nodeSelector.matchExpressions",
                        accepts("16 expressions", expressions(16)),
                        refuses("17 expressions", expressions(17), "must have at most 16 items")));
    }

    private static List<Rule> labels() {
        String longest = "d".repeat(63) + ("." + "d".repeat(63)).repeat(2) + "." + "d".repeat(61);
        return List.of(
                rule(
                        "a key of `matchLabels` must be a label key",
                        accepts("a prefix", keyed("topology.kubernetes.io/zone")),
                        accepts("a prefix of 253", keyed(longest + "/zone")),
                        accepts("all that a name may have", keyed("A1_b.c-d")),
                        refuses("a prefix of 254", keyed("d" + longest + "/zone")),
                        refuses("a blank", keyed("my zone")),
                        refuses("two slashes", keyed("a/b/c")),
                        refuses("no name", keyed("topology.kubernetes.io/")),
                        refuses("a name of 64", keyed("k".repeat(64)))),
                rule(
                        "a value of `matchLabels` must be a label value",
                        accepts("none", labelled("''")),
                        accepts("all that a value may have", labelled("A1_b.c-d")),
                        refuses("a blank", labelled("zone a")),
                        refuses("a dash at the end", labelled("zone-"))),
                rule(
                        "`key` must be a label key",
                        accepts("a prefix", selector(exists("topology.kubernetes.io/zone"))),
                        refuses("a name of 64", selector(exists("k".repeat(64)))),
                        refuses("a capital letter in the prefix", selector(exists("Topology/z")))),
                rule(
                        "each of `values` must be a label value",
                        accepts("none of its characters", selector(in("['']"))),
                        refuses("a slash in the second", selector(in("[a, b/c]")))));
    }

    private static List<Rule> requirements() {
        String path = "spec.nodeGroups[].nodeSelector.matchExpressions[].";
        return List.of(
                rule(
                        "`values` must be given for 'In' and 'NotIn' and must be absent for",
                        accepts("In with one", selector("{key: a, operator: In, values: [b]}")),
                        accepts("DoesNotExist", selector("{key: a, operator: DoesNotExist}")),
                        refuses("In without", selector("{key: a, operator: In}")),
                        refuses("NotIn of none", selector("{key: a, operator: NotIn, values: []}")),
                        refuses(
                                "Exists with one",
                                selector("{key: a, operator: Exists, values: [b]}"))),
                rule(
                        path + "operator",
                        accepts("NotIn", selector("{key: a, operator: NotIn, values: [b]}")),
                        refuses("Gt", selector("{key: a, operator: Gt}"), "Unsupported value")),
                rule(
                        path + "key",
                        accepts(
                                "317 characters",
                                selector(exists("d.".repeat(126) + "d/" + "k".repeat(63)))),
                        refuses("318 characters", selector(exists("k".repeat(318))), "Too long"),
                        refuses("none", selector(exists("''")), "at least 1 chars long")),
                rule(
                        path + "values",
                        accepts("64 values", selector(in(list(64, i -> "v" + i)))),
                        refuses("65 values", selector(in(list(65, i -> "v" + i))), "at most 64")),
                rule(
                        path + "values[]",
                        accepts("63 characters", selector(in(list(1, i -> "v".repeat(63))))),
                        refuses(
                                "64 characters",
                                selector(in(list(1, i -> "v".repeat(64)))),
                                "Too long")));
    }

    private static List<Rule> nodes() {
        return List.of(
                rule(
                        "`min` must be at most `max`",
                        accepts("as many", group("nodes", "{min: 4, max: 4}")),
                        accepts("min alone", group("nodes", "{min: 4}")),
                        accepts("max alone", group("nodes", "{max: 0}")),
                        refuses("one more", group("nodes", "{min: 5, max: 4}"))),
                rule(
                        "spec.nodeGroups[].nodes.min",
                        accepts("5000", group("nodes", "{min: 5000}")),
                        refuses("5001", group("nodes", "{min: 5001}"), AT_MOST + 5000),
                        refuses("-1", group("nodes", "{min: -1}"), AT_LEAST + 0)),
                rule(
                        "spec.nodeGroups[].nodes.max",
                        accepts("5000", group("nodes", "{max: 5000}")),
                        refuses("5001", group("nodes", "{max: 5001}"), AT_MOST + 5000),
                        refuses("-1", group("nodes", "{max: -1}"), AT_LEAST + 0)));
    }

    private static Manifest groups(int count) {
        return POOL.with(
                "/spec/nodeGroups",
                list(count, i -> "{name: g%d, nodeSelector: {matchLabels: {a: b}}}".formatted(i)));
    }

    private static Manifest labels(int count) {
        String all = list(count, i -> "rack-" + i + ": r").replace('[', '{').replace(']', '}');
        return POOL.with(SELECTOR, "{matchLabels: " + all + "}");
    }

    private static Manifest labelled(String value) {
        return POOL.with(SELECTOR, "{matchLabels: {rack: " + value + "}}");
    }

    private static Manifest keyed(String key) {
        return POOL.with(SELECTOR, "{matchLabels: {" + key + ": a}}");
    }

    private static Manifest expressions(int count) {
        return POOL.with(
                SELECTOR, "{matchExpressions: " + list(count, i -> exists("rack-" + i)) + "}");
    }

    private static String exists(String key) {
        return "{key: " + key + ", operator: Exists}";
    }

    private static String in(String values) {
        return "{key: rack, operator: In, values: " + values + "}";
    }
}
