package dev.regalia.api;

import static dev.regalia.api.Manifest.list;
import static dev.regalia.api.MemberRules.MEMBER;
import static dev.regalia.api.MemberRules.TENANT;
import static dev.regalia.api.Rule.rule;
import static dev.regalia.api.Trial.accepts;
import static dev.regalia.api.Trial.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule and every bound of a SovereignTenant, each with what it lets through and what it
/// stops, against the real API server. The table of members is in [MemberRules].
final class SovereignTenantRulesIT {
    private static final String NAME = "/metadata/name";
    private static final String SHARE = "/spec/shares/0";
    private static final String PARTITIONS = SHARE + "/partitions";
    private static final String NAMESPACE = "/spec/namespaces/0";

    private static final String AT_LEAST = "should be greater than or equal to ";
    private static final String AT_MOST = "should be less than or equal to ";

    @TestFactory
    Stream<DynamicTest> aRuleStopsWhatItIsForAndNothingElse() {
        return Rule.tests(table());
    }

    @Test
    void noRuleAndNoBoundOfTheCrdIsMissingFromTheTable() {
        assertThat(Schema.of("sovereigntenants").notShownBy(table())).isEmpty();
    }

    private static List<Rule> table() {
        return Stream.of(
                        object(),
                        shares(),
                        partitions(),
                        namespaceRules(),
                        namespaces(),
                        MemberRules.table())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> object() {
        return List.of(
                rule(
                        "spec.priority",
                        accepts("1000", TENANT.with("/spec/priority", "1000")),
                        accepts("-1000", TENANT.with("/spec/priority", "-1000")),
                        refuses("1001", TENANT.with("/spec/priority", "1001"), AT_MOST + 1000),
                        refuses("-1001", TENANT.with("/spec/priority", "-1001"), AT_LEAST + -1000)),
                rule(
                        "`metadata.name` must be at most 40 characters and must not contain dots",
                        accepts("a name of 40", TENANT.with(NAME, "t".repeat(40))),
                        refuses("a name of 41", TENANT.with(NAME, "t".repeat(41))),
                        refuses("a dot in the name", TENANT.with(NAME, "bank.fr"))),
                rule(
                        "unknown field",
                        accepts("a tenant of known fields", TENANT),
                        refuses("a misspelt field", TENANT.with("/spec/share", "[]")),
                        refuses("a field in a wrong place", TENANT.with(SHARE + "/weight", "1"))),
                rule(
                        "Required value",
                        accepts("an empty spec", TENANT.with("/spec", "{}")),
                        refuses("no spec", TENANT.without("/spec")),
                        refuses("no pool of a share", TENANT.without(SHARE + "/poolName")),
                        refuses("no pool of a namespace", TENANT.without(NAMESPACE + "/poolName")),
                        refuses("no role", TENANT.without(MEMBER + "/role"))));
    }

    private static List<Rule> shares() {
        return List.of(
                rule(
                        "a share must ask for `gpus` or `partitions`",
                        accepts("GPUs", TENANT.without(PARTITIONS)),
                        accepts("partitions", TENANT.without(SHARE + "/gpus")),
                        accepts("partitions and 0 GPUs", TENANT.with(SHARE + "/gpus", "0")),
                        refuses("neither", TENANT.with(SHARE, "{poolName: p}")),
                        refuses("0 GPUs", TENANT.with(SHARE, "{poolName: p, gpus: 0}")),
                        refuses("none", TENANT.with(SHARE, "{poolName: p, partitions: []}"))),
                rule(
                        "spec.shares",
                        accepts("16 shares", shares(16)),
                        refuses("17 shares", shares(17), "must have at most 16 items"),
                        refuses(
                                "a pool twice",
                                TENANT.with("/spec/shares/1", "{poolName: paris-h100, gpus: 1}"),
                                "Duplicate value")),
                name("spec.shares[].poolName", SHARE + "/poolName", 40),
                rule(
                        "spec.shares[].isolation",
                        accepts(
                                "DedicatedNode",
                                TENANT.with(SHARE + "/isolation", "DedicatedNode")),
                        refuses(
                                "an unknown one",
                                TENANT.with(SHARE + "/isolation", "Alone"),
                                "supported values: \"DedicatedNode\", \"SharedNode\"")),
                rule(
                        "spec.shares[].gpus",
                        accepts("40000", TENANT.with(SHARE + "/gpus", "40000")),
                        refuses("40001", TENANT.with(SHARE + "/gpus", "40001"), AT_MOST + 40000),
                        refuses("-1", TENANT.with(SHARE + "/gpus", "-1"), AT_LEAST + 0)));
    }

    private static List<Rule> partitions() {
        String path = "spec.shares[].partitions";
        String count = PARTITIONS + "/0/count";
        return List.of(
                rule(
                        path,
                        accepts("16 profiles", TENANT.with(PARTITIONS, Profiles.partitions(16))),
                        refuses(
                                "17 profiles",
                                TENANT.with(PARTITIONS, Profiles.partitions(17)),
                                "must have at most 16 items"),
                        refuses(
                                "a profile twice",
                                TENANT.with(PARTITIONS + "/1", "{profile: 1g, count: 1}"),
                                "Duplicate value")),
                rule(
                        path + "[].count",
                        accepts("280000", TENANT.with(count, "280000")),
                        refuses("280001", TENANT.with(count, "280001"), AT_MOST + 280000),
                        refuses("0", TENANT.with(count, "0"), AT_LEAST + 1)),
                Profiles.rule(path, TENANT, PARTITIONS + "/0/profile"));
    }

    private static List<Rule> namespaceRules() {
        String other = "{name: bank-risk, poolName: lyon-a100, weight: 3}";
        Manifest moved = TENANT.with(NAMESPACE, other);
        String renamed = "{name: bank-lyon, poolName: lyon-a100}";
        return List.of(
                rule(
                        "`poolName` of a namespace is immutable",
                        accepts("another weight", TENANT.with(NAMESPACE + "/weight", "4"))
                                .instead(TENANT),
                        accepts("the other pool from the start", moved),
                        accepts("another namespace", TENANT.with(NAMESPACE, renamed))
                                .instead(TENANT),
                        accepts("one more", TENANT.with("/spec/namespaces/1", renamed))
                                .instead(TENANT),
                        refuses("another pool", moved).instead(TENANT),
                        refuses(
                                        "another pool behind a new one",
                                        TENANT.with("/spec/namespaces", "[]")
                                                .with("/spec/namespaces/0", renamed)
                                                .with("/spec/namespaces/1", other))
                                .instead(TENANT)),
                rule(
                        "a tenant namespace must not be 'default' and must not start with 'kube-'",
                        accepts("kubeflow", TENANT.with(NAMESPACE + "/name", "kubeflow")),
                        accepts("default-bank", TENANT.with(NAMESPACE + "/name", "default-bank")),
                        refuses("default", TENANT.with(NAMESPACE + "/name", "default")),
                        refuses("kube-system", TENANT.with(NAMESPACE + "/name", "kube-system")),
                        refuses("kube-bank", TENANT.with(NAMESPACE + "/name", "kube-bank"))));
    }

    private static List<Rule> namespaces() {
        String weight = NAMESPACE + "/weight";
        return List.of(
                rule(
                        "spec.namespaces",
                        accepts("64 namespaces", namespaces(64)),
                        refuses("65 namespaces", namespaces(65), "must have at most 64 items"),
                        refuses(
                                "a namespace twice",
                                TENANT.with("/spec/namespaces/1", "{name: bank-risk, poolName: p}"),
                                "Duplicate value")),
                name("spec.namespaces[].name", NAMESPACE + "/name", 63),
                name("spec.namespaces[].poolName", NAMESPACE + "/poolName", 40),
                rule(
                        "spec.namespaces[].weight",
                        accepts("1", TENANT.with(weight, "1")),
                        accepts("1000", TENANT.with(weight, "1000")),
                        refuses("1001", TENANT.with(weight, "1001"), AT_MOST + 1000),
                        refuses("0", TENANT.with(weight, "0"), AT_LEAST + 1)));
    }

    private static Rule name(String path, String place, int longest) {
        return rule(
                path,
                accepts(longest + " characters", TENANT.with(place, "n".repeat(longest))),
                refuses("one more", TENANT.with(place, "n".repeat(longest + 1)), "Too long"),
                refuses("none", TENANT.with(place, "''"), "at least 1 chars long"),
                refuses("a dot", TENANT.with(place, "a.b"), "should match"),
                refuses("a capital letter", TENANT.with(place, "Paris"), "should match"));
    }

    private static Manifest shares(int count) {
        return TENANT.with(
                "/spec/shares", list(count, i -> "{poolName: p%d, gpus: 1}".formatted(i)));
    }

    private static Manifest namespaces(int count) {
        return TENANT.with(
                "/spec/namespaces", list(count, i -> "{name: n%d, poolName: p}".formatted(i)));
    }
}
