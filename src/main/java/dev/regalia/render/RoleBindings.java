package dev.regalia.render;

import dev.regalia.api.TenantSpec.Member;
import dev.regalia.api.TenantSpec.Role;
import dev.regalia.plan.NamespacePlan.Hold;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The role bindings of a tenant namespace: one per role that has members, each to a ClusterRole
/// that the chart brings.
public final class RoleBindings {

    private static final String RBAC_GROUP = "rbac.authorization.k8s.io";

    private static final Comparator<Member> ORDER =
            Comparator.comparing(Member::kind)
                    .thenComparing(RoleBindings::namespaceOf)
                    .thenComparing(Member::name);

    private RoleBindings() {}

    /// The bindings that a plan asks for, by role; none at all where the plan keeps what is there.
    public static List<RoleBinding> of(Hold hold) {
        List<RoleBinding> bindings = new ArrayList<>();
        if (hold.keepMembers()) {
            return bindings;
        }
        for (Role role : Role.values()) {
            List<Subject> subjects = subjects(hold, role);
            if (!subjects.isEmpty()) {
                bindings.add(binding(hold, role, subjects));
            }
        }
        return bindings;
    }

    /// Names of the bindings that must not be there, because their role has no member; none where
    /// the plan keeps what is there.
    static List<String> unwanted(Hold hold) {
        return hold.keepMembers()
                ? List.of()
                : Stream.of(Role.values())
                        .filter(role -> subjects(hold, role).isEmpty())
                        .map(RoleBindings::name)
                        .toList();
    }

    /// Names of all bindings that we may have made.
    static List<String> names() {
        return Stream.of(Role.values()).map(RoleBindings::name).toList();
    }

    private static RoleBinding binding(Hold hold, Role role, List<Subject> subjects) {
        return new RoleBindingBuilder()
                .withMetadata(OwnMetadata.of(hold, name(role)))
                .withSubjects(subjects)
                .withNewRoleRef()
                .withApiGroup(RBAC_GROUP)
                .withKind("ClusterRole")
                .withName("regalia-tenant-" + word(role))
                .endRoleRef()
                .build();
    }

    private static List<Subject> subjects(Hold hold, Role role) {
        return hold.members().stream()
                .filter(member -> member.role() == role)
                .sorted(ORDER)
                .distinct()
                .map(RoleBindings::subject)
                .toList();
    }

    /// A subject as the API server stores it: empty fields are absent.
    private static Subject subject(Member member) {
        return switch (member.kind()) {
            case USER -> named("User", member.name());
            case GROUP -> named("Group", member.name());
            case SERVICE_ACCOUNT ->
                    new SubjectBuilder()
                            .withKind("ServiceAccount")
                            .withNamespace(namespaceOf(member))
                            .withName(member.name())
                            .build();
        };
    }

    private static Subject named(String kind, String name) {
        return new SubjectBuilder().withApiGroup(RBAC_GROUP).withKind(kind).withName(name).build();
    }

    private static String namespaceOf(Member member) {
        return Objects.requireNonNullElse(member.namespace(), "");
    }

    private static String name(Role role) {
        return "regalia-" + word(role);
    }

    private static String word(Role role) {
        return switch (role) {
            case ADMIN -> "admin";
            case MEMBER -> "member";
            case VIEWER -> "viewer";
        };
    }
}
