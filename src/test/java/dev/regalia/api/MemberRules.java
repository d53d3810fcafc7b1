package dev.regalia.api;

import static dev.regalia.api.Manifest.list;
import static dev.regalia.api.Rule.rule;
import static dev.regalia.api.Trial.accepts;
import static dev.regalia.api.Trial.refuses;

import java.util.List;
import java.util.stream.Stream;

/// The rules of a tenant's members, as a table, and a tenant that is in order.
final class MemberRules {
    static final Manifest TENANT =
            Manifest.of(
                    """
                    apiVersion: regalia.dev/v1alpha1
                    kind: SovereignTenant
                    metadata:
                      name: rules-of-tenants
                    spec:
                      shares:
                        - poolName: paris-h100
                          gpus: 8
                          partitions:
                            - {profile: 1g, count: 7}
                      namespaces:
                        - {name: bank-risk, poolName: paris-h100, weight: 3}
                      members:
                        - {kind: Group, name: "oidc:bank-admins", role: Admin}
                    """);

    static final String MEMBER = "/spec/members/0";

    private MemberRules() {}

    static List<Rule> table() {
        return Stream.of(memberRules(), memberNames(), members()).flatMap(List::stream).toList();
    }

    private static List<Rule> memberRules() {
        String account = "{kind: ServiceAccount, name: ci, role: Member, namespace: bank-ci}";
        return List.of(
                rule(
                        "`namespace` must be given for a ServiceAccount and must be absent for",
                        accepts("an account with", TENANT.with(MEMBER, account)),
                        accepts(
                                "an empty one of a group",
                                TENANT.with(MEMBER + "/namespace", "''")),
                        refuses("an account without", account("ci", "")),
                        refuses("a group with", member("namespace", "bank-ci")),
                        refuses(
                                "a user with",
                                TENANT.with(MEMBER, account.replace("ServiceAccount", "User")))),
                rule(
                        "spec.members[].kind",
                        accepts("User", member("kind", "User")),
                        refuses("Robot", member("kind", "Robot"), "Unsupported value")),
                rule(
                        "spec.members[].role",
                        accepts("Viewer", member("role", "Viewer")),
                        refuses("Owner", member("role", "Owner"), "Unsupported value")),
                rule(
                        "spec.members[].namespace",
                        accepts("63 characters", accountIn("n".repeat(63))),
                        refuses("64 characters", accountIn("n".repeat(64)), "Too long"),
                        refuses("a dot", accountIn("bank.ci"), "should match"),
                        refuses("a capital letter", accountIn("Bank"), "should match")));
    }

    private static List<Rule> memberNames() {
        return List.of(
                rule(
                        "`name` of a ServiceAccount must be its own name",
                        accepts("dots", account("ci.bank", "bank-ci")),
                        accepts("a colon in a group", member("name", "'oidc:bank'")),
                        refuses("its user name", account("system:serviceaccount:a:b", "bank-ci")),
                        refuses("a capital letter", account("CI", "bank-ci"))),
                rule(
                        "`name` of a User or a Group must not be blank and must not contain",
                        accepts("a blank within", member("name", "'Ada Lovelace'")),
                        accepts("letters of other scripts", member("name", "'Zoë'")),
                        refuses("a blank alone", member("name", "' '")),
                        refuses("a line break", member("name", "\"ada\\nroot\"")),
                        refuses("an escape", member("name", "\"ada\\e[1m\""))));
    }

    private static List<Rule> members() {
        String account = "{kind: ServiceAccount, name: ci, role: Member, namespace: %s}";
        return List.of(
                rule(
                        "spec.members",
                        accepts("64 members", members(64)),
                        refuses("65 members", members(65), "must have at most 64 items"),
                        accepts(
                                "an account of the same name elsewhere",
                                TENANT.with(MEMBER, account.formatted("a"))
                                        .with("/spec/members/1", account.formatted("b"))),
                        refuses(
                                "a group twice, in two roles",
                                TENANT.with(
                                        "/spec/members/1",
                                        "{kind: Group, name: 'oidc:bank-admins', role: Viewer}"),
                                "Duplicate value")),
                rule(
                        "spec.members[].name",
                        accepts("253 characters", member("name", "m".repeat(253))),
                        refuses("254 characters", member("name", "m".repeat(254)), "Too long"),
                        refuses("none", member("name", "''"), "at least 1 chars long")));
    }

    private static Manifest member(String field, String value) {
        return TENANT.with(MEMBER + "/" + field, value);
    }

    private static Manifest accountIn(String namespace) {
        return account("ci", namespace);
    }

    private static Manifest account(String name, String namespace) {
        return TENANT.with(
                MEMBER,
                "{kind: ServiceAccount, name: '%s', role: Member, namespace: '%s'}"
                        .formatted(name, namespace));
    }

    private static Manifest members(int count) {
        return TENANT.with(
                "/spec/members",
                list(count, i -> "{kind: User, name: m%d, role: Viewer}".formatted(i)));
    }
}
